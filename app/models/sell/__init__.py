"""What a sale stores."""
