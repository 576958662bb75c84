"""The ways in: first start, sign-in, lock."""
