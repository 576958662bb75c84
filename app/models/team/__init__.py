"""What is stored of staff, and the audit log searched."""
