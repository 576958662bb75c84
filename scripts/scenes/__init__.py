"""What is pictured: a file for each subject, and in it every screen that belongs to it."""
