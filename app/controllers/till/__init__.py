"""A clerk's drawer: float, counts, reports."""
