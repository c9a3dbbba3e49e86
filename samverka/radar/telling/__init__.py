"""What the radar knows, gathered for pages and put in words."""
