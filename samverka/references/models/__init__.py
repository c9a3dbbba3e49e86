"""Requests from outside to be a reference group, and the groups that came of them."""

from samverka.references.models.engagement import Engagement, EngagementMember
from samverka.references.models.group_life import EngagementMeeting, MemberHours, Statement
from samverka.references.models.letter import SupportCopy, SupportLetter
from samverka.references.models.request import (
    Participation,
    ReferenceKind,
    ReferenceLine,
    ReferenceRequest,
)

__all__ = [
    "Engagement",
    "EngagementMeeting",
    "EngagementMember",
    "MemberHours",
    "Participation",
    "ReferenceKind",
    "ReferenceLine",
    "ReferenceRequest",
    "Statement",
    "SupportCopy",
    "SupportLetter",
]
