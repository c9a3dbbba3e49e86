"""Organisations as rows of a table: out of here, and back in after somebody has looked."""
