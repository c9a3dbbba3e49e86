"""A meeting while it goes on, what is written of it, and what it decided."""
