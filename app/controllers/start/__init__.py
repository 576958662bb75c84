"""The ways in: opening a house, setting one up, signing in."""
