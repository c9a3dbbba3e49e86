"""Somebody follows the list of calls from their calendar or their reader."""

from datetime import date, datetime
from xml.etree import ElementTree as ET

import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.calls.feeds import atom, calendar
from samverka.calls.models import Call
from samverka.calls.tests.story import NOVEMBER, new
from samverka.cast import Cast
from samverka.common.atom import ATOM
from tests.patience import examples

FILES = ["/calls.atom", "/calls/deadlines.ics"]
IN = {"a": ATOM}


def events(client: Client, address: str) -> list[icalendar.Component]:
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def entries(client: Client, address: str) -> list[ET.Element]:
    return ET.fromstring(client.get(address).content).findall("a:entry", IN)


def text(entry: ET.Element, name: str) -> str:
    return entry.findtext(f"a:{name}", "", IN)


def test_every_last_day_is_an_event_and_a_clock_is_the_funders_own(
    client: Client, november: None
) -> None:
    clock = {"at": "17:00", "zone": "Europe/Brussels"}
    two = new(
        "two-days",
        closes_on=date(2027, 9, 15),
        cutoffs=[{"on": "2027-02-01"} | clock, {"on": "2027-09-15"} | clock],
    )
    one = new("one-day", closes_on=date(2026, 12, 1), funder="Fonden", amount_max=50_000)
    new("always"), new("closed", closes_on=date(2026, 11, 1))

    found = events(client, "/en/calls/deadlines.ics")

    uids = [f"call-{one.pk}", f"call-{two.pk}-20270201", f"call-{two.pk}-20270915"]
    assert [str(event["UID"]).split("@")[0] for event in found] == uids
    starts = [event.decoded("dtstart") for event in found]
    assert starts[0] == date(2026, 12, 1)
    assert [one.isoformat() for one in starts[1:]] == [
        "2027-02-01T17:00:00+01:00",
        "2027-09-15T17:00:00+02:00",
    ]
    assert str(found[0]["SUMMARY"]) == "Last day: one-day"
    body = client.get("/en/calls/deadlines.ics").content
    assert body.count(b"BEGIN:VTIMEZONE") == body.count(b"TZID:Europe/Brussels") == 1
    assert str(found[0]["DESCRIPTION"]).splitlines()[0] == "Fonden"


def test_a_last_day_that_is_moved_stays_the_same_event(client: Client, november: None) -> None:
    call = new("moved", closes_on=date(2026, 12, 1))
    [before] = events(client, "/calls/deadlines.ics")

    call.closes_on = date(2027, 1, 15)
    call.save()
    [after] = events(client, "/calls/deadlines.ics")

    assert after["UID"] == before["UID"]
    assert after.decoded("dtstart") == date(2027, 1, 15)


def test_a_reader_is_told_of_a_call_again_only_when_it_has_changed(
    client: Client, november: None
) -> None:
    first, second = new("first", title_en="A & <b>"), new("second")
    before = {text(one, "id"): text(one, "updated") for one in entries(client, "/en/calls.atom")}

    second.title_en = "Second"
    second.save()
    found = entries(client, "/en/calls.atom")

    assert [text(one, "title") for one in found] == ["Second", "A & <b>"]
    changed = [one for one in found if text(one, "updated") != before[text(one, "id")]]
    assert [text(one, "title") for one in changed] == ["Second"]
    assert datetime.fromisoformat(text(found[1], "updated")) == first.updated_at


@pytest.mark.parametrize("state", [Call.State.HIDDEN, Call.State.MERGED])
def test_a_call_that_is_no_longer_shown_leaves_both(
    client: Client, november: None, state: str
) -> None:
    call = new("gone", closes_on=date(2026, 12, 1))
    assert len(events(client, FILES[1])) == len(entries(client, FILES[0])) == 1

    call.state = state
    call.save()

    assert events(client, FILES[1]) == entries(client, FILES[0]) == []


def test_both_follow_the_choices_and_the_language(client: Client, november: None) -> None:
    new("near", title_sv="Nära", level="regional", closes_on=date(2026, 12, 1))
    new("far", closes_on=date(2027, 6, 1))

    [event] = events(client, "/sv/calls/deadlines.ics?level=regional")
    [entry] = entries(client, "/sv/calls.atom?deadline=month")
    feed = ET.fromstring(client.get("/sv/calls.atom?level=regional&x=1").content)

    assert str(event["SUMMARY"]) == "Sista dag: Nära"
    assert text(entry, "title") == "Nära"
    assert text(feed, "title") == "Utlysningar: Regional"
    assert text(feed, "id").endswith("/sv/calls.atom?level=regional")
    page = client.get("/sv/calls/?level=regional").content.decode()
    assert 'href="/sv/calls/deadlines.ics?level=regional"' in page
    assert 'href="/sv/calls.atom?level=regional"' in page


@pytest.mark.parametrize("file", FILES)
def test_who_has_it_already_is_told_so(client: Client, november: None, file: str) -> None:
    call = new("one", closes_on=date(2026, 12, 1))
    answer = client.get(file)

    same = client.get(file, headers={"if-none-match": answer["ETag"]})
    since = client.get(file, headers={"if-modified-since": answer["Last-Modified"]})
    assert (same.status_code, since.status_code) == (304, 304)
    assert client.get(f"/sv{file}")["ETag"] != client.get(f"/en{file}")["ETag"]

    call.save()
    assert client.get(file, headers={"if-none-match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_files_cost_the_same_however_many_there_are(
    client: Client,
    november: None,
    file: str,
    number: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Call.objects.bulk_create(
        Call(slug=f"n-{n}", title_sv=f"Ny {n}", level="national", closes_on=date(2026, 12, 1))
        for n in range(number)
    )
    client.get(file)

    with django_assert_max_num_queries(5):
        client.get(f"{file}?level=national")


@examples(50)
@given(title=st.text(min_size=1), funder=st.text())
def test_whatever_a_call_is_called_both_can_be_read(cast: Cast, title: str, funder: str) -> None:
    call = Call(pk=1, slug="x", title_en=title, funder=funder, closes_on=NOVEMBER, level="national")
    call.updated_at = timezone.now()

    read = icalendar.Calendar.from_ical(calendar([call], name=title, today=NOVEMBER))
    feed = ET.fromstring(atom([call], name=title, author=funder, here="x", page="y"))

    assert len(read.walk("VEVENT")) == len(feed.findall("a:entry", IN)) == 1
