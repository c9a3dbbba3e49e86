"""Joint applications told in words: what is missing, what has happened, what waits for somebody."""
