"""What stands beside an idea: whatever fits it, where it is."""

from typing import Any

from samverka.ideas.models import Idea
from samverka.suggest.find import Found, find


def fitting(idea: Idea, **wanted: Any) -> Found:
    """As `find`; what is in the idea's own municipality comes a little higher."""
    place = idea.municipality.name if idea.municipality else ""
    return find(f"{idea.title}\n\n{idea.text}", place=place, **wanted)
