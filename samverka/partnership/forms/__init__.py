"""Forms of the partnership, by noun."""
