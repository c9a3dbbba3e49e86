"""Somebody looks for what they can come to, on a phone, and takes it home to their calendar."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.calendars.tests.story import TODAY, activity_on, at, events, shown, talk_on
from samverka.calls.tests.story import new
from samverka.cast import Cast
from samverka.partnership.models import Municipality, Theme
from samverka.plan.models import ListedActivity
from samverka.plan.tests.story import a_list
from samverka.talks.models import Talk


def test_a_month_is_told_day_by_day_with_today_among_them(client: Client, november: None) -> None:
    talk_on(26)
    activity_on(26, title_en="A visit", kind=ListedActivity.Kind.VISIT)
    new("money", title_en="Money", closes_on=date(2026, 11, 30))

    assert shown(client, "/en/calendar/") == {
        "2026-11-24": [],
        "2026-11-26": ["A visit", "Cultivate together"],
        "2026-11-30": ["Money"],
    }
    page = client.get("/en/calendar/").content.decode()
    for said in ("Study visit", "14:00–16:00", "Folkets hus"):
        assert said in page
    assert page.count('aria-current="date"') == 2  # in the list and in the picture
    assert '<a href="#day-2026-11-26">26' in page
    assert "Nothing that we know of." in page


def test_what_has_been_this_month_is_folded_away(client: Client, november: None) -> None:
    talk_on(3), talk_on(26, slug="later")

    page = client.get("/en/calendar/").content.decode()

    assert page.index("Earlier this month") < page.index("day-2026-11-03")
    assert "Earlier this month" not in client.get("/en/calendar/?month=2026-10").content.decode()


def test_one_goes_from_month_to_month_and_keeps_what_was_chosen(
    client: Client, november: None
) -> None:
    page = client.get("/en/calendar/?calls=none").content.decode()
    assert 'href="?calls=none&amp;month=2026-10"' in page
    assert 'href="?calls=none&amp;month=2026-12"' in page
    assert "This month" not in page
    later = client.get("/en/calendar/?month=2027-03").content.decode()
    assert "March 2027" in later
    assert 'href="?month=2026-11"' in later


@pytest.mark.parametrize(
    "month", ["", "2026-13", "2026-1", "1816-11", "9999-01", "x\x00", "２０２６-11"]
)
def test_a_month_that_is_none_is_this_month(client: Client, november: None, month: str) -> None:
    answer = client.get("/en/calendar/", {"month": month})

    assert "November 2026" in answer.content.decode()


def test_at_the_edge_there_is_no_way_on(client: Client, november: None) -> None:
    first = client.get("/en/calendar/?month=2016-01").content.decode()
    last = client.get("/en/calendar/?month=2031-12").content.decode()
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


def test_what_is_not_public_or_has_no_day_is_not_there(client: Client, november: None) -> None:
    talk_on(25, state=Talk.State.DRAFT)
    decided = a_list(state="decided")
    activity_on(25, activity_list=decided, title_en="Dropped", state="dropped")
    activity_on(25, activity_list=decided, title_en="Only proposed", state="proposed")
    activity_on(1, activity_list=decided, title_en="Some day", ends_on=date(2026, 11, 30))
    as_talk = activity_on(27, activity_list=decided, title_en="The talk as planned")
    talk_on(27, slug="out", activity=as_talk)
    new("hidden", state="hidden", closes_on=date(2026, 11, 25))
    new("passed", closes_on=date(2026, 11, 23))

    found = shown(client, "/en/calendar/")

    assert found == {"2026-11-24": [], "2026-11-27": ["Cultivate together"]}


def test_a_talk_that_is_not_held_says_so(client: Client, november: None) -> None:
    talk_on(26, state=Talk.State.CANCELLED)

    page = client.get("/en/calendar/").content.decode()

    assert 'data-state="stop"' in page
    assert "Not held" in page


def test_what_lasts_some_days_stands_on_its_first_and_is_seen_on_each(
    client: Client, november: None
) -> None:
    activity_on(26, title_en="A course", ends_on=date(2026, 11, 28))

    page = client.get("/en/calendar/").content.decode()

    assert "26–28 November" in page
    assert page.count("goes on") == 2
    assert shown(client, "/en/calendar/?month=2026-12") == {}


def test_days_are_those_of_the_wall_also_when_the_clock_is_changed(
    client: Client, november: None
) -> None:
    """On the night to 25 October the clock is put back: a day of 25 hours."""
    talk_on(25, slug="late", title_en="Late", starts_at=at(25, 23, 10), ends_at=at(26, 0, 10))
    talk_on(25, slug="early", title_en="Early", starts_at=at(25, 0, 10), ends_at=at(25, 1, 10))
    talk_on(25, slug="last", title_en="Last", starts_at=at(31, 23, 10), ends_at=at(1, 0))

    found = shown(client, "/en/calendar/?month=2026-10")

    assert found == {"2026-10-25": ["Early", "Late"], "2026-10-31": ["Last"]}
    assert shown(client, "/en/calendar/") == {"2026-11-24": []}
    starts = [one.decoded("dtstart") for one in events(client, "/calendar.ics").values()]
    assert [one.isoformat() for one in starts] == [
        "2026-10-25T00:00:00+02:00",
        "2026-10-25T23:00:00+01:00",
        "2026-10-31T23:00:00+01:00",
    ]


def test_a_clock_elsewhere_is_told_as_it_is_here(client: Client, november: None) -> None:
    new(
        "tokyo",
        closes_on=date(2026, 11, 30),
        cutoffs=[{"on": "2026-11-30", "at": "17:00", "zone": "Asia/Tokyo"}],
    )

    assert "at 09:00" in client.get("/en/calendar/").content.decode()


def test_many_last_days_at_once_are_counted(client: Client, november: None) -> None:
    for n in range(7):
        new(f"call-{n}", closes_on=date(2026, 11, 30))

    found = shown(client, "/en/calendar/")

    assert found["2026-11-30"] == ["call-0", "call-1", "call-2", "call-3"]
    assert "3 more calls have their last day then" in client.get("/en/calendar/").content.decode()
    assert shown(client, "/en/calendar/?calls=none") == {"2026-11-24": []}


def test_it_is_narrowed_by_theme_and_municipality(client: Client, november: None) -> None:
    theme, other = Theme.objects.all()[:2]
    nora = Municipality.objects.get(name="Nora")
    talk_on(26, theme=theme, municipality=nora)
    decided = a_list(state="decided")
    activity_on(27, activity_list=decided, theme=other, municipality=nora)
    activity_on(28, activity_list=decided, theme=theme)
    new("money", closes_on=date(2026, 11, 30)).themes.add(theme)
    new("else", closes_on=date(2026, 11, 30)).themes.add(other)

    of_theme = shown(client, f"/en/calendar/?theme={theme.slug}")
    there = shown(client, f"/en/calendar/?municipality={nora.code}")
    page = client.get(f"/en/calendar/?municipality={nora.code}&theme=zebra").content.decode()

    assert list(of_theme) == ["2026-11-24", "2026-11-26", "2026-11-28", "2026-11-30"]
    assert of_theme["2026-11-30"] == ["money"]
    assert list(there) == ["2026-11-24", "2026-11-26", "2026-11-27"]
    assert "Calls are for the whole county." in page
    assert "“zebra” is not among the choices" in page


def test_the_address_to_follow_holds_exactly_what_was_chosen(
    client: Client, november: None
) -> None:
    theme = Theme.objects.all()[0]
    talk = talk_on(26, theme=theme, sequence=2)
    activity = activity_on(27, theme=theme, version=3)
    call = new("money", closes_on=date(2026, 11, 30))
    call.themes.add(theme)
    talk_on(28, slug="other", theme=Theme.objects.all()[1])

    page = client.get(f"/en/calendar/?theme={theme.slug}").content.decode()
    query = f"?with=activities&amp;with=calls&amp;theme={theme.slug}"
    assert f"/en/calendar.ics{query}</p>" in page
    found = events(client, f"/en/calendar.ics{query.replace('&amp;', '&')}")
    less = client.get("/en/calendar/?calls=none").content.decode()

    assert {name: str(one["SEQUENCE"]) for name, one in found.items()} == {
        f"talk-{talk.pk}": "2",
        f"activity-{activity.pk}": "3",
        f"call-{call.pk}": "0",
    }
    assert found[f"activity-{activity.pk}"].decoded("dtend") == date(2026, 11, 28)
    assert "/en/calendar.ics?with=activities</p>" in less


def test_the_bare_address_holds_community_talks_as_ever(client: Client, november: None) -> None:
    """Who follows it since long finds nothing in their calendar that they did not choose."""
    talk = talk_on(26)
    activity_on(27), new("money", closes_on=date(2026, 11, 30))
    talk_on(
        1,
        slug="long-ago",
        starts_at=at(1, 14).replace(year=2024),
        ends_at=at(1, 16).replace(year=2024),
    )

    for address in ("/calendar.ics", "/sv/calendar.ics", "/en/calendar.ics?theme="):
        assert list(events(client, address)) == [f"talk-{talk.pk}"]
    assert b"X-WR-CALNAME:Community Talks" in client.get("/en/calendar.ics").content


def test_who_has_the_file_already_is_told_so(client: Client, november: None) -> None:
    talk = talk_on(26)
    answer = client.get("/calendar.ics")

    same = client.get("/calendar.ics", headers={"if-none-match": answer["ETag"]})
    since = client.get("/calendar.ics", headers={"if-modified-since": answer["Last-Modified"]})
    assert (same.status_code, since.status_code) == (304, 304)
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Access-Control-Allow-Origin"] == "*"

    Talk.objects.filter(pk=talk.pk).update(state=Talk.State.DRAFT)
    assert client.get("/calendar.ics", headers={"if-none-match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3, 30])
def test_page_and_file_cost_the_same_however_much_there_is(
    client: Client, november: None, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decided, nora = a_list(state="decided"), Municipality.objects.get(name="Nora")
    for n in range(number):
        talk_on(26, slug=f"talk-{n}", municipality=nora)
        activity_on(27, activity_list=decided, municipality=nora)
        new(f"call-{n}", closes_on=date(2026, 11, 30))

    with django_assert_num_queries(8):
        client.get("/en/calendar/")
    with django_assert_num_queries(6):
        client.get("/calendar.ics?with=activities&with=calls")


def test_the_neighbours_have_a_calendar_of_their_own(
    client: Client, november: None, cast: Cast
) -> None:
    talk_on(26)

    assert shown(client, f"/p/{cast.neighbour.slug}/en/calendar/") == {str(TODAY): []}
