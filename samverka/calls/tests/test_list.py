"""The list of calls as people meet it: words, the months ahead, and whether they may apply."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.calls.pictures.timeline import MOST, WIDTH, timeline_of
from samverka.calls.tests.story import NOVEMBER, new
from samverka.cast import Cast
from tests.patience import examples


def headings(page: str) -> list[str]:
    return re.findall('<h3><a href="([^"]*)"', page)


def test_words_lead_to_calls_and_those_with_the_very_words_stand_first(
    client: Client, november: None
) -> None:
    new("garden", title_en="Growing together in the garden", closes_on=date(2026, 12, 1))
    new("odling", title_en="", title_sv="Odling för alla", closes_on=date(2027, 3, 1))

    page = client.get("/en/calls/?q=odling").content.decode()

    assert headings(page) == ["/en/calls/odling/", "/en/calls/garden/"]
    assert "Those with your very words first" in page
    assert 'value="odling"' in page
    assert "1 choice" in page


def test_a_title_in_the_other_language_says_so(client: Client, november: None) -> None:
    call = new("inclusion", title_en="Inclusion in rural areas")

    page = client.get("/sv/calls/").content.decode()

    link = f'<a href="/sv/calls/{call.slug}/" lang="en">Inclusion in rural areas</a>'
    assert link in page


def test_the_months_ahead_are_drawn_with_links_and_told_in_a_table(
    client: Client, november: None
) -> None:
    new("near", closes_on=date(2026, 11, 30))
    new("far", title_en="<Far & wide>", closes_on=date(2027, 4, 9), opens_on=date(2027, 2, 1))
    new("beyond", closes_on=date(2028, 1, 1))
    new("always")

    page = client.get("/en/calls/").content.decode()

    drawing = page[page.index('<svg class="timeline') : page.index("</svg></div>")]
    assert re.findall('<a href="([^"]*)"', drawing) == ["/en/calls/near/", "/en/calls/far/"]
    assert "&lt;Far &amp; wide&gt;" in drawing
    assert '<tspan class="when" dx="8">until 30 November</tspan>' in drawing
    assert "opens 1 February 2027, last day 9 April 2027" in drawing
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert re.findall("<td>([^<]*)</td>", table) == [
        *("", "30 November"),
        *("1 February 2027", "9 April 2027"),
    ]


def test_the_drawing_shows_what_the_list_is_narrowed_to(client: Client, november: None) -> None:
    new("near", closes_on=date(2026, 11, 30))
    new("european", level="european", closes_on=date(2026, 12, 30))

    narrowed = client.get("/en/calls/?level=european").context["timeline"]
    nothing = client.get("/en/calls/?level=regional").content.decode()

    assert [line.call.slug for line in narrowed.lines] == ["european"]
    assert '<svg class="timeline' not in nothing


@pytest.mark.parametrize(
    ("who", "told"), [("amina", "Yes: an association may apply"), ("kim", None)]
)
def test_who_belongs_to_an_organisation_reads_if_it_may_apply(
    client: Client, cast: Cast, november: None, who: str, told: str | None
) -> None:
    new("for-associations", applicants=["association"])
    client.force_login(getattr(cast, who))

    [(_, verdict)] = client.get("/en/calls/").context["calls"]
    page = client.get("/en/calls/").content.decode()

    assert (verdict and verdict.answer) == ("yes" if told else None)
    assert ("Yes: an association may apply" in page) == bool(told)


def test_the_list_costs_the_same_for_one_who_belongs_somewhere(
    client: Client, cast: Cast, november: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.amina)
    client.get("/sv/calls/")
    counted = []
    for number in (1, 3):
        for n in range(number):
            new(f"call-{number}-{n}", applicants=["association"], closes_on=date(2026, 12, 1))
        client.get("/sv/calls/")
        with django_assert_num_queries(9) as queries:
            client.get("/sv/calls/")
        counted.append(len(queries))
    assert len(set(counted)) == 1


days = st.none() | st.integers(-400, 400).map(lambda n: NOVEMBER + timedelta(days=n))


@given(
    st.lists(
        st.builds(
            Call,
            slug=st.just("one"),
            title_en=st.text(max_size=300),
            opens_on=days,
            closes_on=days,
            paused_months=st.lists(st.integers(1, 12), max_size=3),
        ),
        max_size=30,
    )
)
@examples(100)
def test_whatever_is_drawn_stays_inside_the_picture(
    monkeypatch: pytest.MonkeyPatch, calls: list[Call]
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: NOVEMBER)
    drawn = timeline_of(calls, NOVEMBER)

    assert len(drawn.lines) <= MOST
    assert len(drawn.months) == 6
    for line in drawn.lines:
        assert line.stops == sorted(line.stops)
        assert all(0 <= x <= WIDTH for bar in line.bars for x in bar)
        assert all(0 <= x <= WIDTH for x in (*line.ends, line.label_x))


@examples(30)
@given(words=st.text(max_size=100), page=st.text(max_size=5), level=st.text(max_size=20))
def test_any_words_are_answered_with_a_list(
    client: Client, cast: Cast, words: str, page: str, level: str
) -> None:
    asked = {"q": words, "page": page, "level": level, "theme": words, "status": level}
    asked = {name: value.encode("utf-8", "ignore").decode() for name, value in asked.items()}

    assert client.get("/sv/calls/", asked).status_code == 200
