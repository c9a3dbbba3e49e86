"""Meetings of the partnership: who is called to them, and what they take up."""

from samverka.meetings.models.attending import (
    FOOD_LENGTH,
    MOST_SEATS,
    NAME_LENGTH,
    PLACE_LENGTH,
    Attendee,
    Ride,
)
from samverka.meetings.models.body import Body, BodyRules
from samverka.meetings.models.items import (
    ITEM_LENGTH,
    AgendaItem,
    Paper,
)
from samverka.meetings.models.meeting import WHY_LENGTH, Meeting

__all__ = [
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
    "Meeting",
    "Paper",
    "Ride",
]
