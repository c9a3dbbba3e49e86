"""Officers offer times, and the first to book one has it."""

from datetime import datetime, timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions import meeting
from samverka.grants.actions.applicant import LETTERS_AN_HOUR
from samverka.grants.actions.deciding import Verdict, decide
from samverka.grants.actions.declaring import declare_interest
from samverka.grants.actions.handing_in import withdraw
from samverka.grants.meeting_times import times_for
from samverka.grants.models import (
    GrantApplication,
    GrantDecision,
    OfferedTime,
    Panelist,
    Round,
)
from samverka.grants.tests.story import EMAIL, a_round, declare, handed_in, shown, take_place
from samverka.record.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def turn(cast: Cast) -> Round:
    return a_round(cast)


@pytest.fixture
def application(cast: Cast, turn: Round) -> GrantApplication:
    found = handed_in(turn, language="en")
    declare(found, cast.elsa)
    return found


def noon(days: int) -> datetime:
    today = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def offered(cast: Cast, turn: Round, *days: int) -> list[OfferedTime]:
    starts = [noon(day) for day in days]
    return meeting.offer_times(
        turn=turn, starts=starts, minutes=45, place="Länets hus", by=cast.elsa
    )


def entries(to: str) -> list[tuple[str, str, int]]:
    """The method, the key and the sequence of each calendar entry that was sent."""
    found = []
    for letter in Letter.objects.filter(to=to).exclude(calendar="").order_by("pk"):
        calendar = icalendar.Calendar.from_ical(letter.calendar)
        [event] = calendar.walk("VEVENT")
        found.append((str(calendar["METHOD"]), str(event["UID"]), int(str(event["SEQUENCE"]))))
    return found


def test_officers_offer_several_at_once(cast: Cast, turn: Round, client: Client) -> None:
    client.force_login(cast.elsa)
    page = f"/en/grants/handling/{turn.slug}/times/"
    told = {
        "on": (timezone.localdate() + timedelta(days=7)).isoformat(),
        "clock": "13.00",
        "number": 3,
        "minutes": 45,
        "pause": 15,
        "place": "https://video.example/rum",
    }
    assert client.post(page, {**told, "place": ""}).status_code == 422
    client.post(page, told)
    starts = [timezone.localtime(one.starts_at).hour for one in OfferedTime.objects.all()]
    assert starts == [13, 14, 15]
    answer = client.post(page, told)
    assert "You have offered one of these times already." in answer.content.decode()
    client.force_login(cast.nils)
    assert client.get(page).status_code == 404


def test_an_applicant_books_changes_and_cancels(
    cast: Cast, turn: Round, application: GrantApplication, client: Client
) -> None:
    first, second = offered(cast, turn, 3, 4)
    mine = f"/en/grants/mine/{application.key}/"
    assert "Free times" in client.get(mine).content.decode()
    client.post(f"{mine}meeting/book/", {"time": first.pk})
    client.post(f"{mine}meeting/book/", {"time": second.pk})
    assert [*OfferedTime.objects.exclude(application=None)] == [second]
    assert client.get(f"{mine}meeting.ics").status_code == 200
    client.post(f"{mine}meeting/cancel/")
    assert not OfferedTime.objects.exclude(application=None).exists()
    assert client.get(f"{mine}meeting.ics").status_code == 404

    for who in (EMAIL, cast.elsa.email):
        sent = entries(who)
        assert [method for method, _key, _sequence in sent] == ["REQUEST", "REQUEST", "CANCEL"]
        assert len({key for _method, key, _sequence in sent}) == 1
        numbers = [sequence for _method, _key, sequence in sent]
        assert numbers == sorted(set(numbers))


def test_two_at_once_one_gets_it(
    cast: Cast, turn: Round, application: GrantApplication, client: Client
) -> None:
    [time] = offered(cast, turn, 3)
    other = handed_in(turn)
    meeting.book_time(application=other, time_key=time.pk)
    mine = f"/en/grants/mine/{application.key}/"
    answer = client.post(f"{mine}meeting/book/", {"time": time.pk}, follow=True)
    assert "Somebody else was quicker to book that time." in answer.content.decode()
    time.refresh_from_db()
    assert time.application == other


@pytest.mark.parametrize("said", ["", "x", "0", "99999999999999999999", "²"])
def test_a_time_that_is_none(application: GrantApplication, client: Client, said: str) -> None:
    mine = f"/en/grants/mine/{application.key}/"
    answer = client.post(f"{mine}meeting/book/", {"time": said}, follow=True)
    assert answer.status_code == 200
    assert "Choose another." in answer.content.decode()


def test_an_officer_calls_it_off(
    cast: Cast, turn: Round, application: GrantApplication, client: Client
) -> None:
    [time] = offered(cast, turn, 3)
    meeting.book_time(application=application, time_key=time.pk)
    client.force_login(cast.elsa)
    client.post(f"/en/grants/cases/{application.number}/meeting/call-off/")
    assert [method for method, _key, _sequence in entries(EMAIL)] == ["REQUEST", "CANCEL"]
    assert not times_for(application).exists()


def test_notes_are_kept(
    cast: Cast, turn: Round, application: GrantApplication, client: Client
) -> None:
    [time] = offered(cast, turn, 3)
    meeting.book_time(application=application, time_key=time.pk)
    client.force_login(cast.elsa)
    case = f"/en/grants/cases/{application.number}/"
    assert client.post(f"{case}meeting/notes/", {"notes": ""}).status_code == 422
    client.post(f"{case}meeting/notes/", {"notes": "De har lokal."})
    assert "De har lokal." in client.get(case).content.decode()


def test_nobody_meets_an_officer_with_an_interest(
    cast: Cast, turn: Round, application: GrantApplication, client: Client
) -> None:
    take_place(turn, cast.kim, Panelist.Role.OFFICER)
    [time] = offered(cast, turn, 3)
    meeting.book_time(application=application, time_key=time.pk)
    client.force_login(cast.elsa)
    page = f"/en/grants/handling/{turn.slug}/times/"
    declare_interest(turn=turn, numbers=[application.number], words="Min bror", by=cast.elsa)
    assert [method for method, _key, _sequence in entries(EMAIL)] == ["REQUEST", "CANCEL"]
    assert not times_for(application).exists()

    # The times of another officer look free to whoever may not know who has booked them.
    declare(application, cast.kim)
    OfferedTime.objects.update(by=cast.kim)
    free = shown(client.get(page))
    meeting.book_time(application=application, time_key=time.pk)
    assert shown(client.get(page)) == free


def test_an_officer_takes_a_time_away(
    cast: Cast, turn: Round, application: GrantApplication, client: Client
) -> None:
    first, second = offered(cast, turn, 3, 4)
    meeting.book_time(application=application, time_key=first.pk)
    client.force_login(cast.elsa)
    page = f"/en/grants/handling/{turn.slug}/times/take-away/"
    for time in (first, second):
        client.post(page, {"time": time.pk})
    assert not OfferedTime.objects.filter(called_off_at=None).exists()
    assert [method for method, _key, _sequence in entries(EMAIL)] == ["REQUEST", "CANCEL"]


def test_nobody_takes_the_time_of_another_away(
    cast: Cast, turn: Round, application: GrantApplication, client: Client
) -> None:
    """Else whoever has an interest would learn whether it is booked, and end the meeting."""
    take_place(turn, cast.kim, Panelist.Role.OFFICER)
    [time] = offered(cast, turn, 3)
    meeting.book_time(application=application, time_key=time.pk)
    declare(application, cast.kim, conflict=True)
    client.force_login(cast.kim)
    page = f"/en/grants/handling/{turn.slug}/times/"

    answer = client.post(f"{page}take-away/", {"time": time.pk}, follow=True)

    assert "Only the officer who offers a time takes it away." in answer.content.decode()
    assert 'name="time"' not in answer.content.decode()
    assert [*OfferedTime.objects.filter(application=application)] == [time]


def test_what_was_said_at_a_meeting_stays(
    cast: Cast, turn: Round, application: GrantApplication
) -> None:
    first, second = offered(cast, turn, 3, 4)
    meeting.book_time(application=application, time_key=first.pk)
    meeting.note_meeting(application=application, notes="De har lokal.", by=cast.elsa)
    OfferedTime.objects.filter(pk=first.pk).update(starts_at=noon(-1))
    first.refresh_from_db()

    for act in (
        lambda: meeting.book_time(application=application, time_key=second.pk),
        lambda: meeting.cancel_meeting(application=application),
        lambda: meeting.call_off_meeting(application=application, by=cast.elsa),
        lambda: meeting.take_time_away(time=first, by=cast.elsa),
    ):
        with pytest.raises(Refused, match="has been held"):
            act()
    assert OfferedTime.objects.get(application=application).notes == "De har lokal."


def test_one_application_books_so_often_and_no_more(
    cast: Cast, turn: Round, application: GrantApplication
) -> None:
    """Each time writes to an officer."""
    first, second = offered(cast, turn, 3, 4)
    for n in range(LETTERS_AN_HOUR):
        meeting.book_time(application=application, time_key=(first, second)[n % 2].pk)
    with pytest.raises(Refused, match="many times"):
        meeting.book_time(application=application, time_key=first.pk)


def test_no_time_is_booked_when_it_is_over(cast: Cast, turn: Round) -> None:
    application = handed_in(turn, state="withdrawn")
    [time] = offered(cast, turn, 3)
    with pytest.raises(Refused, match="nothing to meet about"):
        meeting.book_time(application=application, time_key=time.pk)


NEEDLESS = {
    "withdrawn": "The application is no longer being handled, so there is nothing to meet about.",
    "decided": "The decision has been made, so the meeting is not needed.",
}


@pytest.mark.parametrize("ended", NEEDLESS)
def test_what_is_over_holds_no_time(
    cast: Cast, turn: Round, application: GrantApplication, ended: str
) -> None:
    """Others can book it, and it is gone from both calendars."""
    [time] = offered(cast, turn, 3)
    meeting.book_time(application=application, time_key=time.pk)
    if ended == "withdrawn":
        withdraw(application=application)
    else:
        declare(application, cast.petra)
        verdict = Verdict(
            kind=GrantDecision.Kind.DISMISS, reasons="Det kom efter sista dagen. " * 3
        )
        decide(application=application, verdict=verdict, by=cast.petra)

    for who in (EMAIL, cast.elsa.email):
        assert [method for method, _key, _sequence in entries(who)] == ["REQUEST", "CANCEL"]
    assert [*times_for(handed_in(turn))] == [time]
    body = Letter.objects.filter(to=EMAIL, subject__contains="not held").get().body
    assert NEEDLESS[ended] in body


def test_the_applicant_hears_that_times_are_offered(
    cast: Cast, turn: Round, application: GrantApplication
) -> None:
    """Not who has booked one already, nor whoever waits for nothing more."""
    handed_in(turn, state="withdrawn", email="withdrawn@example.net")
    [time] = offered(cast, turn, 3)
    meeting.book_time(application=application, time_key=time.pk)
    offered(cast, turn, 4)

    told = Letter.objects.filter(subject="Choose a time for a meeting about your application")
    assert [(one.to, application.key in one.body) for one in told] == [(EMAIL, True)]


def test_an_officer_with_an_interest_hears_no_more_of_a_meeting(
    cast: Cast, turn: Round, application: GrantApplication
) -> None:
    """It shows in what the applicant has written since, and nobody has declared anything."""
    [time] = offered(cast, turn, 3)
    meeting.book_time(application=application, time_key=time.pk)
    before = Letter.objects.filter(to=cast.elsa.email).count()
    GrantApplication.objects.filter(pk=application.pk).update(organisation=turn.host)

    meeting.cancel_meeting(application=application)

    assert Letter.objects.filter(to=cast.elsa.email).count() == before
    assert [method for method, _key, _sequence in entries(EMAIL)] == ["REQUEST", "CANCEL"]
