"""Calls as a table: out, and in after a look."""
