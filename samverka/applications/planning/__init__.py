"""The plan of an application as one whole: read, told, and put on paper."""
