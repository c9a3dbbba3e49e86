"""Whether one comes, who comes instead, and rides."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.actions.answering import (
    Reply,
    answer_meeting,
    forget_answers,
    name_deputy,
)
from samverka.meetings.actions.papers import add_file
from samverka.meetings.actions.riding import answer_ride, ask_ride, end_ride
from samverka.meetings.models import Attendee, Meeting, Ride
from samverka.meetings.rides import Near, nearness, neighbours_of, offers_for
from samverka.meetings.tests.story import PDF, attendee, coming
from samverka.partnership.models import Municipality
from samverka.record.models import Letter


def place(name: str) -> Municipality:
    return Municipality.objects.get(name=name)


def wants(name: str = "Nora") -> Reply:
    return Reply("room", ride="wants", ride_from=place(name), phone="070-000 00 01")


def another(name: str) -> Attendee:
    return Attendee.objects.create(meeting=coming(), name=name, email=f"{name.lower()}@example.org")


def test_one_answers_by_the_key_without_an_account(client: Client, cast: Cast) -> None:
    guest = another("Greta")

    sent = client.post(guest.get_absolute_url(), {"answer": "room", "food": "No nuts"})

    guest.refresh_from_db()
    assert sent.status_code == 302
    assert (guest.answer, guest.food) == ("room", "No nuts")
    page = client.get(guest.get_absolute_url())
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"


def test_nobody_is_asked_to_come_by_a_link_that_there_is_not(client: Client, cast: Cast) -> None:
    page, said = attendee("amina").get_absolute_url(), {}
    for link in ("https://video.example/samverka", ""):
        Meeting.objects.filter(pk=coming().pk).update(link=link)
        shown = 'value="link"' in client.get(page).content.decode()
        answer = client.post(page, {"answer": "link"})
        said[link] = (shown, answer.status_code)
        Attendee.objects.filter(pk=attendee("amina").pk).update(answer="none")
    assert said == {"https://video.example/samverka": (True, 302), "": (False, 422)}

    Attendee.objects.filter(pk=attendee("amina").pk).update(answer="link")
    assert 'value="link"' in client.get(page).content.decode()  # what was answered stays


def test_whoever_has_an_account_is_led_to_their_own_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)

    answer = client.get(f"/en/meetings/{coming().pk}/answer/")

    assert answer["Location"] == f"/en/meetings/answer/{attendee('amina').key}/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Say whether you come."),
        ({"answer": "room", "ride": "wants"}, "Choose the municipality that you start from."),
        ({"answer": "room", "ride": "offers"}, "Write a number from 1 to 8."),
    ],
)
def test_what_lacks_in_an_answer_is_told(
    client: Client, cast: Cast, typed: dict[str, Any], said: str
) -> None:
    answer = client.post(f"/en/meetings/answer/{attendee('nils').key}/", typed | {"needs": "Lift"})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Lift" in answer.content.decode()


def test_a_deputy_is_named_once_and_gets_the_notice(cast: Cast) -> None:
    amina = attendee("amina")

    deputy = name_deputy(attendee=amina, name="Dora Exempel", email="Dora@example.org")

    amina.refresh_from_db()
    letter = Letter.objects.get(to="dora@example.org")
    assert (amina.answer, deputy.part, deputy.stands_in_for) == ("no", "deputy", amina.name)
    assert deputy.organisation == amina.organisation
    assert "METHOD:REQUEST" in letter.calendar
    with pytest.raises(Refused):
        name_deputy(attendee=amina, name="Other", email="other@example.org")
    with pytest.raises(Refused):
        name_deputy(attendee=attendee("nils"), name="Dora", email="dora@example.org")


def test_a_ride_is_asked_for_agreed_and_taken_back(client: Client, cast: Cast) -> None:
    rut, amina = attendee("rut"), attendee("amina")
    Attendee.objects.filter(pk=rut.pk).update(phone="070-000 00 02")
    hidden = client.get(f"/en/meetings/answer/{amina.key}/").content.decode()

    ride = ask_ride(passenger=amina, driver=rut)
    answer_ride(ride=ride, yes=True)
    shown = client.get(f"/en/meetings/answer/{amina.key}/").content.decode()
    end_ride(ride=ride, by=amina)

    assert "070-000 00 02" not in hidden
    assert "070-000 00 02" in shown
    assert [(one.to, one.subject) for one in Letter.objects.about(coming())] == [
        ("rut@example.org", f"{amina.name} asks to ride with you"),
        ("amina@example.org", f"Du åker med {rut.name}"),
        ("rut@example.org", f"The ride with {amina.name} is taken back"),
    ]
    assert Ride.objects.get().state == "ended"


def test_a_car_is_full_when_its_seats_are_asked_for(cast: Cast) -> None:
    rut = attendee("rut")
    Attendee.objects.filter(pk=rut.pk).update(ride_seats=1)
    other = answer_meeting(attendee=another("Greta"), reply=wants())

    ride = ask_ride(passenger=attendee("amina"), driver=rut)
    with pytest.raises(Refused):
        ask_ride(passenger=other, driver=rut)
    answer_ride(ride=ride, yes=False)
    again = ask_ride(passenger=other, driver=rut)

    assert again.state == "asked"
    with pytest.raises(Refused):  # who said no is not asked again
        ask_ride(passenger=attendee("amina"), driver=rut)


def test_who_does_not_come_after_all_lets_go_of_their_rides(cast: Cast) -> None:
    ride = ask_ride(passenger=attendee("amina"), driver=attendee("rut"))
    answer_ride(ride=ride, yes=True)

    answer_meeting(attendee=attendee("rut"), reply=Reply("no"))

    ride.refresh_from_db()
    assert ride.state == "ended"
    assert Letter.objects.filter(
        to="amina@example.org", subject__startswith="Skjutsen med"
    ).exists()


def test_one_who_offers_cannot_take_back_seats_that_are_promised(cast: Cast) -> None:
    rut = attendee("rut")
    for name in ("Greta", "Hanna"):
        person = answer_meeting(attendee=another(name), reply=wants())
        ask_ride(passenger=person, driver=rut)

    fewer = Reply("room", ride="offers", ride_from=place("Kumla"), ride_seats=1)
    with pytest.raises(Refused):
        answer_meeting(attendee=rut, reply=fewer)


@pytest.mark.parametrize(
    ("start", "wanted", "near"),
    [
        ("Kumla", "Kumla", Near.SAME),
        ("Askersund", "Hallsberg", Near.ON_THE_WAY),
        ("Kumla", "Hallsberg", Near.BESIDE),
        ("Kumla", "Ljusnarsberg", Near.ELSEWHERE),
    ],
)
def test_how_well_two_starts_fit(cast: Cast, start: str, wanted: str, near: Near) -> None:
    map_ = neighbours_of(Municipality.objects.all())

    found = nearness(place(start).pk, place(wanted).pk, place("Örebro").pk, map_)

    assert found == near
    assert all(here in map_[there] for here in map_ for there in map_[here])


def test_the_best_fit_stands_first(cast: Cast) -> None:
    far = Reply("room", ride="offers", ride_from=place("Ljusnarsberg"), ride_seats=3)
    same = Reply("room", ride="offers", ride_from=place("Örebro"), ride_seats=3)
    answer_meeting(attendee=another("Anna"), reply=far)
    answer_meeting(attendee=another("Zara"), reply=same)

    found = [(one.driver.name, one.seats) for one in offers_for(attendee("amina"), coming())]

    assert found == [("Zara", 3), ("Anna", 3), (attendee("rut").name, 2)]


def test_what_people_eat_is_forgotten_when_the_meeting_is_over(cast: Cast) -> None:
    amina = attendee("amina")
    before = (amina.food, amina.ride_place)
    assert forget_answers(now=timezone.now()) == 0

    over = forget_answers(now=coming().ends_at + timedelta(days=2))
    amina.refresh_from_db()

    assert before == ("Vegetariskt", "Resecentrum")
    assert over == 2
    assert (amina.food, amina.ride_place, amina.ride_from) == ("", "", None)
    assert amina.name == "Amina Exempel"


def test_nothing_is_answered_when_the_meeting_has_begun(client: Client, cast: Cast) -> None:
    meeting = coming()
    begun = timezone.now() - timedelta(minutes=1)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=begun)
    nils = meeting.attendees.get(person=cast.nils)

    with pytest.raises(Refused):
        answer_meeting(attendee=nils, reply=Reply("no"))
    assert client.get(nils.get_absolute_url()).status_code == 200


def test_a_paper_is_known_by_what_it_holds(client: Client, cast: Cast) -> None:
    meeting = coming()
    paper = add_file(meeting=meeting, item=None, content=PDF, name="../x.exe", by=cast.nils)
    client.force_login(cast.amina)

    given = client.get(f"/en/meetings/{meeting.pk}/papers/{paper.pk}/")

    assert paper.name == "x.pdf"
    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"].startswith("attachment")
    assert "sandbox" in given["Content-Security-Policy"]
    for content in (b"", b"<script>", b"PK\x03\x04 broken", b"%PDF-" + b"x" * 2_500_000):
        with pytest.raises(Refused):
            add_file(meeting=meeting, item=None, content=content, name="a.pdf", by=cast.nils)
