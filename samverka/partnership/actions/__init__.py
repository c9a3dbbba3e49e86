"""Everything that changes the partnership, by noun."""
