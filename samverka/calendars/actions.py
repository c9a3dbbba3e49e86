"""Make the address of one's own calendar, put another in its place, end it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calendars.models import CalendarAddress
from samverka.common.refusal import Refused
from samverka.common.secrets import unguessable
from samverka.people.models import Person
from samverka.record.actions import write_history


@transaction.atomic
def choose_address(*, calls: str, by: Person) -> CalendarAddress:
    """Make the address, or say what the one that is there shall hold."""
    row = _lock(by) or CalendarAddress(person=by)
    is_new = row.pk is None
    row.calls = CalendarAddress.Calls(calls)
    row.save()
    write_history(verb="made" if is_new else "edited", of=row, by=by, calls=row.calls)
    return row


@transaction.atomic
def replace_address(*, by: Person) -> CalendarAddress:
    """Whoever has the old one reads nothing more from now on."""
    row = _there(by)
    row.key, row.made_at = unguessable(), timezone.now()
    row.save()
    write_history(verb="replaced", of=row, by=by)
    return row


@transaction.atomic
def end_address(*, by: Person) -> None:
    row = _there(by)
    write_history(verb="ended", of=row, by=by)
    row.delete()


def _there(by: Person) -> CalendarAddress:
    row = _lock(by)
    if row is None:
        raise Refused(_("Your calendar has no address any more. You can make a new one."))
    return row


def _lock(by: Person) -> CalendarAddress | None:
    """The person is locked, for there may be no row yet that two could wait for."""
    Person.objects.select_for_update().get(pk=by.pk)
    return CalendarAddress.objects.filter(person=by).first()
