"""May we apply? Föreningen Grönskan is an association; what calls ask for differs."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samverka.calls.eligibility import Applicant, Terms, terms_of, verdict
from samverka.calls.models import Call
from samverka.calls.telling.eligibility import headline, points
from samverka.partnership.models import Organisation

GREENERY = Applicant("association")
KINDS = Organisation.Kind.values
BETTER = ("no", "almost", "yes")
CIVIL = frozenset({"association", "foundation"})

terms = st.builds(
    Terms,
    kinds=st.frozensets(st.sampled_from(KINDS)),
    any_kind=st.booleans(),
    needed_kinds=st.frozensets(st.sampled_from(KINDS), max_size=3),
    partners_min=st.integers(1, 12),
    countries_min=st.integers(1, 12),
    countries=st.frozensets(st.sampled_from(["SE", "NO", "DE"])),
    place=st.sampled_from(["", "Örebro län"]),
    grant_max=st.none() | st.integers(1, 10**9),
    currency=st.sampled_from(["SEK", "EUR"]),
    share=st.none() | st.decimals(1, 100, places=2),
)
applicants = st.builds(Applicant, st.sampled_from(KINDS))


@pytest.mark.parametrize(
    ("asked", "answer", "told"),
    [
        (Terms(kinds=CIVIL), "yes", "Yes: an association may apply"),
        (Terms(any_kind=True), "yes", "Yes: an association may apply"),
        (Terms(), "unknown", "We do not know who may apply. Ask the funder"),
        (
            Terms(kinds=frozenset({"municipality"})),
            "almost",
            "Almost: a municipality has to lead",
        ),
        (
            Terms(kinds=CIVIL, needed_kinds=frozenset({"municipality"})),
            "almost",
            "Almost: a municipality needs to take part",
        ),
        (
            Terms(kinds=CIVIL, countries_min=3),
            "almost",
            "Almost: others from 2 more countries are needed",
        ),
        (
            Terms(kinds=CIVIL, partners_min=2),
            "almost",
            "Almost: 1 more organisation is needed",
        ),
        (
            Terms(kinds=CIVIL, countries=frozenset({"NO"})),
            "no",
            "No: only for organisations in other countries",
        ),
        (
            Terms(kinds=frozenset({"municipality", "region", "agency", "university"})),
            "almost",
            "Almost: an organisation of another kind has to lead",
        ),
    ],
)
def test_the_answer_and_what_lacks(asked: Terms, answer: str, told: str) -> None:
    found = verdict(asked, GREENERY)

    with translation.override("en"):
        assert (found.answer, headline(found)) == (answer, told)


def test_every_reason_is_told() -> None:
    asked = Terms(
        kinds=CIVIL,
        needed_kinds=frozenset({"municipality"}),
        partners_min=4,
        countries_min=2,
        countries=frozenset({"SE", "NO"}),
        place="Norden",
        grant_max=50_000,
        currency="SEK",
        share=Decimal(80),
    )

    with translation.override("sv"):
        told = [(one.holds, one.text, one.kind) for one in points(verdict(asked, GREENERY))]

    assert told == [
        (True, "Organisationer i Sverige får vara med.", ""),
        (True, "Ni är en förening, och får leda ansökan.", ""),
        (False, "En kommun behöver vara med.", "municipality"),
        (False, "Någon från 1 land till behövs.", ""),
        (False, "2 organisationer till behövs.", ""),
        (None, "Gäller: Norden.", ""),
        (None, "För 50\N{NO-BREAK SPACE}000 kronor lägger ni in minst "
         "12\N{NO-BREAK SPACE}500 kronor själva.", ""),
    ]  # fmt: skip


@given(terms, applicants, st.sampled_from(KINDS))
def test_asking_for_more_never_makes_the_answer_better(
    asked: Terms, applicant: Applicant, kind: str
) -> None:
    asked = replace(asked, any_kind=not asked.kinds)
    before = verdict(asked, applicant).answer
    more = [
        replace(asked, needed_kinds=asked.needed_kinds | {kind}),
        replace(asked, partners_min=asked.partners_min + 1),
        replace(asked, countries_min=asked.countries_min + 1),
        replace(asked, countries=frozenset({"NO"})),
    ]

    for one in more:
        assert BETTER.index(verdict(one, applicant).answer) <= BETTER.index(before)


@given(terms, applicants)
def test_every_verdict_can_be_told_and_none_is_a_yes_out_of_ignorance(
    asked: Terms, applicant: Applicant
) -> None:
    found = verdict(asked, applicant)

    assert headline(found)
    assert all(one.text for one in points(found))
    assert asked.says_who or found.answer in ("unknown", "no")
    assert (found.answer == "yes") <= (not found.lacking)


@given(st.integers(1, 10**9), st.decimals(1, 100, places=2))
def test_what_one_puts_in_oneself_is_enough_and_not_a_whole_krona_too_much(
    most: int, share: Decimal
) -> None:
    asked = Terms(any_kind=True, grant_max=most, share=share, currency="SEK")
    [own] = [one.amount for one in verdict(asked, GREENERY).points if one.code == "own"] or [0]

    assert share / 100 * (most + own) >= most * (1 - Decimal("1e-9"))
    assert own == 0 or share / 100 * (most + own - 1) < most


def test_a_call_that_nobody_has_looked_at_says_nothing_of_who() -> None:
    call = Call(title_en="New", applicants=[], needed_kinds=[], countries=[], curated=[])

    assert terms_of(call).says_who is False
    call.curated = ["applicants"]
    assert terms_of(call).says_who is True
