"""People want to come: seats, the queue, letters, and what is forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from django.conf import LazySettings
from django.core import mail, signing
from django.db.models import F
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.writing import begin_writing
from samverka.record.delivery import deliver_letters
from samverka.record.models import Letter
from samverka.talks.actions.preparing import cancel_talk, change_talk
from samverka.talks.actions.registering import (
    Wish,
    cancel_registration,
    change_registration,
    forget_registrations,
    register,
    remind_of_talks,
    return_to_talk,
    seats_left,
    seats_taken,
)
from samverka.talks.forms.preparing import TalkForm
from samverka.talks.models import Registration, Talk
from samverka.talks.tests.story import a_talk, comes, states
from samverka.talks.views.registering import SALT
from tests.patience import examples


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def subjects() -> list[str]:
    return [f"{letter.subject} → {letter.to}" for letter in Letter.objects.order_by("pk")]


def events(letter: Letter) -> list[tuple[str, int, str]]:
    """Name, sequence and status of what a letter puts in a calendar."""
    found = icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")
    return [
        (str(one["UID"]).split("@")[0], int(one.decoded("SEQUENCE")), str(one["STATUS"]))
        for one in found
    ]


def test_seats_in_the_order_of_coming_and_a_free_one_to_who_waited_longest(cast: Cast) -> None:
    talk = a_talk()
    ada, _bo, cleo, _dan = (comes(talk, name) for name in ("Ada", "Bo", "Cleo", "Dan"))

    assert states(talk) == {"Ada": "seated", "Bo": "seated", "Cleo": "waiting", "Dan": "waiting"}
    assert (seats_taken(talk), seats_left(talk)) == (2, 0)

    cancel_registration(registration=ada)

    assert states(talk) == {
        **{"Ada": "cancelled", "Bo": "seated"},
        **{"Cleo": "seated", "Dan": "waiting"},
    }
    assert subjects() == [
        "You have a seat: Cultivate together → ada@example.org",
        "You have a seat: Cultivate together → bo@example.org",
        "You are on the waiting list: Cultivate together → cleo@example.org",
        "You are on the waiting list: Cultivate together → dan@example.org",
        "You do not come: Cultivate together → ada@example.org",
        "There is a seat for you: Cultivate together → cleo@example.org",
    ]
    assert "You have number 2 in the queue" in Letter.objects.get(to="dan@example.org").body

    cancel_registration(registration=ada)  # twice is once
    cancel_registration(registration=cleo)
    assert states(talk) == {
        **{"Ada": "cancelled", "Bo": "seated"},
        **{"Cleo": "cancelled", "Dan": "seated"},
    }


def test_a_small_group_does_not_pass_a_large_one(cast: Cast) -> None:
    talk = a_talk(seats=3)
    first = comes(talk, "Ada", people=2)
    comes(talk, "Bo", people=3)
    comes(talk, "Cleo")
    assert states(talk) == {"Ada": "seated", "Bo": "waiting", "Cleo": "waiting"}
    assert seats_left(talk) == 0  # one is free, and it is not for who comes now

    cancel_registration(registration=first)
    assert states(talk) == {"Ada": "cancelled", "Bo": "seated", "Cleo": "waiting"}


def test_an_address_is_registered_once_and_who_typed_it_learns_nothing(
    cast: Cast, client: Client, settings: LazySettings
) -> None:
    settings.WRITING_SECONDS = 0
    talk = a_talk(seats=None)

    def send(email: str) -> str:
        told = {"name": "Ada", "email": email, "people": "1", "writing": begin_writing()}
        answer = client.post(f"/en/talks/{talk.slug}/register/", told, follow=True)
        return answer.content.decode().replace(email.lower(), "…")

    assert send("ada@example.org") == send("ADA@example.org") == send("bo@example.org")
    assert [row.email for row in talk.registrations.all()] == ["ada@example.org", "bo@example.org"]
    assert [letter.to for letter in Letter.objects.all()] == ["ada@example.org", "bo@example.org"]


def an_hour_passes() -> None:
    """For letters and registrations: as if they had been written so much earlier."""
    for rows, field in ((Letter.objects, "written_at"), (Registration.objects, "registered_at")):
        rows.update(**{field: F(field) - timedelta(hours=1)})


def test_nobody_can_have_us_flood_a_stranger_with_letters(
    cast: Cast, client: Client, settings: LazySettings
) -> None:
    """Whoever types an address is not who reads its mail."""
    settings.WRITING_SECONDS = 0
    talk, one_page = a_talk(), begin_writing()

    def send(writing: str) -> int:
        told = {"name": "Ada", "email": "ada@example.org", "people": "1", "writing": writing}
        return client.post(f"/en/talks/{talk.slug}/register/", told).status_code

    assert {send(one_page) for _ in range(5)} | {send(begin_writing()) for _ in range(5)} == {302}
    assert subjects() == ["You have a seat: Cultivate together → ada@example.org"]

    an_hour_passes()
    assert [send(one_page), send(begin_writing())] == [302, 302]
    assert subjects() == ["You have a seat: Cultivate together → ada@example.org"] * 2

    cancel_registration(registration=Registration.objects.get())
    assert send(one_page) == 302  # a page that was sent registers nobody anew
    assert (states(talk), Letter.objects.count()) == ({"Ada": "cancelled"}, 3)
    an_hour_passes()
    assert send(one_page) == 302
    assert subjects()[2:] == ["You do not come: Cultivate together → ada@example.org"] * 2
    assert send(begin_writing()) == 302
    assert talk.registrations.standing().get().email == "ada@example.org"


def test_a_change_of_mind_has_its_pace(cast: Cast, client: Client) -> None:
    """Each one writes letters, and not only to those who change theirs."""
    talk = a_talk()
    ada = comes(talk, "Ada")
    page = f"/en/talks/registrations/{ada.key}/"

    def to_and_fro() -> str:
        client.post(f"{page}cancel/")
        return client.post(f"{page}return/", follow=True).content.decode()

    told = "This has been done many times in the last hour. Wait a while and go on."
    assert [told in to_and_fro() for _ in range(5)] == [False, False, True, True, True]
    assert (Registration.objects.count(), Letter.objects.count()) == (3, 6)
    with pytest.raises(Refused, match="many times in the last hour"):
        comes(talk, "Ada")

    an_hour_passes()
    assert told not in to_and_fro()
    assert Registration.objects.get(key=ada.key).state == "seated"


def test_the_address_of_who_registers_stands_in_no_log(
    cast: Cast, client: Client, settings: LazySettings
) -> None:
    """Where they are sent is written down by every machine on the way."""
    settings.WRITING_SECONDS = 0
    told = {"name": "Ada", "email": "ada@example.org", "people": "1", "writing": begin_writing()}
    sent = client.post(f"/en/talks/{a_talk().slug}/register/", told)

    signed = parse_qs(urlsplit(sent["Location"]).query)["told"][0]
    assert "ada" not in str(signing.loads(signed, salt=SALT))
    assert "ada@example.org" in client.get(sent["Location"]).content.decode()


def test_what_was_typed_stays_when_something_is_wrong(cast: Cast, client: Client) -> None:
    talk = a_talk()
    told = {"name": "Ada", "email": "nonsense", "people": "0", "food": "vegan"}
    answer = client.post(f"/en/talks/{talk.slug}/register/", told)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"email", "people", "writing"}
    assert 'value="vegan"' in answer.content.decode()
    assert (Registration.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("facts", "wish", "why"),
    [
        ({"takes_registrations": False}, {}, "This talk takes no registrations."),
        ({"state": "draft"}, {}, "This talk takes no registrations."),
        ({"state": "cancelled"}, {}, "This talk takes no registrations."),
        (
            {"closes_at": timezone.now() - timedelta(hours=1)},
            {},
            "Registration has closed. Write to the coordinators: there may be room.",
        ),
        ({}, {"people": 3}, "The room holds 2 people in all."),
        ({}, {"people": 11}, "At most 10 people at a time."),
        ({}, {"by_link": True}, "One cannot take part in this talk from afar."),
    ],
)
def test_why_somebody_cannot_register(
    cast: Cast, facts: dict[str, object], wish: dict[str, object], why: str
) -> None:
    talk = a_talk(**facts)
    with pytest.raises(Refused, match=why):
        comes(talk, "Ada", **wish)
    assert Registration.objects.count() == 0


def test_whoever_takes_part_from_afar_needs_no_seat(cast: Cast) -> None:
    talk = a_talk(seats=1, link="https://example.org/room")
    comes(talk, "Ada")
    bo = comes(talk, "Bo")
    comes(talk, "Cleo", by_link=True)
    assert states(talk) == {"Ada": "seated", "Bo": "waiting", "Cleo": "seated"}
    assert "https://example.org/room" in Letter.objects.get(to="cleo@example.org").body

    change_registration(registration=bo, wish=Wish("Bo", by_link=True))
    assert states(talk)["Bo"] == "seated"
    assert seats_taken(talk) == 1


def test_a_change_and_a_change_of_mind_on_their_own_page(cast: Cast, client: Client) -> None:
    talk = a_talk()
    ada, bo = comes(talk, "Ada"), comes(talk, "Bo")
    page = f"/en/talks/registrations/{ada.key}/"

    refused = client.post(page, {"name": "Ada", "people": "2"})
    assert refused.status_code == 422
    assert "There is no room for so many." in refused.content.decode()

    assert client.post(page, {"name": "Ada", "people": "1", "food": "vegan"}).status_code == 302
    assert Registration.objects.get(pk=ada.pk).food == "vegan"

    client.post(f"{page}cancel/")
    comes(talk, "Cleo")
    client.post(f"{page}return/")
    again = Registration.objects.get(key=ada.key)
    assert (again.pk > ada.pk, again.state, again.food) == (True, "waiting", "vegan")
    assert "You have number 1 in the queue" in client.get(page).content.decode()

    cancel_registration(registration=bo)
    assert Registration.objects.get(key=ada.key).state == "seated"
    letters = Letter.objects.filter(to="ada@example.org").exclude(calendar="").order_by("pk")
    assert [events(letter)[0][1:] for letter in letters] == [
        *((0, "CONFIRMED"), (1, "CANCELLED"), (2, "CONFIRMED")),
    ]
    with pytest.raises(Refused, match="You have registered again already"):
        return_to_talk(registration=Registration.objects.get(pk=ada.pk))


def test_a_moved_and_a_cancelled_talk_update_the_same_entry(cast: Cast) -> None:
    talk = a_talk()
    comes(talk, "Ada")
    planned = _as_planned(talk) | {"starts_at": talk.starts_at + timedelta(minutes=30)}
    talk = change_talk(talk=talk, planned=planned, by=cast.elsa).talk  # type: ignore[arg-type]
    cancel_talk(talk=talk, why="The speaker is ill.", by=cast.elsa)

    letters = list(Letter.objects.filter(to="ada@example.org").order_by("pk"))
    name = f"talk-{talk.pk}"
    assert [events(letter) for letter in letters] == [
        [(name, 0, "CONFIRMED")],
        [(name, 1, "CONFIRMED")],
        [(name, 2, "CANCELLED")],
    ]
    assert [letter.calendar.split("METHOD:")[1].split()[0] for letter in letters] == [
        *("REQUEST", "REQUEST", "CANCEL"),
    ]
    assert "The speaker is ill." in letters[-1].body


def test_the_entry_travels_with_the_letter(cast: Cast, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    comes(a_talk(), "Ada")
    deliver_letters()
    [message] = mail.outbox
    [(name, content, kind)] = [tuple(one) for one in message.attachments]
    assert (name, kind) == ("invite.ics", "text/calendar; method=REQUEST")
    assert icalendar.Calendar.from_ical(str(content)).walk("VEVENT")


def test_more_seats_go_to_those_who_wait(cast: Cast) -> None:
    talk = a_talk(seats=1)
    for name in ("Ada", "Bo", "Cleo"):
        comes(talk, name)
    change_talk(talk=talk, planned=_as_planned(talk) | {"seats": 2}, by=cast.elsa)  # type: ignore[arg-type]
    assert states(talk) == {"Ada": "seated", "Bo": "seated", "Cleo": "waiting"}

    with pytest.raises(Refused, match="2 people have a seat already"):
        change_talk(talk=talk, planned=_as_planned(talk) | {"seats": 1}, by=cast.elsa)  # type: ignore[arg-type]


def test_two_letters_before_and_none_twice(cast: Cast) -> None:
    talk = a_talk()
    row = comes(talk, "Ada")
    Registration.objects.update(registered_at=timezone.now() - timedelta(days=30))
    days = [10, 8, 7, 6, 3, 2, 1]
    told = [
        remind_of_talks(now=row.talk.starts_at - timedelta(days=left) + timedelta(minutes=1))
        for left in days
    ]
    assert dict(zip(days, told, strict=True)) == {10: 0, 8: 0, 7: 1, 6: 0, 3: 0, 2: 1, 1: 0}


def test_afterwards_who_they_were_is_forgotten_and_how_many_is_not(cast: Cast) -> None:
    talk = a_talk()
    comes(talk, "Ada", people=2, food="vegan", needs="a ramp")
    Registration.objects.update(came=1)
    now = talk.ends_at + timedelta(days=30)
    assert forget_registrations(now=now - timedelta(minutes=1)) == 0
    assert forget_registrations(now=now + timedelta(minutes=1)) == 1

    row = Registration.objects.get()
    assert (row.name, row.email, row.food, row.needs) == ("", "", "", "")
    assert (row.people, row.came) == (2, 1)
    assert Letter.objects.count() == 0


@pytest.mark.slow
@given(
    groups=st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=12),
    seats=st.integers(4, 8),
)
@examples(20)
def test_never_more_than_the_room_holds_and_nobody_passes_another(
    cast: Cast, groups: list[tuple[int, bool]], seats: int
) -> None:
    talk = a_talk(slug=f"room-{timezone.now().timestamp()}".replace(".", "-"), seats=seats)
    for n, (people, leaves) in enumerate(groups):
        row = register(
            talk=talk, email=f"{n}@example.org", language="sv", wish=Wish(f"{n}", people=people)
        )
        if leaves:
            cancel_registration(registration=row)
    standing = list(talk.registrations.standing().order_by("pk"))
    assert seats_taken(talk) <= seats
    waiting = [row for row in standing if row.state == "waiting"]
    if waiting:  # the first of the queue is there because it does not fit
        assert seats_taken(talk) + waiting[0].people > seats
        assert all(row.pk < waiting[0].pk for row in standing if row.state == "seated")


def _as_planned(talk: Talk) -> dict[str, object]:
    facts = TalkForm.facts(talk)
    times = {"starts_at": talk.starts_at, "ends_at": talk.ends_at}
    return {k: v for k, v in facts.items() if k not in ("day", "begins", "ends")} | times
