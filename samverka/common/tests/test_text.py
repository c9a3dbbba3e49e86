"""What people wrote is made safe to store and never changed in meaning."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.common.text import clean_line, clean_text, first_sentence

ANYTHING = st.text(st.characters(codec=None), max_size=200)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Hej  ", "Hej"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x00b\x07c\x1bd\x85e", "abcde"),
        ("half \ud83d a pair", "half  a pair"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("\tindented", "indented"),
        ("kept\ttab", "kept\ttab"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ("\N{RIGHT-TO-LEFT MARK}فكرة", "\N{RIGHT-TO-LEFT MARK}فكرة"),
        ("Z" + "\N{COMBINING TILDE}" * 500, "Z" + "\N{COMBINING TILDE}" * 30),
        ("", ""),
    ],
)
def test_text_is_cleaned(written: str, kept: str) -> None:
    assert clean_text(written) == kept


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once_and_the_database_takes_it(written: str) -> None:
    kept = clean_text(written)

    assert clean_text(kept) == kept
    assert "\x00" not in kept
    assert kept.encode() or kept == ""
    assert unicodedata.is_normalized("NFC", kept)


@given(ANYTHING)
def test_a_line_is_one_line(written: str) -> None:
    line = clean_line(written)

    assert len(line.splitlines()) <= 1
    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Vi odlar ihop. Alla får vara med.", "Vi odlar ihop"),
        ("Vem vill odla? Jag.", "Vem vill odla?"),
        ("Första raden\nandra raden", "Första raden"),
        ("Kostar 3.5 kronor. Billigt.", "Kostar 3.5 kronor"),
        ("", ""),
        ("   \n  ", ""),
        (".", ""),
        ("ord " * 40, f"{'ord ' * 19}ord…"[:80].rstrip()),
    ],
)
def test_a_title_is_proposed_from_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence or (
        first_sentence(text).endswith("…") and text.startswith(first_sentence(text)[:-1])
    )


@given(ANYTHING, st.integers(10, 100))
def test_a_proposed_title_is_never_too_long(text: str, length: int) -> None:
    assert len(first_sentence(text, length)) <= length


@pytest.mark.parametrize("piece", ["a\N{COMBINING TILDE}", "\r\n", ". ", "\N{COMBINING TILDE}"])
def test_a_very_long_text_is_cleaned_in_good_time(piece: str) -> None:
    start = time.perf_counter()

    first_sentence(piece * 100_000)

    assert time.perf_counter() - start < 2


def test_nobody_makes_letters_stand_in_another_order_than_they_were_written() -> None:
    """Marks of direction that Arabic and Hebrew need stay."""
    assert clean_line("Vi \u202eappots\u202c ja") == "Vi appots\u202c ja"
    assert clean_line("\u200fسلام\u200e, \u2068سلام\u2069") == "\u200fسلام\u200e, \u2068سلام\u2069"
