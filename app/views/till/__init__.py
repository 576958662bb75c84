"""The page of the clerk's drawer."""
