"""Everything that happens at a meeting, and to what is written of it."""
