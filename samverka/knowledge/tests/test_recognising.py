"""Personal details are found however they are written, and what only looks like them is let be."""

from datetime import date, timedelta
from string import digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.knowledge.recognising import Kind, details_in, has_check_digit

TODAY = date(2026, 11, 27)
DASHES = "-‐‑–—−"
BEFORE = ["", "Hen är född ", "(", "nr:", "\n"]
AFTER = ["", ".", ", sa hen", ")", "\n"]


def check_digit(nine: str) -> str:
    return next(one for one in digits if has_check_digit(nine + one))


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """In any spelling, coordination numbers among them."""
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    day = born.day + draw(st.sampled_from([0, 60]))
    short = f"{born:%y%m}{day:02}"
    last = draw(st.text(digits, min_size=3, max_size=3))
    last += check_digit(short + last)
    between = draw(st.sampled_from(["", " ", "\u00a0", "+", *DASHES, " - ", "– "]))
    year = draw(st.sampled_from(["", f"{born.year // 100}"]))
    return f"{year}{short}{between}{last}"


def kinds(text: str) -> list[Kind]:
    return [one.kind for one in details_in(text, TODAY)]


@given(identity_numbers(), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_an_identity_number_is_found_in_every_spelling(
    number: str, before: str, after: str
) -> None:
    found = details_in(f"{before}{number}{after}", TODAY)

    assert [(one.kind, one.said) for one in found] == [(Kind.IDENTITY, number)]


@given(identity_numbers())
def test_a_wrong_last_digit_is_asked_about(number: str) -> None:
    """Or has to go: some of January 2007 look like telephone numbers."""
    other = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert kinds(other) in ([Kind.NUMBER], [Kind.PHONE])


@given(st.integers(20, 99), st.text(digits, min_size=6, max_size=6), st.sampled_from(["", "-"]))
def test_no_organisation_number_is_taken_for_a_person(middle: int, rest: str, between: str) -> None:
    """Their third and fourth digit are 20 or more, whatever the last one is."""
    nine = f"55{middle}{rest[:5]}"
    number = nine + check_digit(nine)

    assert kinds(f"{number[:6]}{between}{number[6:]}") == []
    assert kinds(f"16{number}") == []


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0:%d/%m %Y}", "{0:%y%m%d}", "{0:%d.%m.%Y}"]),
    st.sampled_from(["", " kl 14.00", " 14:30", "--", " 14 dagar"]),
)
def test_no_day_is_taken_for_a_person(day: date, spelling: str, after: str) -> None:
    assert kinds(f"Den {spelling.format(day)}{after}") == []


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 2359))
def test_a_day_with_an_hour_is_no_person(day: date, hour: int) -> None:
    assert kinds(f"{day.isoformat()} {hour:04}") == []


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 200))
def test_days_from_one_to_another_are_no_person(day: date, days: int) -> None:
    until = day + timedelta(days=days)
    assert kinds(f"{day.isoformat()}–{until.isoformat()}, {day.year}–{until.year}") == []


@given(st.integers(0, 10**10))
def test_no_amount_is_taken_for_a_person_or_a_telephone(amount: int) -> None:
    spaced = f"{amount:,}".replace(",", " ")

    assert kinds(f"Det kostar {spaced} kronor, eller {spaced},50 kr") == []


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    for one in details_in(text, TODAY):
        assert one.said in text


@pytest.mark.parametrize(
    "number",
    [
        *("070-123 45 67", "0701234567", "070 123 45 67", "+46 70-123 45 67", "+46701234567"),
        *("0046701234567", "+46 (0)70 123 45 67", "019-12 34 56", "0587-123 45", "08-123 456 78"),
        *("019/12 34 56", "070–123 45 67"),
    ],
)
def test_a_telephone_number_is_found(number: str) -> None:
    found = details_in(f"Ring {number}, helst på dagen.", TODAY)

    assert [(one.kind, one.said) for one in found] == [(Kind.PHONE, number)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skriv till anna.a@example.org.", [(Kind.EMAIL, "anna.a@example.org")]),
        ("Hen heter Anna och är 43.", [(Kind.NAME, "heter Anna")]),
        ("En man, Bo Karlsson, fick nej.", [(Kind.NAME, "Bo Karlsson")]),
        ("A woman named Anna Berg", [(Kind.NAME, "named Anna Berg")]),
        ("Föreningen heter något annat", []),
        ("I Lindesberg och Nora finns inget", []),
        ("Förskolor i Region Örebro län", []),
        ("Var 14:e dag, 20–30 personer, 2024–2026", []),
        ("Kontonummer 1234-5678", []),
    ],
)
def test_addresses_are_found_and_names_are_asked_about(
    text: str, found: list[tuple[Kind, str]]
) -> None:
    assert [(one.kind, one.said) for one in details_in(text, TODAY)] == found
    assert all(one.is_sure is (one.kind is not Kind.NAME) for one in details_in(text, TODAY))
