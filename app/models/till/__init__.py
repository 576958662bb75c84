"""What a clerk's drawer stores."""
