"""What is filled in about the support map, by noun."""
