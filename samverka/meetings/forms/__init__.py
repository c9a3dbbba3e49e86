"""What is written before, at and after a meeting."""
