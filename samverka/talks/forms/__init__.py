"""What is written before and about a talk."""
