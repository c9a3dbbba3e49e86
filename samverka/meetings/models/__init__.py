"""Meetings of the partnership: called, held, written down, and what they decided."""

from samverka.meetings.models.attending import (
    FOOD_LENGTH,
    MOST_SEATS,
    NAME_LENGTH,
    PLACE_LENGTH,
    Attendee,
    Ride,
)
from samverka.meetings.models.body import Body, BodyRules
from samverka.meetings.models.decisions import DECISION_LENGTH, Decision
from samverka.meetings.models.items import (
    ITEM_LENGTH,
    AgendaItem,
    Paper,
)
from samverka.meetings.models.meeting import WHY_LENGTH, Meeting

__all__ = [
    "DECISION_LENGTH",
    "FOOD_LENGTH",
    "ITEM_LENGTH",
    "MOST_SEATS",
    "NAME_LENGTH",
    "PLACE_LENGTH",
    "WHY_LENGTH",
    "AgendaItem",
    "Attendee",
    "Body",
    "BodyRules",
    "Decision",
    "Meeting",
    "Paper",
    "Ride",
]
