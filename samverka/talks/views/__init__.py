"""Pages of Community Talks: for everybody, for who comes, for who prepares."""
