"""A meeting is planned: when, where, of whom, and what it usually takes up."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.holding import ask_planned, ask_preparer, lock_meeting
from samverka.meetings.actions.letters import write_to_all
from samverka.meetings.actions.placing import bring_along
from samverka.meetings.agenda import USUAL
from samverka.meetings.models import AgendaItem, Body, BodyRules, Meeting
from samverka.meetings.sources import to_copy
from samverka.partnership.models import Municipality
from samverka.partnership.rules import is_coordinator
from samverka.people.models import Person
from samverka.plan.models import ListedActivity
from samverka.record.actions import write_history

# What those who have been called must hear of when it changes.
IN_CALENDARS = ("starts_at", "ends_at", "place_sv", "place_en", "link")
COPIED = (
    *("kind", "minutes", "title_sv", "title_en", "about_sv", "about_en"),
    *("responsible_id", "responsible_name", "recalls"),
)


@dataclass(frozen=True)
class Plan:
    """When and where a meeting is, and who leads it, as somebody wrote it."""

    starts_at: datetime
    ends_at: datetime
    title_sv: str = ""
    title_en: str = ""
    about_sv: str = ""
    about_en: str = ""
    place_sv: str = ""
    place_en: str = ""
    municipality: Municipality | None = None
    link: str = ""
    offers_food: bool = True
    answer_by: date | None = None
    chair: Person | None = None
    secretary: Person | None = None

    def put_into(self, meeting: Meeting) -> None:
        for one in fields(self):
            setattr(meeting, one.name, getattr(self, one.name))


def rules_of(body: str) -> BodyRules:
    """What the statutes ask of this body; the usual numbers where nobody has said."""
    return BodyRules.objects.filter(body=body).first() or BodyRules(body=body)


@transaction.atomic
def begin_meeting(
    *, body: str, plan: Plan, by: Person, activity: ListedActivity | None = None
) -> Meeting:
    """Plan a meeting. Its agenda begins as the usual one, with what waits for the body; only those
    who prepare it see it."""
    ask_preparer(by)
    _ask_times(plan)
    meeting = Meeting(body=body, activity=activity, made_by=by)
    plan.put_into(meeting)
    meeting.save()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, place=n, **one._asdict())
        for n, one in enumerate(USUAL[Body(body)], start=1)
    )
    bring_along(meeting)
    write_history(verb="begun", of=meeting, by=by)
    return meeting


@transaction.atomic
def edit_meeting(*, meeting: Meeting, plan: Plan, by: Person) -> Meeting:
    """Change when, where or how. Those who have been called are told of it."""
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    ask_planned(meeting)
    _ask_times(plan)
    before = [getattr(meeting, name) for name in IN_CALENDARS]
    plan.put_into(meeting)
    moved = before != [getattr(meeting, name) for name in IN_CALENDARS]
    if meeting.is_called and moved:
        if plan.starts_at <= timezone.now():
            raise Refused(_("That time has passed. Choose a later one."), field="on")
        meeting.sequence += 1
    meeting.save()
    write_history(verb="edited", of=meeting, by=by, moved=moved)
    if meeting.is_called and moved:
        write_to_all(meeting, "changed")
    return meeting


@transaction.atomic
def copy_agenda(*, meeting: Meeting, since: Meeting, by: Person) -> Meeting:
    """Take the agenda of an earlier meeting instead of what stands there; before the notice."""
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    if meeting.is_called:
        raise Refused(_("The notice has gone out with its agenda. Add to it instead."))
    meeting.items.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, place=n, **{name: getattr(one, name) for name in COPIED})
        for n, one in enumerate(to_copy(since.items.all()), start=1)
    )
    bring_along(meeting)
    write_history(verb="agenda_copied", of=meeting, by=by, since=since.pk)
    return meeting


@transaction.atomic
def change_statutes(
    *,
    body: str,
    notice_days: int,
    papers_days: int,
    minutes_days: int,
    quorum: int | None,
    adjusters: int,
    by: Person,
) -> BodyRules:
    """Say what the statutes ask of a body's meetings."""
    if not is_coordinator(by):
        raise Refused(_("Only the coordinators change what the statutes ask."))
    found, _new = BodyRules.objects.select_for_update().get_or_create(body=body)
    found.notice_days, found.papers_days = notice_days, papers_days
    found.minutes_days, found.quorum, found.adjusters = minutes_days, quorum, adjusters
    found.save()
    write_history(verb="statutes_changed", of=found, by=by)
    return found


def _ask_times(plan: Plan) -> None:
    if plan.ends_at <= plan.starts_at:
        raise Refused(_("The meeting has to end after it begins."), field="ends")
    if plan.answer_by and plan.answer_by > timezone.localdate(plan.starts_at):
        raise Refused(_("The last day to answer has to be before the meeting."), field="answer_by")
