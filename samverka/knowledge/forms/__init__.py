"""What partners write when they share what they know."""
