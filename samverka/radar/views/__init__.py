"""Pages of the radar, by noun. They stand among those of calls."""
