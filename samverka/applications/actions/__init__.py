"""Every change to a joint application."""

from samverka.applications.actions.beginning import Beginning, begin_application

__all__ = ["Beginning", "begin_application"]
