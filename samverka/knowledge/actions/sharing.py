"""Whatever is shared: shown to more or fewer, withdrawn, put back."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.knowledge.models import Shared
from samverka.knowledge.rules import Standing
from samverka.people.models import Person
from samverka.record.actions import write_history

Row = TypeVar("Row", bound=Shared)


def lock(row: Row, *, seen: int | None = None) -> Row:
    """The row as it is now, held until the transaction ends.

    `seen` is the version the person was looking at; raises `Outdated` when it is no longer true.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",))
    fresh: Row = rows.select_related("organisation").get(pk=row.pk)
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this while you wrote. What it says now stands below, and"
                " what you wrote is still here: look it through and save again."
            )
        )
    fresh.version += 1
    return fresh


def lock_own(row: Row, by: Person, *, seen: int | None = None) -> Row:
    """The same, for somebody who may change it."""
    if not Standing(by).may_change(row):
        raise Refused(
            _("Only %(name)s and the coordinators can change this.")
            % {"name": row.organisation.name}
        )
    return lock(row, seen=seen)


@transaction.atomic
def show_to_everybody(*, row: Row, by: Person) -> Row:
    """Everybody may read it, from now on."""
    return _show(row, Shared.Shown.EVERYBODY, by)


@transaction.atomic
def show_to_partners(*, row: Row, by: Person) -> Row:
    """Only partners may read it, again."""
    return _show(row, Shared.Shown.PARTNERS, by)


def _show(row: Row, to: Shared.Shown, by: Person) -> Row:
    if not Standing(by).may_show(row):
        raise Refused(_("You cannot decide who reads this. Ask the coordinators."))
    row = lock(row)
    if row.is_withdrawn:
        raise Refused(_("It is withdrawn. Put it back first."))
    row.shown = to
    row.save()
    write_history(verb=f"shown_to_{to.value}", of=row, by=by)
    return row


@transaction.atomic
def withdraw(*, row: Row, by: Person) -> Row:
    """Nobody else sees it, until it is put back."""
    row = lock_own(row, by)
    if row.is_withdrawn:
        raise Refused(_("It is withdrawn already."))
    row.withdrawn_at = timezone.now()
    row.save()
    write_history(verb="withdrawn", of=row, by=by)
    return row


@transaction.atomic
def put_back(*, row: Row, by: Person) -> Row:
    row = lock_own(row, by)
    if not row.is_withdrawn:
        raise Refused(_("It is there already."))
    row.withdrawn_at = None
    row.save()
    write_history(verb="put_back", of=row, by=by)
    return row
