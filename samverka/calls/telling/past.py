"""What got money before under a call, or under its other rounds, in words."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls.countries import COUNTRIES
from samverka.calls.models import Call, PastProject
from samverka.calls.models.past import Partner

MOST: Final = 3
MOST_PARTNERS: Final = 4


@dataclass(frozen=True)
class FundedBefore:
    """A project, who took part in it, and how many more did."""

    project: PastProject
    partners: list[str]
    more: str

    @property
    def years(self) -> str:
        """2023–2026, or as much of it as is known."""
        days = (self.project.starts_on, self.project.ends_on)
        years = dict.fromkeys(str(one.year) for one in days if one)
        return "–".join(years)


def funded_before(call: Call) -> list[FundedBefore]:
    """At most a few, those of the very call first; one query, none without a reference."""
    if not call.reference:
        return []
    found = PastProject.objects.like(call.reference).same_call_first(call.reference)
    return [_told(one) for one in found.defer("objective")[:MOST]]


def _told(project: PastProject) -> FundedBefore:
    who = project.who
    left = len(who) - MOST_PARTNERS
    more = ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left} if left > 0 else ""
    return FundedBefore(project, [_partner(one) for one in who[:MOST_PARTNERS]], more)


def _partner(one: Partner) -> str:
    country = str(COUNTRIES.get(one.country, one.country))
    facts = {"name": one.name, "country": country}
    if one.leads:
        return (_("%(name)s (%(country)s, led it)") if country else _("%(name)s (led it)")) % facts
    return f"{one.name} ({country})" if country else one.name
