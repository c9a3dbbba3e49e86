"""What those in the room see, gathered with the same few queries however many they are."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Prefetch
from django.utils import timezone

from samverka.meetings.actions.preparing import rules_of
from samverka.meetings.agenda import CLOSING, timed
from samverka.meetings.models import AgendaItem, Attendee, Paper
from samverka.minutes.models import (
    Conflict,
    Minutes,
    Motion,
    Officer,
    Paragraph,
    Presence,
    Resolution,
    Turn,
)
from samverka.partnership.models import Organisation

THE_END = CLOSING[-1]


@dataclass(frozen=True)
class Line:
    """One thing on the agenda: when it was to begin, and its paragraph once the meeting has come
    to it."""

    item: AgendaItem
    starts: datetime
    ends: datetime
    paragraph: Paragraph | None

    @property
    def state(self) -> str:
        return self.paragraph.state if self.paragraph else ""

    @property
    def is_only_form(self) -> bool:
        """A break, or the end of the meeting."""
        return self.item.kind == AgendaItem.Kind.BREAK or self.item.title_sv == THE_END.title_sv


@dataclass(frozen=True)
class Speaking:
    """A turn on the list of speakers; `before` is how often they have spoken to this point."""

    turn: Turn
    before: int

    @property
    def nth(self) -> int:
        return self.before + 1


class Room:
    """The meeting as it stands now. Everything is asked for once, when it is first needed."""

    def __init__(self, minutes: Minutes) -> None:
        self.minutes, self.meeting = minutes, minutes.meeting
        self.now = timezone.now()

    @cached_property
    def lines(self) -> list[Line]:
        rows = {one.item_id: one for one in self.minutes.paragraphs.all()}
        for one in rows.values():
            one.minutes = self.minutes
        without_bytes = Prefetch("papers", Paper.objects.defer("content"))
        items = self.meeting.items.select_related("responsible", "activity_list")
        found = timed(items.prefetch_related(without_bytes), self.meeting.starts_at)
        return [Line(one.item, one.starts, one.ends, rows.get(one.item.pk)) for one in found]

    @cached_property
    def present(self) -> Line | None:
        """What the meeting is at."""
        return next((one for one in self.lines if one.state == Paragraph.State.NOW), None)

    @cached_property
    def next(self) -> Line | None:
        """The first thing that it has not come to; after what it is at, where that is so."""
        waiting = [one for one in self.lines if one.paragraph is None]
        here = self.present.item.place if self.present else 0
        later = [one for one in waiting if one.item.place > here]
        return next(iter(later or waiting), None)

    @property
    def not_taken_up(self) -> list[Line]:
        """What it has not come to, but for a break and the end, which nobody misses."""
        waiting = [one for one in self.lines if one.paragraph is None]
        return [one for one in waiting if not one.is_only_form]

    @property
    def position(self) -> tuple[int, int]:
        """(which one it is at, of how many): for a screen that has room for no more."""
        here = next((n for n, one in enumerate(self.lines, 1) if one is self.present), 0)
        return here, len(self.lines)

    @property
    def behind(self) -> int:
        """Minutes after the plan; less than nothing before it. 0 between two points."""
        if not self.present or not self.present.paragraph:
            return 0
        began = self.present.paragraph.started_at - self.present.starts
        overdue = self.now - self.present.ends
        return int(max(began, overdue).total_seconds() // 60)

    @cached_property
    def turns(self) -> list[Turn]:
        if not self.present or not self.present.paragraph:
            return []
        rows = self.present.paragraph.turns.filter(struck_at=None)
        return list(rows.select_related("attendee"))

    @cached_property
    def speaking(self) -> Turn | None:
        return next((one for one in self.turns if one.started_at and not one.ended_at), None)

    @cached_property
    def speakers(self) -> list[Speaking]:
        """Who waits: a reply goes first, then whoever has not spoken to this point yet."""
        spoken = Counter(one.attendee_id for one in self.turns if one.started_at)
        waiting = [
            Speaking(one, spoken[one.attendee_id]) for one in self.turns if not one.started_at
        ]
        return sorted(waiting, key=_order)

    @cached_property
    def motions(self) -> list[Motion]:
        if not self.present or not self.present.paragraph:
            return []
        rows = self.present.paragraph.motions.exclude(state=Motion.State.WITHDRAWN)
        return list(rows.select_related("by").annotate(number_behind=Count("behind")))

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Who stands aside from what the meeting is at."""
        if not self.present or not self.present.paragraph:
            return []
        return list(self.present.paragraph.conflicts.select_related("attendee"))

    @cached_property
    def resolutions(self) -> list[Resolution]:
        """What the meeting has decided today, in the order in which it did."""
        rows = Resolution.objects.standing().filter(paragraph__minutes=self.minutes)
        rows = rows.prefetch_related("reservations__attendee")
        return list(rows.with_listing().order_by("decided_at", "pk"))

    @cached_property
    def presences(self) -> list[Presence]:
        return list(self.minutes.presences.with_people())

    @property
    def there(self) -> list[Presence]:
        return [one for one in self.presences if one.left_at is None]

    @property
    def voting(self) -> list[Presence]:
        return [one for one in self.there if one.votes]

    @property
    def in_room(self) -> int:
        return sum(not one.by_link for one in self.there)

    @property
    def by_link(self) -> int:
        return sum(one.by_link for one in self.there)

    @cached_property
    def partners(self) -> int:
        return Organisation.objects.partners().count()

    @cached_property
    def quorum(self) -> int:
        """Partners on the voting list that a decision needs; 0 where the statutes name none."""
        return rules_of(self.meeting.body).quorum or 0

    @property
    def may_decide(self) -> bool:
        return len(self.voting) >= self.quorum

    @cached_property
    def expected(self) -> list[Attendee]:
        """On the list, and not marked as there: those who said that they come first."""
        came = {one.attendee_id for one in self.there}
        rows = self.meeting.attendees.select_related("organisation")
        absent = [one for one in rows if one.pk not in came]
        return sorted(absent, key=lambda one: (not one.comes, one.name))

    @cached_property
    def officers(self) -> list[Officer]:
        return list(self.minutes.officers.select_related("attendee"))


def _order(one: Speaking) -> tuple[bool, int, datetime]:
    return not one.turn.is_reply, one.before, one.turn.asked_at
