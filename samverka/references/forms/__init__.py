"""What is filled in about requests and groups."""
