"""Pages of a meeting that goes on, its minutes, and the decision register."""
