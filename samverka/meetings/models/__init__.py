"""Meetings of the partnership: called, held, written down, and what they decided."""

from samverka.meetings.models.attending import (
    FOOD_LENGTH,
    MOST_SEATS,
    NAME_LENGTH,
    PLACE_LENGTH,
    Attendee,
    Ride,
)
from samverka.meetings.models.ballots import QUESTION_LENGTH, Ballot, BallotCode, BallotRight, Tally
from samverka.meetings.models.body import Body, BodyRules
from samverka.meetings.models.decisions import DECISION_LENGTH, Decision, Reservation
from samverka.meetings.models.items import (
    ITEM_LENGTH,
    AgendaItem,
    Conflict,
    Paper,
    Proposal,
    Turn,
)
from samverka.meetings.models.meeting import WHY_LENGTH, Meeting
from samverka.meetings.models.minutes import Adjuster, Approval, Minutes, MinutesVersion

__all__ = [
    "DECISION_LENGTH",
    "FOOD_LENGTH",
    "ITEM_LENGTH",
    "MOST_SEATS",
    "NAME_LENGTH",
    "PLACE_LENGTH",
    "QUESTION_LENGTH",
    "WHY_LENGTH",
    "Adjuster",
    "AgendaItem",
    "Approval",
    "Attendee",
    "Ballot",
    "BallotCode",
    "BallotRight",
    "Body",
    "BodyRules",
    "Conflict",
    "Decision",
    "Meeting",
    "Minutes",
    "MinutesVersion",
    "Paper",
    "Proposal",
    "Reservation",
    "Ride",
    "Tally",
    "Turn",
]
