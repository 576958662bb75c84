"""The panels and flows that take money."""
