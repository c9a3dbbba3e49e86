"""Where the minutes stand: what is shown of them, and who has approved it."""

import json
from dataclasses import dataclass
from datetime import datetime

from samverka.meetings.models import Attendee
from samverka.minutes.content import Content, content_of
from samverka.minutes.models import Approval, Minutes, MinutesVersion, Officer
from samverka.minutes.reading import label, short


@dataclass(frozen=True)
class Check:
    """One of those who approve; `at` is None as long as they have not."""

    officer_id: int | None
    attendee: Attendee
    role: str
    at: datetime | None = None
    hash: str = ""

    @property
    def short(self) -> str:
        return short(self.hash)


@dataclass(frozen=True)
class Shown:
    """What a page or a file is made of: a version as it was kept, or the rows as they are now."""

    minutes: Minutes
    content: Content
    version: MinutesVersion | None
    checks: tuple[Check, ...]

    @property
    def is_unchanged(self) -> bool:
        return self.version is None or self.version.is_unchanged

    @property
    def is_latest(self) -> bool:
        """Is it what the minutes say now?"""
        return self.version is None or self.minutes.is_adjusted

    @property
    def short(self) -> str:
        return short(self.version.hash) if self.version else ""

    def lacks(self, attendee: Attendee) -> bool:
        """Does it wait for this person?"""
        return any(one.attendee == attendee and one.at is None for one in self.checks)


def shown_now(minutes: Minutes) -> Shown:
    """While it is written the rows, afterwards the version."""
    version = minutes.versions.order_by("number").last() if minutes.is_adjusted else None
    if version is None:
        return Shown(minutes, content_of(minutes), None, _asked(minutes, []))
    approvals = list(version.approvals.select_related("attendee__organisation"))
    return Shown(minutes, json.loads(version.content), version, _asked(minutes, approvals))


def shown_before(minutes: Minutes, version: MinutesVersion) -> Shown:
    """An earlier version, with those who approved it then."""
    approvals = version.approvals.select_related("attendee__organisation")
    checks = tuple(_check(one, None) for one in approvals)
    return Shown(minutes, json.loads(version.content), version, checks)


def _asked(minutes: Minutes, approvals: list[Approval]) -> tuple[Check, ...]:
    """Chair, secretary, adjusters, each with what they have approved."""
    given = {one.attendee_id: one for one in approvals}
    order = list(Officer.Role)
    officers = list(minutes.officers.select_related("attendee__organisation", "attendee__person"))
    officers.sort(key=lambda one: (order.index(Officer.Role(one.role)), one.pk))
    return tuple(
        _check(given[one.attendee_id], one.pk)
        if one.attendee_id in given
        else Check(one.pk, one.attendee, label(Officer.Role, one.role))
        for one in officers
    )


def _check(row: Approval, officer_id: int | None) -> Check:
    return Check(officer_id, row.attendee, label(Officer.Role, row.role), row.at, row.hash)
