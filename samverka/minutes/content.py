"""The whole of the minutes as plain data: what a version keeps, and all that page and files show.

Titles stand in both languages, what people wrote in the words in which it was written, everything
else as codes, which `telling` puts in the reader's language.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import Prefetch

from samverka.meetings.models import Attendee, Paper
from samverka.minutes.models import (
    Ballot,
    BallotRight,
    Minutes,
    Motion,
    Paragraph,
    Presence,
    Resolution,
)
from samverka.minutes.since_last import GoneThrough, heard_at
from samverka.tasks.models import Task

FORMAT: Final = 1  # of the data; one that is read otherwise gets another number
Content = dict[str, Any]


def canonical(content: Content) -> str:
    """The one way to write it down: sorted, without spaces, letters as they are."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_of(minutes: Minutes) -> Content:
    """As the rows are now, in a fixed number of queries."""
    meeting = minutes.meeting
    paragraphs = list(_paragraphs(minutes))
    heard = [_heard(one) for one in heard_at(meeting)]
    presences = minutes.presences.with_people().order_by("attendee__name", "pk")
    officers = minutes.officers.select_related("attendee__organisation").order_by("pk")
    return {
        "format": FORMAT,
        "partnership": meeting.partnership.name,
        "body": meeting.body,
        "title": _both(meeting, "title"),
        "place": _both(meeting, "place"),
        "municipality": meeting.municipality.name if meeting.municipality else "",
        "example": meeting.example,
        "late_why": meeting.late_why,
        "starts_at": _moment(meeting.starts_at),
        "opened_at": _moment(minutes.opened_at),
        "closed_at": _moment(minutes.closed_at),
        "present": [_present(one, minutes, paragraphs) for one in presences],
        "officers": [{"role": one.role, **_name(one.attendee)} for one in officers],
        "paragraphs": [_paragraph(one, heard) for one in paragraphs],
    }


def _paragraphs(minutes: Minutes) -> Iterable[Paragraph]:
    people = "attendee__organisation"
    rights = BallotRight.objects.select_related(people, "choice").order_by("attendee__name", "pk")
    rows = minutes.paragraphs.numbered().select_related("item__takes_up_again__paragraph")
    return rows.prefetch_related(
        f"conflicts__{people}",
        Prefetch("motions", Motion.objects.exclude(state=Motion.State.WITHDRAWN)),
        "motions__by__organisation",
        "motions__behind__organisation",
        Prefetch("ballots", Ballot.objects.counted()),
        "ballots__options",
        Prefetch("ballots__rights", rights),
        Prefetch("resolutions", _resolutions()),
        f"resolutions__reservations__{people}",
        Prefetch("item__papers", Paper.objects.defer("content")),
    )


def _resolutions() -> Any:
    rows = Resolution.objects.standing().select_related("task__person", "task__organisation")
    return rows.order_by("decided_at", "pk")


def _paragraph(row: Paragraph, heard: list[Content]) -> Content:
    again = getattr(row.item, "takes_up_again", None)
    return {
        "number": row.number,
        "year": row.year,
        "kind": row.item.kind,
        "title": _both(row.item, "title"),
        "state": row.state,
        "again": {"why": again.why, "reference": again.paragraph.reference} if again else None,
        "papers": [
            {"name": one.name, "mark": one.mark, "link": one.link} for one in row.item.papers.all()
        ],
        "conflicts": [{**_name(one.attendee), "words": one.words} for one in row.conflicts.all()],
        "heard": heard if row.item.recalls else [],
        "written": row.written,
        "motions": [_motion(one) for one in row.motions.all()],
        "ballots": [_ballot(one) for one in row.ballots.all()],
        "resolutions": [_resolution(one) for one in row.resolutions.all()],
    }


def _heard(one: GoneThrough) -> Content:
    """An earlier decision that the meeting went through."""
    return {
        "reference": one.resolution.paragraph.reference,
        "words": one.resolution.words,
        "outcome": one.outcome,
        "due_on": one.due_on.isoformat() if one.due_on else "",
    }


def _motion(row: Motion) -> Content:
    behind = sorted(row.behind.all(), key=lambda one: (one.name, one.pk))
    return {
        "words": row.words,
        "by": _name(row.by),
        "behind": [_name(one) for one in behind],
        "state": row.state,
    }


def _ballot(row: Ballot) -> Content:
    """A secret one tells the numbers and nothing else."""
    rights = list(row.rights.all())
    votes = [
        {**_name(one.attendee), "choice": one.choice.words if one.choice else ""} for one in rights
    ]
    return {
        "question": row.question,
        "secret": row.secret,
        "entitled": len(rights),
        "options": [
            {"words": one.words, "number": one.number, "abstains": one.abstains}
            for one in row.options.all()
        ],
        "votes": [] if row.secret else votes,
    }


def _resolution(row: Resolution) -> Content:
    task = row.task
    return {
        "words": row.words,
        "how": row.how,
        "owner": _owner(task) if task else None,
        "due_on": task.due_on.isoformat() if task and task.due_on else "",
        "reservations": [
            {**_name(one.attendee), "words": one.words} for one in row.reservations.all()
        ],
    }


def _owner(task: Task) -> Content:
    return {
        "name": str(task.person) if task.person else "",
        "organisation": task.organisation.name if task.organisation else "",
        "role": task.role,
    }


def _present(row: Presence, minutes: Minutes, paragraphs: list[Paragraph]) -> Content:
    """Who came after its first paragraph, or left before it was closed, did so under a paragraph.

    Those who are marked one by one while it is opened were all there from the beginning.
    """
    late = row.arrived_at > min([one.started_at for one in paragraphs] or [minutes.opened_at])
    early = row.left_at and (not minutes.closed_at or row.left_at < minutes.closed_at)
    return {
        **_name(row.attendee),
        "organisation": row.organisation.name if row.organisation else "",
        "part": row.attendee.part,
        "stands_in_for": row.attendee.stands_in_for,
        "by_link": row.by_link,
        "votes": row.votes,
        "arrived_at": _moment(row.arrived_at) if late else "",
        "arrived_under": _under(row.arrived_at, paragraphs) if late else "",
        "left_at": _moment(row.left_at) if early else "",
        "left_under": _under(row.left_at, paragraphs) if early else "",
    }


def _under(moment: datetime | None, paragraphs: list[Paragraph]) -> str:
    begun = [one for one in paragraphs if moment and one.started_at <= moment]
    return begun[-1].reference if begun else ""


def _name(attendee: Attendee) -> Content:
    home = attendee.organisation
    return {"name": attendee.name, "organisation": home.name if home else ""}


def _both(row: Any, name: str) -> Content:
    return {"sv": getattr(row, f"{name}_sv"), "en": getattr(row, f"{name}_en")}


def _moment(value: datetime | None) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds") if value else ""
