"""Papers: a file for a meeting or one thing on its agenda, or an address where it lies."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.holding import ask_preparer, lock_meeting
from samverka.meetings.filed import tidy_name, type_of
from samverka.meetings.models import AgendaItem, Meeting, Paper
from samverka.people.models import Person
from samverka.record.actions import write_history

MOST = 40  # papers of one meeting


@transaction.atomic
def add_file(
    *, meeting: Meeting, item: AgendaItem | None, content: bytes, name: str, by: Person
) -> Paper:
    """Keep a file. What kind it is, its content says."""
    meeting = _hold(meeting, by)
    kind = type_of(content)
    paper = Paper.objects.create(
        meeting=meeting,
        item=item,
        name=tidy_name(name, kind),
        content=content,
        content_type=kind.media_type,
        mark=hashlib.sha256(content).hexdigest(),
        added_by=by,
    )
    write_history(verb="paper_added", of=meeting, by=by, paper=paper.pk)
    return paper


@transaction.atomic
def add_link(
    *, meeting: Meeting, item: AgendaItem | None, link: str, name: str, by: Person
) -> Paper:
    """Say where a paper lies."""
    meeting = _hold(meeting, by)
    paper = Paper.objects.create(
        meeting=meeting, item=item, name=name or link[:200], link=link, added_by=by
    )
    write_history(verb="paper_added", of=meeting, by=by, paper=paper.pk)
    return paper


@transaction.atomic
def remove_paper(*, paper: Paper, by: Person) -> None:
    ask_preparer(by)
    meeting = lock_meeting(paper.meeting)
    if meeting.is_over:
        raise Refused(_("The meeting is over: its papers stay as they were."))
    write_history(verb="paper_removed", of=meeting, by=by, paper=paper.pk)
    Paper.objects.filter(pk=paper.pk).delete()


def _hold(meeting: Meeting, by: Person) -> Meeting:
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    if meeting.is_over:
        raise Refused(_("The meeting is over: its papers stay as they were."))
    if meeting.papers.count() >= MOST:
        raise Refused(_("A meeting has 40 papers at most. Take one away first."))
    return meeting
