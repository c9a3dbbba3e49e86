"""Every change to calls and their sources, by noun."""
