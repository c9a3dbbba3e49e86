"""The host's own call: rounds, applications, judging, decisions, and the grants that come of it."""

from samverka.grants.models.applying import (
    FILE_NAME_LENGTH,
    WHAT_LENGTH,
    Completion,
    Enclosure,
    GrantApplication,
    GrantCost,
    GrantPaper,
    registration_number,
)
from samverka.grants.models.assessing import (
    Assessment,
    Declaration,
    GrantProposal,
    InterestLifted,
    OfferedTime,
    Score,
)
from samverka.grants.models.deciding import Grant, GrantDecision
from samverka.grants.models.paying import Agreement, Payment, Repayment
from samverka.grants.models.reporting import GrantChange, GrantReport, ReportedCost
from samverka.grants.models.rounds import (
    NAME_LENGTH,
    WORDS_LENGTH,
    Criterion,
    Panelist,
    Round,
)
from samverka.grants.models.taking_out import ArchivePart, RoundArchive

__all__ = [
    "FILE_NAME_LENGTH",
    "NAME_LENGTH",
    "WHAT_LENGTH",
    "WORDS_LENGTH",
    "Agreement",
    "ArchivePart",
    "Assessment",
    "Completion",
    "Criterion",
    "Declaration",
    "Enclosure",
    "Grant",
    "GrantApplication",
    "GrantChange",
    "GrantCost",
    "GrantDecision",
    "GrantPaper",
    "GrantProposal",
    "GrantReport",
    "InterestLifted",
    "OfferedTime",
    "Panelist",
    "Payment",
    "Repayment",
    "ReportedCost",
    "Round",
    "RoundArchive",
    "Score",
    "registration_number",
]
