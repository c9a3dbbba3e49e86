"""What a call may say: which fields a person fills in, and what must hold between them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from samverka.calls.models import Call, CutOff

PLAIN: Final = (
    *("title_sv", "title_en", "summary_sv", "summary_en", "funder", "programme", "reference"),
    *("level", "url", "opens_on", "budget", "amount_min", "amount_max", "currency", "share"),
    *("cofinancing_sv", "cofinancing_en", "applicants", "needed_kinds", "partners_min"),
    *("countries_min", "countries", "place", "applicants_text_sv", "applicants_text_en"),
    *("windows", "paused_months", "keywords", "takes_any_idea", "source_note"),
)
MOST_MONEY: Final = 2**63 - 1
MOST_PARTNERS: Final = 99
MOST_COUNTRIES: Final = 50
MOST_DAYS: Final = 30  # rows of last days, or of times of the year
A_LEAP_YEAR: Final = 2024  # has every day that a year may have

UNORDERED: Final = {"applicants", "needed_kinds", "countries", "paused_months"}

Problem = tuple[str, str]  # the name of a field, and what is wrong with it


def problems(told: Mapping[str, Any]) -> list[Problem]:
    """What cannot be so, of the fields that are told; for a form, a table and an action alike."""
    return list(_problems(told))


def _problems(told: Mapping[str, Any]) -> Iterator[Problem]:
    titles = [told[name] for name in ("title_sv", "title_en") if name in told]
    if len(titles) == 2 and not any(titles):
        yield "title_sv", _("Give the call a title, in Swedish or in English.")
    least, most = told.get("amount_min"), told.get("amount_max")
    if least and most and least > most:
        yield "amount_max", _("The most is less than the least.")
    opens, days = told.get("opens_on"), told.get("days") or []
    if opens and days and max(one.on for one in days) < opens:
        yield "opens_on", _("It opens after its last day.")
    if told.get("any_kind") and told.get("applicants"):
        yield "any_kind", _("Choose either every kind of organisation, or some kinds.")


def days_of(call: Call) -> list[CutOff]:
    """All last days, the first one first; also where only the last is known."""
    kept = sorted(map(CutOff.read, call.cutoffs), key=lambda one: (one.on, str(one.at or "")))
    if kept or call.closes_on is None:
        return kept
    return [CutOff(call.closes_on)]


def says_the_same(name: str, one: Any, other: Any) -> bool:
    """Is nothing said anew? The order of kinds, countries and months means nothing."""
    if name in UNORDERED:
        return set(one) == set(other)
    return bool(one == other)


def accepts_any_kind(call: Call) -> bool:
    """A person has said that every kind of organisation may lead."""
    return not call.applicants and "applicants" in call.curated
