"""Pictures of the plan, drawn on the server: plain functions from rows to places."""
