"""Pages of projects: for everybody, for those who take part, and for coordinators."""
