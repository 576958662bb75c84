"""What is allowed: booking rules, permissions and prices."""
