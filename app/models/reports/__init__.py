"""The figures that reports are made of."""
