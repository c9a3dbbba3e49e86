"""Somebody who is signed in looks what the month holds for them."""

from datetime import timedelta

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samverka.calendars.tests.story import (
    application_of,
    call_soon,
    called,
    in_month,
    lines,
    meeting_soon,
    promise,
    soon,
)
from samverka.calls import shelf
from samverka.cast import Cast
from samverka.meetings.models import Body, Meeting
from samverka.partnership.models import Membership, Municipality, Organisation, Seat
from samverka.people.models import Person
from samverka.plan.tests.story import a_list, an_activity
from samverka.radar.models import Follow
from samverka.talks.models import Talk
from samverka.talks.tests.story import a_talk, comes

COSTS = {"amina": 27, "nils": 29, "elsa": 25, "kim": 34}  # queries; who has few rights asks most


def test_all_that_concerns_somebody_stands_on_its_day(
    client: Client, cast: Cast, empty: None
) -> None:
    meeting = meeting_soon()
    called(meeting, cast.amina, answer="room")
    a_talk(starts_at=soon(14), ends_at=soon(16))
    application = application_of(cast)
    greenery = Organisation.objects.get(slug="foreningen-gronskan")
    promise(cast.amina), promise(organisation=greenery, about=meeting)
    promise(cast.rut), call_soon()

    assert lines(client, cast.amina, soon().date()) == [
        ("Call them", ""),
        ("Call them", "Föreningen Grönskan"),
        (application.title, ""),
        ("We meet", "You come"),
        ("Cultivate together", ""),
        ("money", ""),
    ]


def test_who_has_no_rights_sees_what_everybody_sees_and_their_own_tasks(
    client: Client, cast: Cast, empty: None
) -> None:
    meeting_soon(), meeting_soon(Body.COMMITTEE), application_of(cast)
    a_talk(starts_at=soon(14), ends_at=soon(16))
    promise(cast.kim)

    assert lines(client, cast.kim, soon().date()) == [("Call them", ""), ("Cultivate together", "")]


def test_a_seat_that_ended_hides_the_meetings_it_gave(
    client: Client, cast: Cast, empty: None
) -> None:
    Membership.objects.filter(person=cast.nils).delete()
    called(meeting_soon(Body.COMMITTEE), cast.nils)
    meeting_soon(Body.COMMITTEE, state="draft", title_en="Later")
    called(meeting_soon(Body.ASSEMBLY, title_en="All"), cast.nils, part="co_opted", answer="no")
    day = soon().date()

    assert lines(client, cast.nils, day) == [
        ("All", "You do not come"),
        ("Later", "Being prepared"),
        ("We meet", "You have not answered"),
    ]
    yesterday = timezone.localdate() - timedelta(days=1)
    Seat.objects.filter(person=cast.nils).update(until=yesterday)
    assert lines(client, cast.nils, day) == []


def test_who_has_not_answered_is_asked_there(client: Client, cast: Cast, empty: None) -> None:
    meeting = meeting_soon()
    called(meeting, cast.amina)
    client.force_login(cast.amina)

    page = client.get(in_month(soon().date())).content.decode()

    assert f'href="/en/meetings/{meeting.pk}/answer/">Answer now' in page


def test_who_is_called_by_their_address_alone_comes_to_their_own_page(
    client: Client, cast: Cast, empty: None
) -> None:
    meeting = meeting_soon()
    row = meeting.attendees.create(name="Kim", email=cast.kim.email.upper(), part="deputy")
    meeting_soon(state="draft").attendees.create(name="Kim", email=cast.kim.email)

    assert lines(client, cast.kim, soon().date()) == [("We meet", "You have not answered")]
    assert row.get_absolute_url() in client.get(in_month(soon().date())).content.decode()


def test_a_meeting_that_is_called_off_says_so(client: Client, cast: Cast, empty: None) -> None:
    called(meeting_soon(state=Meeting.State.CANCELLED), cast.amina)

    assert lines(client, cast.amina, soon().date()) == [("We meet", "Cancelled")]


def test_whoever_has_a_seat_at_a_talk_sees_it(client: Client, cast: Cast, empty: None) -> None:
    talk = a_talk(starts_at=soon(14), ends_at=soon(16), seats=1)
    comes(talk, "Amina"), comes(talk, "Rut")
    day = soon().date()

    assert lines(client, cast.amina, day) == [("Cultivate together", "You have a seat")]
    assert lines(client, cast.rut, day) == [("Cultivate together", "You are on the waiting list")]


def test_what_is_only_proposed_is_for_partners_and_stands_there_once(
    client: Client, cast: Cast, empty: None
) -> None:
    day = soon().date()
    listed = a_list(state="proposed", year=day.year)
    days = {"starts_on": day, "ends_on": day}
    an_activity(listed, title_en="A visit", **days)
    meets = an_activity(listed, title_en="The assembly as planned", kind="assembly", **days)
    meeting_soon(activity=meets)

    assert lines(client, cast.amina, day) == [("A visit", "Proposed"), ("We meet", "")]
    assert lines(client, cast.kim, day) == []


def test_milestones_are_those_of_what_was_granted(client: Client, cast: Cast, empty: None) -> None:
    application = application_of(cast, state="granted")
    day = soon().date()

    assert lines(client, cast.amina, day) == [("First harvest", application.title)]
    assert lines(client, cast.elsa, day) == []


def test_last_days_are_all_or_those_one_follows_or_none(
    client: Client, cast: Cast, empty: None
) -> None:
    Follow.objects.create(call=call_soon("mine"), person=cast.kim)
    Follow.objects.create(call=call_soon("left"), person=cast.kim, ended_at=timezone.now())
    day = soon().date()

    found = {
        more: lines(client, cast.kim, day, f"&calls={more}") for more in ("", "followed", "none")
    }

    assert found == {"": [("left", ""), ("mine", "")], "followed": [("mine", "")], "none": []}


def test_it_costs_the_same_however_much_there_is(client: Client, cast: Cast, empty: None) -> None:
    """Asked with one of everything, with three, and with thirty; each has their own."""
    listed = a_list(state="decided", year=soon().year)
    days = {"starts_on": soon().date(), "ends_on": soon().date()}
    cost: dict[int, dict[str, int]] = {}
    for n in range(30):
        meeting = meeting_soon()
        for who in COSTS:
            called(meeting, getattr(cast, who))
            promise(getattr(cast, who))
        a_talk(slug=f"talk-{n}", starts_at=soon(14), ends_at=soon(16))
        an_activity(listed, **days)
        call_soon(f"call-{n}")
        application_of(cast, state="granted" if n % 2 else "writing")
        if n + 1 in (1, 3, 30):
            cost[n + 1] = {who: queries_of(client, getattr(cast, who)) for who in COSTS}

    assert cost == {1: COSTS, 3: COSTS, 30: COSTS}


def queries_of(client: Client, who: Person) -> int:
    """So many as when nobody has looked before."""
    caches["process"].clear()
    shelf.forget()
    client.force_login(who)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(in_month(soon().date())).status_code == 200
    return len(asked)


def test_others_are_sent_to_sign_in(client: Client, cast: Cast) -> None:
    answer = client.get("/en/desk/calendar/")

    assert answer["Location"] == "/en/account/login/?next=/en/desk/calendar/"


def test_it_is_kept_by_no_cache(client: Client, cast: Cast) -> None:
    client.force_login(cast.kim)

    assert client.get("/en/desk/calendar/")["Cache-Control"] == "private, no-store"
    assert Talk.objects.exists()


def test_a_theme_or_a_municipality_leaves_what_belongs_to_it(
    client: Client, cast: Cast, empty: None
) -> None:
    kumla, nora = (Municipality.objects.get(name=name) for name in ("Kumla", "Nora"))
    talk = a_talk(starts_at=soon(14), ends_at=soon(16), municipality=kumla)
    meeting = meeting_soon()
    Meeting.objects.filter(pk=meeting.pk).update(municipality=nora)
    promise(cast.amina)
    day = soon().date()

    def chosen(asked: str) -> list[str]:
        return [title for title, _said in lines(client, cast.amina, day, asked)]

    assert chosen("") == ["Call them", "We meet", "Cultivate together"]
    assert chosen(f"&municipality={kumla.code}") == ["Cultivate together"]
    assert chosen(f"&municipality={nora.code}") == ["We meet"]
    assert chosen(f"&theme={talk.theme.slug}") == ["Cultivate together"]
