"""Community Talks: what is said, who comes, and what it led to."""

from samverka.talks.models.afterwards import (
    OUTCOME_LENGTH,
    AudienceQuestion,
    Outcome,
    TalkFeedback,
)
from samverka.talks.models.registration import MOST_TOGETHER, Registration
from samverka.talks.models.talk import ProgrammePart, Speaker, Talk

__all__ = [
    "MOST_TOGETHER",
    "OUTCOME_LENGTH",
    "AudienceQuestion",
    "Outcome",
    "ProgrammePart",
    "Registration",
    "Speaker",
    "Talk",
    "TalkFeedback",
]
