"""Everything that changes a talk, and who comes to it."""
