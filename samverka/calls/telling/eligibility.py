"""Whether an organisation may apply, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.calls.eligibility import Point, Verdict
from samverka.common.templatetags.samverka import money
from samverka.partnership.models import Organisation

Kind = Organisation.Kind
ONE_OF: dict[str, Promise] = {
    Kind.ASSOCIATION: gettext_lazy("an association"),
    Kind.FOUNDATION: gettext_lazy("a foundation"),
    Kind.COOPERATIVE: gettext_lazy("a cooperative"),
    Kind.SOCIAL_ENTERPRISE: gettext_lazy("a social enterprise"),
    Kind.STUDY_ASSOCIATION: gettext_lazy("a study association"),
    Kind.FOLK_HIGH_SCHOOL: gettext_lazy("a folk high school"),
    Kind.SPORTS_FEDERATION: gettext_lazy("a sports federation"),
    Kind.CHURCH: gettext_lazy("a church"),
    Kind.COMPANY: gettext_lazy("a company"),
    Kind.MUNICIPALITY: gettext_lazy("a municipality"),
    Kind.AGENCY: gettext_lazy("an agency"),
    Kind.COORDINATION_ASSOCIATION: gettext_lazy("a coordination association"),
    Kind.REGION: gettext_lazy("a region"),
    Kind.UNIVERSITY: gettext_lazy("a university"),
}
MOST_NAMED = 3
# The first thing that lacks is the headline: what weighs most for whoever wants to apply.
ORDER = ("lead", "needed", "countries", "partners")


@dataclass(frozen=True)
class Told:
    """One point in words; `kind` leads to the partners of a kind that is needed."""

    holds: bool | None
    text: str
    kind: str = ""


def headline(verdict: Verdict) -> str:
    """The answer, and in a few words what lacks. A yes says for what; the rest stands under it."""
    if verdict.answer == "yes":
        kinds = next(point.kinds for point in verdict.points if point.code == "kind")
        return _("Yes: %(kind)s may apply") % {"kind": some(kinds)}
    if verdict.answer == "no":
        return _("No: only for organisations in other countries")
    if verdict.answer == "unknown":
        return _("We do not know who may apply. Ask the funder")
    lacking = sorted(verdict.lacking, key=lambda point: ORDER.index(point.code))
    return _("Almost: %(what)s") % {"what": _lacks(lacking[0])}


def points(verdict: Verdict) -> list[Told]:
    return [Told(point.holds, _point(point), _wanted(point)) for point in verdict.points]


def _lacks(point: Point) -> str:
    if point.code == "lead":
        return _("%(kinds)s has to lead") % {"kinds": some(point.kinds)}
    if point.code == "needed":
        return _("%(kinds)s needs to take part") % {"kinds": some(point.kinds)}
    if point.code == "countries":
        return ngettext(
            "somebody from %(number)s more country is needed",
            "others from %(number)s more countries are needed",
            point.number,
        ) % {"number": point.number}
    return ngettext(
        "%(number)s more organisation is needed",
        "%(number)s more organisations are needed",
        point.number,
    ) % {"number": point.number}


def _point(point: Point) -> str:
    if point.code == "country":
        if point.holds:
            return _("Organisations in Sweden may take part.")
        return _("Organisations in Sweden may not take part.")
    if point.code == "kind":
        return _("You are %(kind)s, and may lead the application.") % {"kind": some(point.kinds)}
    if point.code == "place":
        return _("Meant for: %(place)s.") % {"place": point.place}
    if point.code == "own":
        own, most = money(point.amount, point.currency), money(point.number, point.currency)
        return _("For %(most)s you put in at least %(own)s yourselves.") % {
            "own": own,
            "most": most,
        }
    lacks = _lacks(point)
    return f"{lacks[:1].upper()}{lacks[1:]}."


def _wanted(point: Point) -> str:
    return point.kinds[0] if point.code in ("lead", "needed") and point.kinds else ""


def some(kinds: Iterable[str]) -> str:
    """“an association or a foundation”; where there are many, nobody would read them all."""
    named = [str(ONE_OF[kind]) for kind in kinds if kind in ONE_OF]
    if not 0 < len(named) <= MOST_NAMED:
        return _("an organisation of another kind")
    *first, last = named
    return _("%(some)s or %(last)s") % {"some": ", ".join(first), "last": last} if first else last
