"""Since last time: which decisions of a body are open, and what a meeting has heard of them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samverka.meetings.models import Meeting
from samverka.minutes.models import Resolution
from samverka.minutes.models.resolutions import ResolutionQuerySet
from samverka.record.models import History


@dataclass(frozen=True)
class GoneThrough:
    """What a meeting heard: `outcome` is a state of tasks, `due_on` the new last day of what is
    still to be done."""

    resolution: Resolution
    outcome: str
    due_on: date | None


@dataclass(frozen=True)
class SinceLast:
    """`open` are those that the meeting has not heard of, `late` first; `heard` the others."""

    open: list[Resolution]
    heard: list[GoneThrough]


def decided_before(meeting: Meeting) -> ResolutionQuerySet:
    """By earlier meetings of the same body: each body looks after its own."""
    return Resolution.objects.standing().filter(
        paragraph__body=meeting.body, paragraph__minutes__meeting__starts_at__lt=meeting.starts_at
    )


def since_last(meeting: Meeting) -> SinceLast:
    heard = heard_at(meeting)
    known = {one.resolution.pk for one in heard}
    rows = decided_before(meeting).open().with_listing()
    waits = [row for row in rows if row.pk not in known]
    return SinceLast(sorted(waits, key=lambda row: _pressing(row, meeting)), heard)


def heard_at(meeting: Meeting) -> list[GoneThrough]:
    """What the meeting went through, in the order of the paragraphs; what was said last counts."""
    rows = History.objects.filter(
        kind=Resolution._meta.model_name, verb="gone_through", detail__meeting=meeting.pk
    )
    said = {row.object_id: row.detail for row in rows}
    found = Resolution.objects.standing().filter(pk__in=said).with_listing()
    in_order = found.order_by("paragraph__year", "paragraph__number", "pk")
    return [
        GoneThrough(row, said[row.pk]["outcome"], _day(said[row.pk]["due"])) for row in in_order
    ]


def _pressing(row: Resolution, meeting: Meeting) -> tuple[bool, date, int]:
    """Late ones, and those that somebody wanted to be asked for by now, come first."""
    day = timezone.localdate(meeting.starts_at)
    due = row.task.due_on if row.task else None
    asked = row.follow_up_on is not None and row.follow_up_on <= day
    late = due is not None and due < timezone.localdate()
    return not (late or asked), due or date.max, row.pk


def _day(told: str) -> date | None:
    return date.fromisoformat(told) if told else None
