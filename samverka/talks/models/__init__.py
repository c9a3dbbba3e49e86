"""Community Talks: what is said, who comes, and what it leads to."""

from samverka.talks.models.feedback import TalkFeedback
from samverka.talks.models.outcome import Outcome
from samverka.talks.models.question import AudienceQuestion, QuestionTime, SameQuestion
from samverka.talks.models.registration import MOST_TOGETHER, Registration
from samverka.talks.models.talk import ProgrammePart, Speaker, Talk

__all__ = [
    "MOST_TOGETHER",
    "AudienceQuestion",
    "Outcome",
    "ProgrammePart",
    "QuestionTime",
    "Registration",
    "SameQuestion",
    "Speaker",
    "Talk",
    "TalkFeedback",
]
