"""The roles that one can write to."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.common.refusal import Refused
from samverka.contact.models import Addressee
from samverka.partnership.rules import is_coordinator
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History


def found_addressees() -> list[Addressee]:
    """The roles that a new partnership begins with; nothing where there are some already."""
    if Addressee.objects.exists():
        return []
    with override("en"):
        english = _first_ones()
    with override("sv"):
        swedish = _first_ones()
    made = [
        Addressee.objects.create(
            title_sv=sv[0], title_en=en[0], what_for_sv=sv[1], what_for_en=en[1], position=place
        )
        for place, (sv, en) in enumerate(zip(swedish, english, strict=True))
    ]
    for addressee in made:
        write_history(verb="founded", of=addressee, role=History.Role.SYSTEM)
    return made


def _first_ones() -> list[tuple[str, str]]:
    return [
        (_("Questions about the partnership"), _("How we work, who is in it, how to join")),
        (_("Ideas and advice"), _("Project ideas, calls, collaborators, reference groups")),
        (_("Press"), _("For journalists and editors")),
        (_("Accessibility of this site"), _("Something that you could not read or use")),
    ]


@transaction.atomic
def save_addressee(
    *, facts: Mapping[str, Any], people: Iterable[Person], by: Person, addressee: Addressee | None
) -> Addressee:
    """Make a role, or change it: what it is for, who answers, and within how many days."""
    if not is_coordinator(by):
        raise Refused(_("Only coordinators say whom one can write to."))
    row = addressee or Addressee()
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    row.people.set(people)
    write_history(verb="changed" if addressee else "added", of=row, by=by)
    return row
