"""The seat map."""
