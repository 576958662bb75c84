"""Tools without opinions about cinemas' storage or screens."""
