"""What people fill in about calls, by noun."""
