"""Staff accounts, and what was done by whom."""
