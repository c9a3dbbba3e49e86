"""Words for templates: safe to show, and said as people say them."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from samverka.common.languages import worded
from samverka.common.templatetags.samverka import (
    cited,
    day,
    day_with,
    icon,
    linked_data,
    listed,
    quoted,
    spaced,
    station,
    tongue,
)

NASTY = '<b onclick="x">&'
SAFE = "&lt;b onclick=&quot;x&quot;&gt;&amp;"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([], ""),
        (["a"], "<q><mark>a</mark></q>"),
        (["a", "b"], "<q><mark>a</mark></q> and <q><mark>b</mark></q>"),
        (["a", "b", "c"], "<q><mark>a</mark></q>, <q><mark>b</mark></q> and <q><mark>c</mark></q>"),
        ([NASTY], f"<q><mark>{SAFE}</mark></q>"),
    ],
)
def test_the_readers_own_words_are_marked(words: list[str], shown: str) -> None:
    with translation.override("en"):
        assert quoted(words) == shown
        assert cited(words) == shown.replace("<mark>", "").replace("</mark>", "")


def test_a_row_of_names_is_escaped() -> None:
    with translation.override("en"):
        assert listed([NASTY, "b", "{}"]) == f"{SAFE}, b and {{}}"


@given(st.text() | st.sampled_from(["</script><b>", "<!--", "]]>", "&lt;", NASTY]))
def test_data_never_leaves_its_block_and_stays_the_same(text: str) -> None:
    block = linked_data({"name": text})
    start, data, end = block.partition(">")[0], block.partition(">")[2][:-9], block[-9:]

    assert (start, end) == ('<script type="application/ld+json"', "</script>")
    assert not set("<>&") & set(data)
    assert json.loads(data) == {"name": text}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((0, 2), (0, 6), "2 februari – 6 juni"),
        ((0, 2), (1, 6), "2 februari {0} – 6 juni {1}"),
        ((-1, 2), (0, 6), "2 februari {-1} – 6 juni {0}"),
        ((1, 2), (1, 6), "2 februari {1} – 6 juni {1}"),
    ],
)
def test_both_ends_of_a_period_have_their_year_or_neither(
    first: tuple[int, int], last: tuple[int, int], said: str
) -> None:
    this_year = timezone.localdate().year
    starts = date(this_year + first[0], 2, first[1])
    ends = date(this_year + last[0], 6, last[1])
    for away in (-1, 0, 1):
        said = said.replace(f"{{{away}}}", str(this_year + away))
    with translation.override("sv"):
        assert f"{day_with(starts, ends)} – {day_with(ends, starts)}" == said
        assert day_with(starts, None) == day(starts)
        assert day_with(None, ends) == ""


def test_a_day_is_said_with_its_year_when_it_is_another() -> None:
    this_year = timezone.localdate().year
    with translation.override("en"):
        assert day(date(this_year, 12, 9)) == "9 December"
        assert day(date(2015, 1, 1)) == "1 January 2015"
        assert day(None) == ""
        # Late in the evening of the world it is already tomorrow in Örebro.
        assert day(datetime(2015, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2015"


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, ""), (0, "0"), (999, "999"), (20_000, "20\xa0000"), (-1_500_000, "-1\xa0500\xa0000")],
)
def test_large_numbers_have_spaces_that_do_not_break(number: int | None, said: str) -> None:
    assert spaced(number) == said


def test_icons_and_stations_are_silent_drawings() -> None:
    for drawing in (icon("send"), station("idea")):
        assert drawing.startswith("<svg")
        assert 'aria-hidden="true"' in drawing


@pytest.mark.parametrize(
    ("language", "path", "other"),
    [
        ("sv", "/sv/ideas/", "/en/ideas/"),
        ("en", "/en/", "/sv/"),
        ("sv", "/p/grannlanet/sv/talks/", "/p/grannlanet/en/talks/"),
        ("sv", "/nowhere", "/en/"),
        ("en", "/en/ideas/follow/en/", "/sv/ideas/follow/en/"),
    ],
)
def test_the_same_page_in_the_other_language(language: str, path: str, other: str) -> None:
    request = HttpRequest()
    request.path = path
    with translation.override(language):
        shown = Template("{% other_language_url %}").render(Context({"request": request}))

    assert shown == other


def test_the_menu_shows_where_we_are() -> None:
    request = HttpRequest()
    request.path = "/sv/ideas/7/"
    template = Template('<a{% current "/sv/ideas/" %}><a{% current "/sv/calls/" %}>')

    assert template.render(Context({"request": request})) == '<a aria-current="page"><a>'
    assert template.render(Context({})) == "<a><a>"


@dataclass(frozen=True)
class Told:
    """A row that says its language, and one whose title does."""

    title: str
    language: str = ""

    def __str__(self) -> str:
        return self.title


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (worded("Trädgård", "sv"), ' lang="sv"'),
        (worded("Garden", "en"), ""),
        (Told("Trädgård", "sv"), ' lang="sv"'),
        (Told("Garden", "en"), ""),
        (Told(worded("Trädgård", "sv")), ' lang="sv"'),
        (Told("Trädgård"), ""),
        (worded("Garten", "de"), ""),
        (worded("Trädgård", NASTY), ""),
        *(("sv", ""), ("", ""), (None, "")),
    ],
)
def test_words_in_another_language_say_so(told: object, said: str) -> None:
    with translation.override("en"):
        assert tongue(told) == said
        shown = Template("<h1{{ told|tongue }}>x</h1>").render(Context({"told": told}))
        assert shown == f"<h1{said}>x</h1>"
