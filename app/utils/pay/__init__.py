"""Tools for money that a provider takes: what is said to it, how long one waits, and one to practise with."""
