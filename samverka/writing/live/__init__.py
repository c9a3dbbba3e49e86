"""The live part: those who write in one text see each other's words at once.

What is said on the line stands in `wire`; `doors` lets people in, `room` is one text with
everybody in it, `client` one of them, `server` listens, and `watch` looks at the database for what
others have changed.
"""
