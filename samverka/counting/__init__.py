"""What has happened, in figures: each counts rows, and the same rows are listed behind it."""
