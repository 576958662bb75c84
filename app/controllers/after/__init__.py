"""What may be done once a sale is made: find, refund, exchange, admit, tell the customer."""
