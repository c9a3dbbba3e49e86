"""What forms about calls ask for, by noun."""
