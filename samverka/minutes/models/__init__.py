"""A meeting that goes on, its minutes, and what it decided."""

from samverka.minutes.models.approvals import Approval, MinutesVersion, Objection
from samverka.minutes.models.ballots import (
    OPTION_LENGTH,
    QUESTION_LENGTH,
    Ballot,
    BallotCode,
    BallotOption,
    BallotRight,
)
from samverka.minutes.models.minutes import Minutes, Officer, Presence
from samverka.minutes.models.paragraphs import (
    ASIDE_LENGTH,
    WORDS_LENGTH,
    WRITTEN_LENGTH,
    Conflict,
    Motion,
    Paragraph,
    TakenUpAgain,
    Turn,
)
from samverka.minutes.models.resolutions import Reservation, Resolution

__all__ = [
    "ASIDE_LENGTH",
    "OPTION_LENGTH",
    "QUESTION_LENGTH",
    "WORDS_LENGTH",
    "WRITTEN_LENGTH",
    "Approval",
    "Ballot",
    "BallotCode",
    "BallotOption",
    "BallotRight",
    "Conflict",
    "Minutes",
    "MinutesVersion",
    "Motion",
    "Objection",
    "Officer",
    "Paragraph",
    "Presence",
    "Reservation",
    "Resolution",
    "TakenUpAgain",
    "Turn",
]
