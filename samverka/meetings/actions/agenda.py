"""The agenda: what is taken up, in which order, and for how long."""

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.holding import ask_planned, ask_preparer, lock_meeting
from samverka.meetings.actions.placing import put_last
from samverka.meetings.models import AgendaItem, Meeting
from samverka.people.models import Person
from samverka.plan.models import ActivityList
from samverka.record.actions import write_history

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Item:
    """One thing to take up, as somebody wrote it; `minutes` is the time it is given."""

    kind: str
    minutes: int
    title_sv: str = ""
    title_en: str = ""
    about_sv: str = ""
    about_en: str = ""
    responsible: Person | None = None
    responsible_name: str = ""
    activity_list: ActivityList | None = None

    def put_into(self, row: AgendaItem) -> None:
        for one in fields(self):
            setattr(row, one.name, getattr(self, one.name))


@transaction.atomic
def add_item(*, meeting: Meeting, item: Item, by: Person) -> AgendaItem:
    """Put it last on the agenda, before what closes the meeting. After the notice it is marked as
    added later."""
    meeting = _hold(meeting, by)
    row = AgendaItem(meeting=meeting, added_late=meeting.is_called)
    item.put_into(row)
    put_last(row)
    write_history(verb="item_added", of=meeting, by=by, item=row.pk)
    return row


@transaction.atomic
def edit_item(*, row: AgendaItem, item: Item, by: Person) -> AgendaItem:
    meeting = _hold(row.meeting, by)
    row = _fresh(row)
    item.put_into(row)
    row.save()
    write_history(verb="item_edited", of=meeting, by=by, item=row.pk)
    return row


@transaction.atomic
def move_item(*, row: AgendaItem, to: str, by: Person) -> AgendaItem:
    """One step `up` or `down`; the first stays first and the last stays last."""
    meeting = _hold(row.meeting, by)
    order = list(meeting.items.select_for_update().order_by("place", "pk"))
    here = next((n for n, one in enumerate(order) if one.pk == row.pk), None)
    if here is None:
        raise Refused(_("This no longer stands on the agenda."))
    there = here + (1 if to == DOWN else -1)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order, start=1):
        one.place = place
    AgendaItem.objects.bulk_update(order, ["place"])
    write_history(verb="item_moved", of=meeting, by=by, item=row.pk, to=to)
    return row


@transaction.atomic
def remove_item(*, row: AgendaItem, by: Person) -> Meeting:
    """Strike it from the agenda. What people have been called to stays there."""
    meeting = _hold(row.meeting, by)
    row = _fresh(row)
    if meeting.is_called and not row.added_late:
        raise Refused(
            _("This stood in the notice, so the meeting takes it up. There it can be tabled.")
        )
    write_history(verb="item_removed", of=meeting, by=by, item=row.pk)
    row.delete()
    return meeting


def _hold(meeting: Meeting, by: Person) -> Meeting:
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    ask_planned(meeting)
    return meeting


def _fresh(row: AgendaItem) -> AgendaItem:
    found = AgendaItem.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("This no longer stands on the agenda."))
    return found
