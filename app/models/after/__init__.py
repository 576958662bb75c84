"""What is stored and read once a sale is made: bookings found again, refunds, admissions, messages, the waiting list."""
