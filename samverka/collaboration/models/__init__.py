"""A partner looks for others to do something with; who answers; the team they become."""

from samverka.collaboration.models.search import (
    ROLE_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Answer,
    Search,
    subject_of,
)
from samverka.collaboration.models.team import Team, TeamMember

__all__ = [
    "ROLE_LENGTH",
    "TITLE_LENGTH",
    "WORDS_LENGTH",
    "Answer",
    "Search",
    "Team",
    "TeamMember",
    "subject_of",
]
