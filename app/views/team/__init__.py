"""The pages of the staff and of the activity log."""
