"""Somebody is invited to an organisation, by a colleague or a coordinator, and answers."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.partnership.actions import belonging
from samverka.partnership.models import Invitation, Membership, Organisation
from samverka.people.models import Consent, Person
from samverka.record.delivery import deliver_letters
from samverka.record.models import History, Letter
from tests.together import kinds, together

PEOPLE = "/en/partners/foreningen-gronskan/people/"
NEW = "new@example.org"


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Refusals are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def greenery(cast: Cast) -> Organisation:
    return Organisation.objects.get(slug="foreningen-gronskan")


@pytest.fixture
def invited(cast: Cast, greenery: Organisation) -> Invitation:
    return belonging.invite(email=NEW, to=greenery, by=cast.amina, language="en")


def page_of(invitation: Invitation) -> str:
    return f"/en/account/invited/{invitation.key}/"


def accept(client: Client, invitation: Invitation, **more: str) -> Any:
    told = {"name": "Lo Exempel", "language": "en", "consent": "on"} | more
    return client.post(page_of(invitation), told)


def who_is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_amina_invites_somebody_who_gets_an_account_by_saying_yes(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    at_work = Client()
    at_work.force_login(cast.amina)
    sent = at_work.post(
        f"{PEOPLE}invite/", {"email": "New@Example.org", "language": "en"}, follow=True
    )
    letter = Letter.objects.get()
    [path] = re.findall(r"http://127\.0\.0\.1:8000(/en/account/invited/\S+)", letter.body)

    page = client.get(path)
    answer = client.post(path, {"name": "Lo Exempel", "language": "en", "consent": "on"})

    lo = Person.objects.get(email=NEW)
    assert "An invitation is on its way to new@example.org." in text(sent)
    assert (letter.to, letter.language, letter.confidential) == (NEW, "en", True)
    assert letter.subject == "You are invited to Föreningen Grönskan"
    assert "Amina Exempel invites you to belong to Föreningen Grönskan" in letter.body
    assert page["Cache-Control"] == "private, no-store"
    assert (answer.status_code, answer["Location"]) == (302, "/en/desk/")
    assert who_is_in(client) == str(lo.pk)
    assert (lo.name, lo.language, lo.is_active) == ("Lo Exempel", "en", True)
    assert [one.organisation for one in lo.memberships.current()] == [greenery]
    consent = Consent.objects.get()
    assert (consent.person, consent.purpose, consent.how) == (lo, "joining", "invitation")
    assert "Welcome. You belong to Föreningen Grönskan now." in text(client.get("/en/desk/"))


def test_the_key_is_gone_from_the_letter_when_it_has_left(invited: Invitation) -> None:
    deliver_letters()

    assert Letter.objects.get().body == ""


def test_opening_the_letter_changes_nothing(client: Client, invited: Invitation) -> None:
    assert client.get(page_of(invited)).status_code == 200
    assert Invitation.objects.get().state == "waiting"
    assert not Person.objects.filter(email=NEW).exists()


def test_without_name_or_yes_nothing_is_made_and_what_was_typed_stays(
    client: Client, invited: Invitation
) -> None:
    answer = client.post(page_of(invited), {"name": "Lo Exempel", "language": "sv"})

    assert answer.status_code == 422
    assert "<title>1 thing to mend. Invitation to Föreningen Grönskan" in text(answer)
    assert 'value="Lo Exempel"' in text(answer)
    assert not Person.objects.filter(email=NEW).exists()


def test_kim_who_has_an_account_signs_in_first(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    invitation = belonging.invite(
        email="kim@example.org", to=greenery, by=cast.amina, language="sv"
    )
    outside = accept(client, invitation)
    between = cast.kim.memberships.current().exists()
    client.force_login(cast.kim)
    inside = accept(client, invitation, name="Kim Exempel")

    cast.kim.refresh_from_db()
    assert (outside.status_code, between) == (403, False)
    assert "There is an account with kim@example.org already." in text(outside)
    assert (inside.status_code, inside["Location"]) == (302, "/en/desk/")
    assert (cast.kim.name, cast.kim.language) == ("Kim Exempel", "en")
    assert cast.kim.memberships.current().get().organisation == greenery


def test_who_has_a_name_and_a_language_is_asked_for_a_yes_only(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    invitation = belonging.invite(email=cast.rut.email, to=greenery, by=cast.elsa, language="sv")
    client.force_login(cast.rut)
    page = text(client.get(page_of(invitation)))
    client.post(page_of(invitation), {"consent": "on"})

    assert 'name="name"' not in page
    assert cast.rut.memberships.current().count() == 2  # at both
    assert Person.objects.get(pk=cast.rut.pk).name == "Ruth Example"


def test_somebody_else_who_is_signed_in_does_not_take_it(
    client: Client, cast: Cast, invited: Invitation
) -> None:
    client.force_login(cast.kim)

    answer = accept(client, invited)

    assert answer.status_code == 403
    assert "You are signed in as kim@example.org, but the invitation is to new@" in text(answer)
    assert not cast.kim.memberships.exists()


def test_who_is_invited_twice_gets_one_letter(
    client: Client, cast: Cast, greenery: Organisation, invited: Invitation
) -> None:
    client.force_login(cast.elsa)
    answer = client.post(f"{PEOPLE}invite/", {"email": NEW, "language": "sv"}, follow=True)

    assert "new@example.org is invited already and has not answered yet." in text(answer)
    assert (Invitation.objects.count(), Letter.objects.count()) == (1, 1)


def test_who_belongs_already_is_not_invited(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    client.force_login(cast.elsa)
    answer = client.post(f"{PEOPLE}invite/", {"email": cast.amina.email, "language": "sv"})

    assert answer.status_code == 422
    assert "amina@example.org belongs to the organisation already." in text(answer)


def test_the_key_works_once(client: Client, invited: Invitation) -> None:
    accept(Client(), invited)

    again = accept(client, invited)

    assert again.status_code == 403  # there is an account now: it is opened as always
    assert who_is_in(client) is None
    assert "This invitation has been accepted." in text(client.get(page_of(invited)))


def too_old(invitation: Invitation) -> None:
    Invitation.objects.update(expires_at=timezone.now())


def withdrawn(invitation: Invitation) -> None:
    belonging.withdraw_invitation(invitation=invitation, by=Person.objects.get(name="Elsa Exempel"))


def declined(invitation: Invitation) -> None:
    belonging.decline_invitation(invitation=invitation)


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (too_old, "This invitation has become too old."),
        (withdrawn, "This invitation has been withdrawn."),
        (declined, "You have declined."),
    ],
)
def test_an_invitation_that_has_ended_opens_nothing(
    client: Client, invited: Invitation, ended: Callable[[Invitation], None], told: str
) -> None:
    ended(invited)

    answer = accept(client, invited)

    assert answer.status_code == 422
    assert told in text(answer)
    assert not Person.objects.filter(email=NEW).exists()


def test_after_two_weeks_it_is_too_old_and_can_be_sent_again(
    client: Client, cast: Cast, invited: Invitation, settings: LazySettings
) -> None:
    assert invited.expires_at - invited.sent_at < timedelta(days=14, seconds=1)
    later = timezone.now() + timedelta(days=14, minutes=1)
    expired = (belonging.expire_invitations(now=later), belonging.expire_invitations(now=later))
    client.force_login(cast.amina)
    page = text(client.get(PEOPLE))
    client.post(f"/en/partners/foreningen-gronskan/invitations/{invited.pk}/again/")

    assert expired == (1, 0)
    assert "It has become too old." in page
    invited.refresh_from_db()
    assert (invited.state, invited.is_open, Letter.objects.count()) == ("waiting", True, 2)


def test_within_an_hour_no_second_letter_is_sent(cast: Cast, invited: Invitation) -> None:
    with pytest.raises(Refused, match="less than an hour ago"):
        belonging.invite_again(invitation=invited, by=cast.amina)


def test_declining_tells_the_one_who_invited(
    client: Client, cast: Cast, invited: Invitation
) -> None:
    page = client.post(f"{page_of(invited)}decline/", follow=True)

    assert "You have declined." in text(page)
    letter = Letter.objects.latest("pk")
    assert (letter.to, letter.subject) == (cast.amina.email, "new@example.org har tackat nej")


def test_what_is_withdrawn_can_be_sent_again(
    client: Client, cast: Cast, invited: Invitation
) -> None:
    withdrawn(invited)
    belonging.invite_again(invitation=invited, by=cast.amina)

    assert accept(client, invited).status_code == 302


@pytest.mark.parametrize("state", Invitation.State)
def test_states_move_as_the_table_says(
    cast: Cast, invited: Invitation, state: Invitation.State
) -> None:
    assert set(Invitation.MOVES) == set(Invitation.State)
    invited.state = state
    assert {to for to in Invitation.State if invited.can_move(to)} == Invitation.MOVES[state]


@pytest.mark.parametrize("who", ["kim", "rut", "petra", "nils", "olof"])
def test_others_cannot_invite(cast: Cast, greenery: Organisation, who: str) -> None:
    with pytest.raises(Refused, match="Only its own people"):
        belonging.invite(email=NEW, to=greenery, by=getattr(cast, who), language="sv")


def test_nobody_sends_invitations_without_end(
    cast: Cast, greenery: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(belonging, "A_DAY_AT_MOST", 1)
    belonging.invite(email="a@example.org", to=greenery, by=cast.amina, language="sv")

    with pytest.raises(Refused, match="very many invitations today"):
        belonging.invite(email="b@example.org", to=greenery, by=cast.amina, language="sv")
    belonging.invite(email="b@example.org", to=greenery, by=cast.elsa, language="sv")


def test_a_stranger_is_not_written_to_again_and_again(cast: Cast, greenery: Organisation) -> None:
    """To invite and withdraw in turn sends a letter each time; colleagues could help each other."""
    for _time in range(belonging.A_WEEK_TO_ONE):
        sent = belonging.invite(email=NEW, to=greenery, by=cast.amina, language="sv")
        withdrawn(sent)

    with pytest.raises(Refused, match=r"^new@example.org has got 5 invitations this week\. Wait"):
        belonging.invite(email=NEW.upper(), to=greenery, by=cast.elsa, language="sv")
    with pytest.raises(Refused, match="5 invitations this week"):
        belonging.invite_again(invitation=sent, by=cast.elsa)
    assert Letter.objects.filter(to=NEW).count() == 5

    Letter.objects.update(written_at=timezone.now() - timedelta(days=7))
    belonging.invite_again(invitation=sent, by=cast.elsa)


def test_next_door_the_key_is_not_there(client: Client, cast: Cast, invited: Invitation) -> None:
    assert client.get(f"/p/grannlanet{page_of(invited)}").status_code == 404
    with scope(cast.neighbour.pk):
        assert not Invitation.objects.exists()


def test_who_has_closed_the_account_opens_it_first(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    invitation = belonging.invite(email=cast.rut.email, to=greenery, by=cast.elsa, language="sv")
    Person.objects.filter(pk=cast.rut.pk).update(is_active=False)

    with pytest.raises(Refused, match="Open it again by the letter"):
        belonging.accept_invitation(invitation=invitation, name="", language="")


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    client: Client,
    cast: Cast,
    greenery: Organisation,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        belonging.invite(email=f"{n}@example.org", to=greenery, by=cast.amina, language="sv")
        person = Person.objects.create_user(f"there-{n}@example.org", "Där")
        Membership.objects.create(person=person, organisation=greenery)
        gone = Membership.objects.create(person=cast.petra, organisation=greenery)
        belonging.end_membership(membership=gone, by=cast.amina)
    client.force_login(cast.amina)
    client.get(PEOPLE)

    with django_assert_num_queries(8):
        answer = client.get(PEOPLE)

    assert text(answer).count("Send again") == number


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_make_one_account(cast: Cast, greenery: Organisation) -> None:
    workshop = Organisation.objects.get(slug="ideverkstaden")
    both = [
        belonging.invite(email=NEW, to=where, by=cast.elsa, language="sv")
        for where in (greenery, workshop)
    ]
    came = together(
        [
            lambda one=one: belonging.accept_invitation(  # type: ignore[misc]
                invitation=one, name="Lo", language="sv"
            )
            for one in (*both, *both)
        ]
    )

    assert kinds(came) == {"Membership": 2, "Refused": 2}
    lo = Person.objects.get(email=NEW)
    assert lo.memberships.current().count() == 2
    assert lo.consents.standing().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_invite_at_once_send_one_letter(cast: Cast, greenery: Organisation) -> None:
    together(
        [
            lambda by=by: belonging.invite(email=NEW, to=greenery, by=by, language="sv")  # type: ignore[misc]
            for by in (cast.amina, cast.elsa)
        ]
    )

    assert (Invitation.objects.count(), Letter.objects.filter(to=NEW).count()) == (1, 1)


def test_every_step_is_in_the_history(cast: Cast, invited: Invitation) -> None:
    withdrawn(invited)
    belonging.invite_again(invitation=invited, by=cast.amina)
    membership = belonging.accept_invitation(invitation=invited, name="Lo", language="sv")

    verbs = [row.verb for row in History.objects.of(invited)]
    assert verbs == ["invited", "withdrew", "invited_again"]
    assert [row.verb for row in History.objects.of(membership)] == ["joined"]
