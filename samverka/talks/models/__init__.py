"""Community Talks: what is said, and who comes."""

from samverka.talks.models.registration import MOST_TOGETHER, Registration
from samverka.talks.models.talk import ProgrammePart, Speaker, Talk

__all__ = ["MOST_TOGETHER", "ProgrammePart", "Registration", "Speaker", "Talk"]
