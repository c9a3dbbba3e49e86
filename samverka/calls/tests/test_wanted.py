"""What somebody looks for among calls, as an address and in words."""

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samverka.calls.wanted import CHOICES, Wanted
from samverka.cast import Cast
from samverka.common.text import clean_line

EUROPEAN_AND_NEAR = Wanted(
    words="unga odling",
    level=("national", "european"),
    deadline=("month",),
    applicants=("association",),
    amount=("small", "medium"),
    status=("open",),
)


def some_of(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Answers to one question, in their order."""
    values = [value for value, _label in CHOICES[name]]
    return st.sets(st.sampled_from(values)).map(
        lambda chosen: tuple(value for value in values if value in chosen)
    )


answers = {name: some_of(name) for name in CHOICES}
themes = st.sets(st.from_regex(r"[a-z-]{1,20}", fullmatch=True), max_size=4).map(
    lambda chosen: tuple(sorted(chosen))
)
lines = st.text(max_size=60).map(clean_line)
wanted = st.builds(Wanted, words=lines, theme=themes, **answers)


def test_an_address_is_read_and_what_is_unknown_is_left_out() -> None:
    query = (
        "q=+unga%20%20odling&level=european&level=national&level=lunar&deadline=month&page=3"
        "&applicants=association&amount=medium&amount=small&amount=small&status=open&colour=red"
    )

    assert Wanted.from_query(query) == EUROPEAN_AND_NEAR
    assert Wanted.from_query(f"?{query}") == EUROPEAN_AND_NEAR
    assert EUROPEAN_AND_NEAR.query == (
        "q=unga+odling&level=national&level=european&deadline=month"
        "&applicants=association&amount=small&amount=medium&status=open"
    )


def test_nothing_asked_for_is_everything() -> None:
    assert Wanted.from_query("") == Wanted.from_query("level=lunar&q=+") == Wanted()
    assert Wanted().is_everything
    assert Wanted().query == ""


def test_an_address_with_too_many_fields_asks_for_nothing() -> None:
    assert Wanted.from_query("level=national&" * 600) == Wanted()


@given(wanted)
def test_what_is_written_is_read_as_the_same(asked: Wanted) -> None:
    assert Wanted.from_query(asked.query) == asked


@given(st.text() | st.lists(st.sampled_from([*CHOICES, "q", "theme"])).map("=%41&".join))
def test_any_address_is_read_and_stays_the_same_when_it_is_written_again(query: str) -> None:
    once = Wanted.from_query(query)

    assert Wanted.from_query(once.query) == once
    assert once == Wanted.read(QueryDict(once.query))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "“unga odling”; National or European; Within a month; Association; "
            "Up to SEK 50,000 or SEK 50,000 to 500,000; Open now, with a last day",
        ),
        (
            "sv",
            "”unga odling”; Nationell eller Europeisk; Inom en månad; Förening; "
            "Högst 50 000 kronor eller 50 000 till 500 000 kronor; Öppen nu, med en sista dag",
        ),
    ],
)
def test_in_words(language: str, told: str) -> None:
    with translation.override(language):
        assert EUROPEAN_AND_NEAR.in_words() == told


def test_themes_are_told_by_their_titles_and_unknown_ones_not_at_all(cast: Cast) -> None:
    asked = Wanted(theme=("no-such-theme", "social-enterprises"))

    title = "Sociala företag, samverkan och samhällsutmaningar"

    assert asked.in_words() == title
    assert asked.in_words({"social-enterprises": "Sociala företag"}) == "Sociala företag"
    assert Wanted(theme=("no-such-theme",)).in_words() == "Alla utlysningar"
