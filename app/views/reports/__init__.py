"""The page of the reports: tables and charts."""
