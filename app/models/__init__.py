"""What is stored: SQL and transactions."""
