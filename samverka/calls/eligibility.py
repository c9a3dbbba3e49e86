"""May they apply? What a call asks for, what an organisation is, and what lacks between the two.

Nothing here is in words, see `telling/eligibility.py`; nothing is a yes because nobody knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from samverka.calls.models import Call
from samverka.partnership.models import Organisation

Answer = Literal["yes", "almost", "unknown", "no"]
HOME = "SE"
EVERYTHING = Decimal(100)


@dataclass(frozen=True)
class Terms:
    """What a call asks of those who apply; equal for all calls that ask the same.

    `kinds` may lead an application, and `any_kind` that every kind may; without either the source
    does not say. `needed_kinds` must take part besides. Amounts are whole units of `currency`,
    `share` is the most that the funder pays, in per cent.
    """

    kinds: frozenset[str] = frozenset()
    any_kind: bool = False
    needed_kinds: frozenset[str] = frozenset()
    partners_min: int = 1
    countries_min: int = 1
    countries: frozenset[str] = frozenset()
    place: str = ""
    grant_max: int | None = None
    currency: str = ""
    share: Decimal | None = None

    @property
    def says_who(self) -> bool:
        return self.any_kind or bool(self.kinds)


@dataclass(frozen=True)
class Applicant:
    """What matters of an organisation; `country` is two letters."""

    kind: str
    country: str = HOME


@dataclass(frozen=True)
class Point:
    """One thing that was asked: does it hold? None is a fact to know, which nobody can judge here.

    `kinds` are values of `Organisation.Kind`, `number` what is lacking or at most to be had,
    `amount` what one puts in oneself, in `currency`.
    """

    code: Literal["country", "kind", "lead", "needed", "partners", "countries", "place", "own"]
    holds: bool | None
    kinds: tuple[str, ...] = ()
    number: int = 0
    amount: int = 0
    currency: str = ""
    place: str = ""


@dataclass(frozen=True)
class Verdict:
    """The answer, and everything it rests on, in the order people ask."""

    answer: Answer
    points: tuple[Point, ...] = ()

    @property
    def lacking(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.holds is False)


def terms_of(call: Call) -> Terms:
    return Terms(
        kinds=frozenset(call.applicants),
        any_kind=not call.applicants and "applicants" in call.curated,
        needed_kinds=frozenset(call.needed_kinds),
        partners_min=call.partners_min,
        countries_min=call.countries_min,
        countries=frozenset(call.countries),
        place=call.place,
        grant_max=call.amount_max,
        currency=call.currency,
        share=call.share,
    )


def applicant_of(organisation: Organisation) -> Applicant:
    return Applicant(kind=organisation.kind)


def verdict(terms: Terms, applicant: Applicant) -> Verdict:
    """No where the country is shut out, unknown where nobody says who may apply, almost where
    something lacks that others can bring, and else yes."""
    points = tuple(_points(terms, applicant))
    lacking = [point for point in points if point.holds is False]
    answer: Answer = "yes"
    if any(point.code == "country" for point in lacking):
        answer = "no"
    elif not terms.says_who:
        answer = "unknown"
    elif lacking:
        answer = "almost"
    return Verdict(answer, points)


def may_apply(call: Call, organisation: Organisation) -> Verdict:
    return verdict(terms_of(call), applicant_of(organisation))


def _points(terms: Terms, applicant: Applicant) -> Iterator[Point]:
    if terms.countries:
        yield Point("country", applicant.country in terms.countries)
    if terms.says_who:
        leads = terms.any_kind or applicant.kind in terms.kinds
        kinds = (applicant.kind,) if leads else tuple(sorted(terms.kinds))
        yield Point("kind" if leads else "lead", leads, kinds)
    for kind in sorted(terms.needed_kinds - {applicant.kind}):
        yield Point("needed", False, (kind,))
    yield from _company(terms, applicant)
    if terms.place:
        yield Point("place", None, place=terms.place)
    if own := own_contribution(terms):
        yield Point("own", None, number=terms.grant_max or 0, amount=own, currency=terms.currency)


def _company(terms: Terms, applicant: Applicant) -> Iterator[Point]:
    """How many others it takes, beside those of a kind that is needed."""
    named = len(terms.needed_kinds - {applicant.kind})
    others = max(terms.partners_min - 1, terms.countries_min - 1) - named
    if terms.countries_min > 1:
        yield Point("countries", False, number=terms.countries_min - 1)
    if others > max(0, terms.countries_min - 1):
        yield Point("partners", False, number=others)


def own_contribution(terms: Terms) -> int:
    """What one puts in oneself to get the most there is, rounded up; 0 where nothing is known."""
    if not terms.grant_max or not terms.share or terms.share >= EVERYTHING:
        return 0
    whole = Decimal(terms.grant_max) * EVERYTHING / terms.share
    return int((whole - terms.grant_max).to_integral_value(rounding="ROUND_CEILING"))
