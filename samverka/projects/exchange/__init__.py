"""Projects as tables: in after a look, out for everybody."""
