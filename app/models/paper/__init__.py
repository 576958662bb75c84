"""What paper needs to know: the cinema's head and taxes, a sale as it was made, invoice numbers."""
