"""The database server of this machine, and bringing a database to today's schema."""
