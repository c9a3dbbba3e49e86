"""What people fill in about a joint application."""
