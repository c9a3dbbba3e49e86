"""Organisations join, leave and come back; the last of it can be undone."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.actions.telling import ask_to_look_after, lock_organisation, tell
from samverka.partnership.models import EarlierTime, Organisation
from samverka.people.models import Person
from samverka.record.models import History

DATES = "dates"  # the verb in the history


@transaction.atomic
def set_dates(
    *, organisation: Organisation, joined_on: date | None, left_on: date | None, by: Person
) -> Organisation:
    """Say from when to when the organisation is a partner.

    A first day after the last one means that it has come back: the time before is kept.
    Raises `Refused` for dates that cannot be.
    """
    ask_to_look_after(by)
    organisation = lock_organisation(organisation)
    before = _dates(organisation)
    if before == (joined_on, left_on):
        return organisation
    if left_on and (not joined_on or left_on < joined_on):
        raise Refused(_("The last day lies before the first. Is the year right?"))
    earlier = EarlierTime.objects.filter(organisation=organisation).last()
    if earlier and (not joined_on or joined_on <= earlier.until):
        raise Refused(_("The first day lies within an earlier time as partner."))
    comes_back = False
    if (since := organisation.joined_on) and (until := organisation.left_on):
        comes_back = joined_on is not None and joined_on > until
        if comes_back:
            EarlierTime.objects.create(organisation=organisation, since=since, until=until)
    organisation.joined_on, organisation.left_on = joined_on, left_on
    organisation.save()
    after = _told(_dates(organisation))
    tell(organisation, DATES, by=by, before=_told(before), after=after, comes_back=comes_back)
    return organisation


@transaction.atomic
def undo_dates(*, organisation: Organisation, by: Person) -> Organisation:
    """Take the last change of the dates back; raises `Refused` when there is none to take back."""
    ask_to_look_after(by)
    organisation = lock_organisation(organisation)
    change = change_to_undo(organisation)
    if change is None:
        raise Refused(_("There is nothing to take back."))
    if change.detail["comes_back"]:
        EarlierTime.objects.filter(organisation=organisation).order_by("-since")[0].delete()
    organisation.joined_on, organisation.left_on = _read(change.detail["before"])
    organisation.save()
    tell(organisation, "undone", by=by, after=change.detail["before"])
    return organisation


def change_to_undo(organisation: Organisation) -> History | None:
    """The last change of the dates, unless it has been taken back already."""
    changes = History.objects.of(organisation).filter(verb__in=[DATES, "undone"])
    last = changes.order_by("-id").first()
    if last is None or last.verb != DATES or _read(last.detail["after"]) != _dates(organisation):
        return None
    return last


def _dates(organisation: Organisation) -> tuple[date | None, date | None]:
    return organisation.joined_on, organisation.left_on


def _told(dates: tuple[date | None, date | None]) -> list[str | None]:
    return [day.isoformat() if day else None for day in dates]


def _read(told: Any) -> tuple[date | None, date | None]:
    joined_on, left_on = (date.fromisoformat(day) if day else None for day in told)
    return joined_on, left_on
