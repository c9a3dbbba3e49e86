"""Pages of the support map, by noun."""
