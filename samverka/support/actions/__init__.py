"""Everything that changes the support map, by noun."""
