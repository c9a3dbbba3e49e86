"""What every action on an organisation does first and last: lock it, and tell."""

from typing import Any

from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.partnership import rules
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History


def lock_organisation(organisation: Organisation, *, seen: int | None = None) -> Organisation:
    """The organisation as it is now, held until the transaction ends.

    `seen` is the version the person was looking at; raises `Outdated` when it is no longer true.
    """
    fresh = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this page while you were writing. What you wrote is still"
                " here: compare it with what the page says now, and save again."
            )
        )
    return fresh


def ask_to_edit(by: Person, organisation: Organisation) -> None:
    if not rules.may_edit(by, organisation):
        raise Refused(_("Only those who work there and the coordinators change this page."))


def ask_to_look_after(by: Person) -> None:
    if not rules.may_look_after_partners(by):
        raise Refused(_("Only coordinators take organisations in and let them leave."))


def tell(
    organisation: Organisation,
    verb: str,
    *,
    by: Person | None = None,
    role: History.Role = History.Role.PERSON,
    **detail: Any,
) -> None:
    write_history(verb=verb, of=organisation, by=by, role=role, **detail)
