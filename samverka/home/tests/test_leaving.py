"""What we know about somebody: taken along, and erased with all that hangs on it."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from samverka.cast import Cast
from samverka.common.personal import PersonalData
from samverka.common.refusal import Refused
from samverka.common.tenancy import everywhere, scope
from samverka.ideas import actions as ideas
from samverka.ideas.models import Idea, Message
from samverka.ideas.tests.story import sent
from samverka.partnership import personal
from samverka.partnership.actions import belonging
from samverka.partnership.models import Appointment, Invitation, Membership, Organisation, Seat
from samverka.people import actions
from samverka.people.mine import as_file
from samverka.people.models import Consent, Erasure, Person
from samverka.people.tests.test_ways_in import sign_in
from samverka.record.models import History, Letter

ERASE, EXPORT = "/en/account/erase/", "/en/account/export/"


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Refusals are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


def text(answer: Any) -> str:
    return str(answer.content.decode())


def a_week_later() -> int:
    return actions.erase_closed_accounts(now=timezone.now() + timedelta(days=7, minutes=1))


@pytest.fixture
def busy(cast: Cast) -> Person:
    """Nils sits in the committee, and has something of every kind."""
    nils = cast.nils
    greenery = Organisation.objects.get(slug="foreningen-gronskan")
    invitation = belonging.invite(email=nils.email, to=greenery, by=cast.amina, language="sv")
    belonging.accept_invitation(invitation=invitation, name="", language="")
    own = sent(title="Nils egen idé", email="Nils@Example.org")
    idea = sent(title="Någon annans idé", email="annan@example.org")
    ideas.assign_idea(idea=idea, to=nils, by=nils)
    ideas.ask_owner(idea=idea, text="Var ska den stå?", by=nils, asks=True)
    ideas.answer_us(idea=own, text="Jag tänker vidare.")
    Authenticator.objects.create(user=nils, type="totp", data={"secret": "hemligt"})
    actions.give_consent(person=nils, purpose="contact", how="account")
    return nils


def test_the_file_holds_everything_and_no_secret(client: Client, cast: Cast, busy: Person) -> None:
    sign_in(Client(HTTP_USER_AGENT="Mozilla (iPhone) Safari"), cast.amina.email)
    client.force_login(busy)
    answer = client.get(f"{EXPORT}file/")
    found = json.loads(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="samverka.json"'
    assert answer["Cache-Control"] == "private, no-store"
    assert found["about"] == "nils@example.org"
    assert found["account"][0]["name"] == "Nils Exempel"
    assert [one["organisation"] for one in found["organisations"]] == ["Föreningen Grönskan"]
    assert [one["as"] for one in found["seats"]] == ["member"]
    assert [(one["to"], one["answer"]) for one in found["invitations"]] == [
        ("Föreningen Grönskan", "accepted")
    ]
    assert [one["title"] for one in found["ideas_sent"]] == ["Nils egen idé"]
    assert [one["text"] for one in found["ideas_sent"][0]["additions_and_answers"]] == [
        "Jag tänker vidare."
    ]
    assert [one["title"] for one in found["ideas_cared_for"]] == ["Någon annans idé"]
    assert [one["text"] for one in found["messages"]] == ["Var ska den stå?"]
    assert [one["to"] for one in found["consents"]] == ["joining", "contact"]
    assert [one["way"] for one in found["ways_in"]] == ["totp"]
    assert "Du är inbjuden till Föreningen Grönskan" in [one["subject"] for one in found["letters"]]
    assert {"assigned", "asked", "joined"} <= {one["did"] for one in found["history"]}
    for other in ("hemligt", "annan@example.org", "amina@example.org", "Safari"):
        assert other not in answer.content.decode()


def test_where_somebody_is_signed_in_stands_there(client: Client, cast: Cast) -> None:
    phone = Client(HTTP_USER_AGENT="Mozilla (iPhone) Safari")
    sign_in(phone, cast.amina.email)

    [session] = json.loads(phone.get(f"{EXPORT}file/").content)["sessions"]
    assert session["browser"] == "Mozilla (iPhone) Safari"


def test_the_same_can_be_read_on_a_page(client: Client, cast: Cast, busy: Person) -> None:
    client.force_login(busy)
    page = text(client.get(EXPORT))

    for said in ("Nils egen idé", "Var ska den stå?", "Seats in the working committee", "<h2 id="):
        assert said in page


def test_somebody_with_nothing_gets_a_file_too(cast: Cast) -> None:
    found = json.loads(as_file(cast.kim))

    rest = {name: rows for name, rows in found.items() if rows and name != "account"}
    assert rest.keys() == {"made_at", "about"}


def test_what_is_next_door_is_in_the_file_too(cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        there = Organisation.objects.create(slug="dar", name="Där borta", kind="association")
        Membership.objects.create(person=cast.rut, organisation=there)

    found = json.loads(as_file(cast.rut))
    assert [one["organisation"] for one in found["organisations"]] == ["Idéverkstaden", "Där borta"]


def test_the_page_costs_the_same_for_one_letter_and_for_three(client: Client, cast: Cast) -> None:
    """The number itself grows with every part that knows something about people."""
    client.force_login(cast.kim)
    client.get(EXPORT)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(EXPORT)
        return len(queries)

    sent(title="Idé", email=cast.kim.email)
    with_one = cost()
    for n in range(2):
        sent(title=f"Idé {n}", email=cast.kim.email)

    assert cost() == with_one


# ---- Closing, undoing, erasing ----


def test_what_goes_and_what_stays_is_said_before(client: Client, cast: Cast, busy: Person) -> None:
    client.force_login(busy)
    page = text(client.get(ERASE))

    assert "Your name stays at your seats, because who sat there is a public record." in page
    assert "each has a page of its own, where you can erase it whole" in page
    assert "As coordinator" not in page  # only what they have


def test_the_account_closes_at_once_and_everywhere(client: Client, cast: Cast) -> None:
    at_home, at_work = Client(), Client()
    sign_in(at_home, cast.amina.email)
    sign_in(at_work, cast.amina.email)

    answer = at_work.post(ERASE, follow=True)

    assert "Your account is closed" in text(answer)
    assert at_home.get("/sv/account/").status_code == 302
    assert not UserSession.objects.filter(user=cast.amina).exists()
    assert not Person.objects.get(pk=cast.amina.pk).is_active
    letter = Letter.objects.latest("pk")
    assert (letter.to, letter.confidential) == (cast.amina.email, True)
    assert letter.subject == "Ditt konto är stängt"


def test_the_letter_opens_it_again_and_everything_is_as_it_was(
    client: Client, cast: Cast, busy: Person
) -> None:
    before = as_file(busy, at=busy.joined_at)
    client.force_login(busy)
    client.post(ERASE)
    [path] = re.findall(r"8000(/sv/account/erase/undo/\S+)", Letter.objects.latest("pk").body)
    opened = client.get(path)
    still_closed = not Person.objects.get(pk=busy.pk).is_active
    client.post(path)

    nils = Person.objects.get(pk=busy.pk)
    after = json.loads(as_file(nils, at=busy.joined_at))
    assert (opened.status_code, opened["Referrer-Policy"]) == (200, "no-referrer")
    assert still_closed
    assert nils.is_active
    for name, rows in json.loads(before).items():
        if name not in ("history", "letters", "account"):
            assert after[name] == rows, name
    assert (a_week_later(), Erasure.objects.get().state) == (0, "undone")
    assert client.post(path).status_code == 422


def test_before_its_day_nothing_is_erased(cast: Cast) -> None:
    actions.close_account(person=cast.amina, by=cast.amina)

    assert actions.erase_closed_accounts(now=timezone.now() + timedelta(days=6)) == 0
    assert Person.objects.filter(pk=cast.amina.pk).exists()


def test_somebody_of_the_committee_goes_and_the_seat_keeps_the_name(
    client: Client, cast: Cast, busy: Person
) -> None:
    seat = Seat.objects.get(person=busy)
    idea, own = Idea.objects.get(title="Någon annans idé"), Idea.objects.get(title="Nils egen idé")
    key = busy.pk
    actions.close_account(person=busy, by=busy)
    told = Letter.objects.count()

    assert (a_week_later(), a_week_later()) == (1, 0)

    seat.refresh_from_db()
    idea.refresh_from_db()
    own.refresh_from_db()
    assert not Person.objects.filter(pk=key).exists()
    assert (seat.person, seat.person_name) == (None, "Nils Exempel")
    assert "Nils Exempel" in text(client.get("/sv/committee/"))
    assert (idea.responsible, own.email, own.title) == (None, "", "Nils egen idé")
    assert [one.author for one in Message.objects.filter(voice="team")] == [None]
    assert not everywhere(Letter).filter(to__iexact="nils@example.org").exists()
    assert not Invitation.objects.filter(email="nils@example.org").exists()
    assert not Membership.objects.filter(person=key).exists()
    assert not Authenticator.objects.exists()
    assert not Consent.objects.exists()
    assert History.objects.filter(verb="assigned", actor=None).exists()
    letter = Letter.objects.filter(subject="En plats i arbetsutskottet är tom: Föreningen Grönskan")
    assert [(one.to, "Nils" in one.body) for one in letter] == [(cast.elsa.email, False)]
    assert told > 0
    erasure = Erasure.objects.get()
    assert (erasure.person, erasure.state) == (None, "done")
    assert client.get(f"/sv/account/erase/undo/{erasure.key}/").status_code == 404


def test_a_deputy_keeps_the_name_too(cast: Cast) -> None:
    Seat.objects.filter(person=cast.nils).update(deputy=cast.kim)
    Person.objects.filter(pk=cast.kim.pk).update(name="Kim Exempel")
    actions.close_account(person=cast.kim, by=cast.kim)
    a_week_later()

    seat = Seat.objects.get(person=cast.nils)
    assert (seat.deputy, seat.deputy_name) == (None, "Kim Exempel")


def test_the_last_of_an_organisation_is_told_of(cast: Cast) -> None:
    actions.close_account(person=cast.amina, by=cast.amina)
    a_week_later()

    letter = Letter.objects.get(to=cast.elsa.email)
    assert letter.subject == "Ingen hör längre till Föreningen Grönskan"


def test_all_or_nothing_when_something_goes_wrong(
    cast: Cast, busy: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(person: Person) -> None:
        raise RuntimeError("the machine stops here")

    actions.close_account(person=busy, by=busy)
    before = as_file(Person.objects.get(pk=busy.pk), at=busy.joined_at)
    broken = PersonalData("broken", "", (), lambda person: [], "", erase=breaks)
    monkeypatch.setattr(personal, "SEATS", broken)
    with pytest.raises(RuntimeError):
        a_week_later()
    monkeypatch.undo()

    assert as_file(Person.objects.get(pk=busy.pk), at=busy.joined_at) == before
    assert a_week_later() == 1


def test_the_only_coordinator_stays_until_there_is_another(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    page = text(client.get(ERASE))
    answer = client.post(ERASE)
    Appointment.objects.create(person=cast.kim)
    actions.close_account(person=cast.elsa, by=cast.elsa)
    a_week_later()

    assert "has no other coordinator" in page
    assert "Close my account" not in page
    assert answer.status_code == 422
    assert [one.person for one in Appointment.objects.all()] == [cast.kim]


def test_who_has_asked_a_coordinator_is_closed_and_can_undo_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    answer = client.post(
        "/en/account/erase/requested/", {"email": "Amina@example.org"}, follow=True
    )

    assert "The account of Amina Exempel is closed." in text(answer)
    erasure = Erasure.objects.get()
    assert (erasure.person, erasure.asked_by) == (cast.amina, cast.elsa)
    assert "En samordnare har stängt ditt konto" in Letter.objects.get().body


@pytest.mark.parametrize("email", ["olof@example.org", "kim@example.org", "nobody@example.org"])
def test_a_coordinator_closes_nobody_of_other_partnerships(
    client: Client, cast: Cast, email: str
) -> None:
    client.force_login(cast.elsa)
    answer = client.post("/en/account/erase/requested/", {"email": email})

    assert answer.status_code == 422
    assert "Nobody who belongs to this partnership alone has this address." in text(answer)
    assert not Erasure.objects.exists()


def test_who_belongs_to_two_partnerships_is_closed_by_neither(cast: Cast, client: Client) -> None:
    with scope(cast.neighbour.pk):
        there = Organisation.objects.create(slug="dar", name="Där borta", kind="association")
        Membership.objects.create(person=cast.amina, organisation=there)
    client.force_login(cast.elsa)

    answer = client.post("/en/account/erase/requested/", {"email": cast.amina.email})
    assert answer.status_code == 422


def test_a_closed_account_is_not_closed_twice(cast: Cast) -> None:
    actions.close_account(person=cast.amina, by=cast.amina)

    with pytest.raises(Refused, match="closed already"):
        actions.close_account(person=cast.amina, by=cast.elsa)


@pytest.mark.parametrize("state", Erasure.State)
def test_states_of_an_erasure_move_as_the_table_says(state: Erasure.State) -> None:
    erasure = Erasure(state=state)
    assert set(Erasure.MOVES) == set(Erasure.State)
    assert {to for to in Erasure.State if erasure.can_move(to)} == Erasure.MOVES[state]


# ---- What somebody has said yes to ----


def test_a_yes_is_given_and_taken_back_with_one_press(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    client.post("/en/account/consents/contact/", {"answer": "yes"})
    client.post("/en/account/consents/contact/", {"answer": "yes"})
    page = text(client.get("/en/account/"))
    client.post("/en/account/consents/contact/")

    consent = Consent.objects.get()
    assert "on your account page. Text of 2026-11." in page
    assert (consent.purpose, consent.how) == ("contact", "account")
    assert consent.withdrawn_at is not None
    assert [row.verb for row in History.objects.of(cast.amina)] == ["consented", "withdrew_consent"]


def test_a_new_text_needs_a_new_yes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = actions.give_consent(person=cast.kim, purpose="joining", how="invitation")
    monkeypatch.setattr("samverka.people.actions.account.PRIVACY_VERSION", "2027-01")
    second = actions.give_consent(person=cast.kim, purpose="joining", how="invitation")

    first.refresh_from_db()
    assert (first.withdrawn_at is not None, second.version) == (True, "2027-01")


def test_joining_is_taken_back_by_closing_the_account(client: Client, cast: Cast) -> None:
    actions.give_consent(person=cast.kim, purpose="joining", how="invitation")
    client.force_login(cast.kim)
    answer = client.post("/en/account/consents/joining/", follow=True)

    assert "Close your account instead." in text(answer)
    assert "Take it back by closing your account" in text(answer)
    assert client.post("/en/account/consents/everything/").status_code == 404
