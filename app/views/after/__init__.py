"""The pages for what comes after a sale: Find and Door."""
