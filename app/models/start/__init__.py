"""What a new house starts with, and the demo."""
