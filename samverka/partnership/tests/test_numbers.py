"""Organisation numbers, as people write them."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samverka.common.refusal import Refused
from samverka.partnership.numbers import checksum, organisation_number

PERSON = "person's identity number"
LENGTH = "ten digits"
WRONG = "One of the digits is wrong"
digits = st.text("0123456789", min_size=9, max_size=9)


def with_check_digit(nine: str) -> str:
    return next(f"{nine}{n}" for n in range(10) if checksum(f"{nine}{n}") % 10 == 0)


@pytest.mark.parametrize(
    "written",
    [
        "202100-5208",
        "2021005208",
        " 202100 5208 ",
        "16202100-5208",
        "16 2021 00-52 08",
        "202100–5208",
    ],
)
def test_it_is_kept_as_it_is_usually_written(written: str) -> None:
    assert organisation_number(written) == "202100-5208"


@pytest.mark.parametrize("real", ["202100-5208", "212000-1355", "556036-0793", "802400-3702"])
def test_numbers_that_exist_are_taken(real: str) -> None:
    assert organisation_number(real) == real


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("811218-9876", PERSON),
        ("8112189876", PERSON),
        ("19811218-9876", PERSON),
        ("198112189876", PERSON),
        ("20050101-2380", PERSON),
        ("050101-2380", PERSON),
        ("701063-2391", PERSON),  # a coordination number: the day plus sixty
        ("202100-5209", WRONG),
        ("002000-0006", WRONG),
        ("202100-520", LENGTH),
        ("202100-52088", LENGTH),
        ("17202100-5208", LENGTH),
        ("SE202100520801", LENGTH),
        ("٢٠٢١٠٠٥٢٠٨", LENGTH),
        ("-", LENGTH),
    ],
)
def test_what_is_none_is_refused_in_plain_words(written: str, why: str) -> None:
    with translation.override("en"), pytest.raises(Refused, match=why):
        organisation_number(written)


@given(digits)
def test_what_is_taken_comes_back_the_same(nine: str) -> None:
    number = with_check_digit(nine)
    is_organisation = number[0] != "0" and number[2] >= "2"
    try:
        kept = organisation_number(number)
    except Refused:
        assert not is_organisation
    else:
        assert is_organisation
        assert kept.replace("-", "") == number
        assert organisation_number(kept) == kept == organisation_number(f"16{number}")


@given(digits, st.integers(0, 9), st.integers(1, 9))
def test_one_digit_written_wrong_is_always_noticed(nine: str, place: int, by: int) -> None:
    number = with_check_digit(nine)
    wrong = str((int(number[place]) + by) % 10)

    with pytest.raises(Refused):
        organisation_number(number[:place] + wrong + number[place + 1 :])


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        kept = organisation_number(text)
    except Refused:
        return
    assert len(kept) == 11
    assert kept[2] >= "2"
