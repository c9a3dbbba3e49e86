"""Somebody puts their own calendar on their phone, which reads it without signing in."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samverka.calendars import personal
from samverka.calendars.actions import choose_address, end_address
from samverka.calendars.models import CalendarAddress
from samverka.calendars.tests.story import (
    application_of,
    call_soon,
    called,
    events,
    meeting_soon,
    promise,
    soon,
)
from samverka.calls import shelf
from samverka.cast import Cast
from samverka.common.personal import Facts
from samverka.meetings.actions.answering import Reply, answer_meeting
from samverka.meetings.calendar_entries import entry_of
from samverka.meetings.models import Body, Meeting
from samverka.partnership.models import Membership, Seat
from samverka.people.models import Person
from samverka.record.models import History
from samverka.talks.tests.story import a_talk, comes
from tests.together import kinds, together

PAGE = "/en/desk/calendar/address/"


def file_of(person: Person, calls: str = "all") -> str:
    return f"/en/calendar/{choose_address(calls=calls, by=person).key}.ics"


def test_an_address_is_made_shown_replaced_and_ended(client: Client, cast: Cast) -> None:
    client.force_login(cast.kim)
    assert "Make the address" in client.get(PAGE).content.decode()

    assert client.post(PAGE, {"calls": "followed"})["Location"] == PAGE
    first = CalendarAddress.objects.get(person=cast.kim)
    page = client.get(PAGE).content.decode()
    assert f"/en/calendar/{first.key}.ics</p>" in page
    assert "Whoever has the address can read your calendar" in page
    assert client.get(f"/en/calendar/{first.key}.ics").status_code == 200

    client.post(f"{PAGE}replace/")
    second = CalendarAddress.objects.get(person=cast.kim)
    assert (second.calls, len(second.key)) == ("followed", 32)
    assert client.get(f"/en/calendar/{first.key}.ics").status_code == 404
    assert client.get(f"/en/calendar/{second.key}.ics").status_code == 200

    client.post(f"{PAGE}end/")
    assert client.get(f"/en/calendar/{second.key}.ics").status_code == 404
    again = client.post(f"{PAGE}end/", follow=True).content.decode()
    assert "Your calendar has no address any more." in again
    told = History.objects.filter(kind="calendaraddress").order_by("pk")
    assert list(told.values_list("verb", flat=True)) == ["made", "replaced", "ended"]
    assert first.key not in str(list(told.values()))


@pytest.mark.parametrize("calls", ["", "zebra"])
def test_one_has_to_choose_what_it_holds(client: Client, cast: Cast, calls: str) -> None:
    client.force_login(cast.kim)

    answer = client.post(PAGE, {"calls": calls})

    assert answer.status_code == 422
    assert "Choose which last days of calls it shall hold." in answer.content.decode()
    assert not CalendarAddress.objects.exists()


def test_the_file_holds_what_the_page_does_under_the_names_that_letters_use(
    client: Client, cast: Cast, empty: None
) -> None:
    meeting = meeting_soon(sequence=4)
    called(meeting, cast.amina, answer="room")
    talk = a_talk(starts_at=soon(14), ends_at=soon(16), sequence=2, link="https://video.example/x")
    comes(talk, "Amina")
    writes, granted = application_of(cast), application_of(cast, state="granted")
    milestone = granted.plan_milestones.get()
    task, call = promise(cast.amina), call_soon()

    found = events(client, file_of(cast.amina))

    assert {name: str(one["SEQUENCE"]) for name, one in found.items()} == {
        f"meeting-{meeting.pk}": "4",
        f"talk-{talk.pk}": "2",
        f"application-{writes.pk}": str(writes.version),
        f"milestone-{milestone.pk}": str(milestone.version),
        f"task-{task.pk}": "0",
        f"call-{call.pk}": "0",
    }
    met = found[f"meeting-{meeting.pk}"]
    assert (str(met["STATUS"]), str(met["TRANSP"])) == ("CONFIRMED", "OPAQUE")
    assert str(met["DESCRIPTION"]).startswith("You come")
    assert met.decoded("dtstart") == entry_of(meeting).starts
    assert "https://video.example/x" in str(found[f"talk-{talk.pk}"]["DESCRIPTION"])
    assert found[f"task-{task.pk}"].decoded("dtstart") == soon().date()


def test_calls_are_in_it_as_one_has_chosen(client: Client, cast: Cast, empty: None) -> None:
    call_soon()

    assert len(events(client, file_of(cast.kim))) == 1
    assert events(client, file_of(cast.kim, "followed")) == {}
    assert events(client, file_of(cast.kim, "none")) == {}


def test_what_changes_is_the_same_entry_with_a_higher_number(
    client: Client, cast: Cast, empty: None
) -> None:
    meeting = meeting_soon()
    row = called(meeting, cast.amina)
    file = file_of(cast.amina)
    before = client.get(file)

    answer_meeting(attendee=row, reply=Reply(answer="room"))
    told = client.get(file, headers={"if-none-match": before["ETag"]})
    assert told.status_code == 200
    assert str(events(client, file)[f"meeting-{meeting.pk}"]["TRANSP"]) == "OPAQUE"

    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", sequence=1)
    [off] = events(client, file).values()
    assert (str(off["STATUS"]), str(off["SEQUENCE"])) == ("CANCELLED", "1")


def test_a_seat_that_ended_takes_its_meetings_out_of_the_file(
    client: Client, cast: Cast, empty: None
) -> None:
    Membership.objects.filter(person=cast.nils).delete()
    called(meeting_soon(Body.COMMITTEE), cast.nils)
    draft = meeting_soon(Body.COMMITTEE, state="draft")
    file = file_of(cast.nils)
    found = events(client, file)
    assert str(found[f"meeting-{draft.pk}"]["STATUS"]) == "TENTATIVE"
    mark = client.get(file)["ETag"]

    yesterday = timezone.localdate() - timedelta(days=1)
    Seat.objects.filter(person=cast.nils).update(until=yesterday)

    assert client.get(file, headers={"if-none-match": mark}).status_code == 200
    assert events(client, file) == {}


def test_a_closed_account_has_no_calendar(client: Client, cast: Cast) -> None:
    file = file_of(cast.kim)
    Person.objects.filter(pk=cast.kim.pk).update(is_active=False)

    assert client.get(file).status_code == 404


def test_the_address_leads_nowhere_at_the_neighbours(client: Client, cast: Cast) -> None:
    file = file_of(cast.kim)

    assert client.get(f"/p/{cast.neighbour.slug}{file}").status_code == 404
    assert client.get("/en/calendar/xxx.ics").status_code == 404


def test_it_is_kept_by_no_shared_cache_and_told_only_once(client: Client, cast: Cast) -> None:
    file = file_of(cast.amina)
    answer = client.get(file)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Access-Control-Allow-Origin" not in answer
    assert not answer.cookies
    same = client.get(file, headers={"if-none-match": answer["ETag"]})
    since = client.get(file, headers={"if-modified-since": answer["Last-Modified"]})
    assert (same.status_code, since.status_code) == (304, 304)
    assert same["Cache-Control"] == "private, no-cache"


def test_without_a_language_one_is_led_to_the_file(client: Client, cast: Cast) -> None:
    file = file_of(cast.kim)

    assert client.get(file.removeprefix("/en"))["Location"] == f"/sv{file.removeprefix('/en')}"


def test_the_file_costs_the_same_however_much_there_is(
    client: Client, cast: Cast, empty: None
) -> None:
    """Asked for with one of everything, with three, and with thirty."""
    file = file_of(cast.amina)
    cost: dict[int, int] = {}
    for n in range(30):
        called(meeting_soon(), cast.amina)
        a_talk(slug=f"talk-{n}", starts_at=soon(14), ends_at=soon(16))
        promise(cast.amina), call_soon(f"call-{n}")
        application_of(cast, state="granted" if n % 2 else "writing")
        if n + 1 in (1, 3, 30):
            caches["process"].clear()
            shelf.forget()
            with CaptureQueriesContext(connection) as asked:
                assert client.get(file).status_code == 200
            cost[n + 1] = len(asked)

    assert cost == {1: 24, 3: 24, 30: 24}


def test_what_is_known_is_that_there_is_one(cast: Cast) -> None:
    row = choose_address(calls="none", by=cast.kim)

    known: list[Facts] = [{"made": row.made_at, "calls": "none"}]
    assert personal.ADDRESS.collect(cast.kim) == known
    assert personal.ADDRESS.collect(cast.rut) == []


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_address(cast: Cast) -> None:
    def press() -> CalendarAddress:
        return choose_address(calls="all", by=cast.kim)

    assert kinds(together([press] * 4)) == {"CalendarAddress": 4}
    assert CalendarAddress.objects.count() == 1

    ended = kinds(together([lambda: end_address(by=cast.kim)] * 3))
    assert ended == {"NoneType": 1, "Refused": 2}


def test_the_year_that_was_and_what_comes_are_in_it(
    client: Client, cast: Cast, empty: None
) -> None:
    for days in (-400, -300, 10, 700):
        a_talk(
            slug=f"talk{days}",
            starts_at=soon() + timedelta(days=days),
            ends_at=soon(10) + timedelta(days=days),
        )

    assert len(events(client, file_of(cast.kim))) == 3
