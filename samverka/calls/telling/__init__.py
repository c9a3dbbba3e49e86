"""Facts about calls and their sources in words, by noun."""
