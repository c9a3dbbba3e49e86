"""Pages of calls, by noun."""
