"""What visitors read, and what those who plan the year do."""
