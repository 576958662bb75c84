"""What was sold, when, where and by whom."""
