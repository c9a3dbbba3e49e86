"""What a call asks of those who apply, in words for somebody whose organisation we do not know."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls.countries import country_names
from samverka.calls.eligibility import Terms, own_contribution
from samverka.calls.telling.eligibility import some
from samverka.common.templatetags.samverka import money
from samverka.partnership.models import Organisation


def asked(terms: Terms) -> list[str]:
    """Each thing in a sentence; nothing where the call says nothing."""
    return list(_asked(terms))


def _asked(terms: Terms) -> Iterator[str]:
    if terms.any_kind:
        yield _("Organisations of every kind may lead an application.")
    elif terms.kinds:
        labels = [str(kind.label) for kind in Organisation.Kind if kind.value in terms.kinds]
        yield _("May lead an application: %(kinds)s.") % {"kinds": ", ".join(labels).lower()}
    for kind in sorted(terms.needed_kinds):
        yield _("%(kinds)s has to take part.") % {"kinds": _capital(some([kind]))}
    if terms.partners_min > 1:
        told = {"number": terms.partners_min}
        yield _("At least %(number)s organisations apply together.") % told
    if terms.countries_min > 1:
        yield _("They come from at least %(number)s countries.") % {"number": terms.countries_min}
    if terms.countries:
        names = ", ".join(country_names(terms.countries))
        yield _("For organisations in these countries: %(names)s.") % {"names": names}
    if terms.place:
        yield _("Meant for: %(place)s.") % {"place": terms.place}
    if own := own_contribution(terms):
        most = money(terms.grant_max or 0, terms.currency)
        facts = {"own": money(own, terms.currency), "most": most}
        yield _("For %(most)s you put in at least %(own)s yourselves.") % facts


def partners_of_kind(kind: str, number: int) -> str:
    """How many partners there are of a kind that has to take part."""
    if kind == Organisation.Kind.MUNICIPALITY:
        return ngettext(
            "%(number)s municipality is a partner here",
            "%(number)s municipalities are partners here",
            number,
        ) % {"number": number}
    told = {"number": number, "kind": str(Organisation.Kind(kind).label).lower()}
    return (
        ngettext(
            "%(number)s partner here is of the kind %(kind)s",
            "%(number)s partners here are of the kind %(kind)s",
            number,
        )
        % told
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
