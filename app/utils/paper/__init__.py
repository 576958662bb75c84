"""What comes out of printers, and the way there."""
