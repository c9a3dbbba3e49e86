"""Everything that changes a request, an answer of a partner, a letter or a group."""
