"""The page of a sale."""
