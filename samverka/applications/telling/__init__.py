"""Joint applications told in words: what has happened, what waits for somebody."""
