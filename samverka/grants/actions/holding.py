"""What every change of a case begins with: hold it, and ask whether the person may."""

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.grants.models import GrantApplication, Panelist
from samverka.grants.rules import Standing, open_to
from samverka.people.models import Person


def hold_case(application: GrantApplication, by: Person, *roles: Panelist.Role) -> GrantApplication:
    """The application as it is now, for one of its panel who has no interest in it.

    With `roles` only those. Raises `Refused` for others, in words that tell nothing of it.
    """
    held = open_to(by).select_for_update(of=("self",)).filter(pk=application.pk).first()
    if held is None:
        raise Refused(_("You cannot open this application."))
    held.round = application.round
    place = Standing(by).places[held.round_id]
    if roles and place.role not in roles:
        raise Refused(_("Your place in the panel does not let you do this."))
    return held


def place_of(application: GrantApplication, person: Person) -> Panelist:
    """Where the person sits in its panel."""
    return Standing(person).places[application.round_id]
