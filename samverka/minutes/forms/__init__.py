"""What is written at a meeting, and of it."""
