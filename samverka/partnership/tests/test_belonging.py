"""Belonging to an organisation: from one day until it ends, and what it gives meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.partnership import rules
from samverka.partnership.actions import belonging
from samverka.partnership.models import Membership, Organisation
from samverka.people.actions import give_consent, withdraw_consent
from samverka.record.models import Letter
from tests.together import kinds, together

PEOPLE = "/en/partners/foreningen-gronskan/people/"
MINE = "/en/account/organisations/"


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Refusals are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def aminas(cast: Cast) -> Membership:
    return Membership.objects.select_related("organisation").get(person=cast.amina)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_who_leaves_has_no_rights_from_that_moment_and_is_remembered(
    client: Client, cast: Cast, aminas: Membership
) -> None:
    client.force_login(cast.amina)
    before = (client.get(PEOPLE).status_code, rules.works_at(cast.amina, aminas.organisation))
    answer = client.post(f"{MINE}{aminas.pk}/leave/", follow=True)
    after = (client.get(PEOPLE).status_code, rules.works_at(cast.amina, aminas.organisation))

    aminas.refresh_from_db()
    assert (before, after) == ((200, True), (404, False))
    assert "You have left Föreningen Grönskan." in text(answer)
    assert list(rules.organisations_of(cast.amina)) == []
    assert (aminas.until is not None, aminas.ended_by) == (True, cast.amina)
    assert "You belong to no organisation here yet." in text(client.get("/en/desk/"))


def test_who_left_by_themselves_may_change_their_mind(
    client: Client, cast: Cast, aminas: Membership
) -> None:
    belonging.end_membership(membership=aminas, by=cast.amina)
    client.force_login(cast.amina)
    page = text(client.get(MINE))
    client.post(f"{MINE}{aminas.pk}/come-back/")

    assert "You have lately left" in page
    assert rules.works_at(cast.amina, aminas.organisation)


def test_who_was_taken_away_gets_a_letter_and_cannot_come_back_alone(
    client: Client, cast: Cast, aminas: Membership
) -> None:
    coordinator = Client()
    coordinator.force_login(cast.elsa)
    answer = coordinator.post(f"{PEOPLE}{aminas.pk}/remove/", follow=True)
    client.force_login(cast.amina)
    client.post(f"{MINE}{aminas.pk}/come-back/")
    alone = rules.works_at(cast.amina, aminas.organisation)
    coordinator.post(f"{PEOPLE}{aminas.pk}/take-back/")

    assert "Amina Exempel no longer belongs to Föreningen Grönskan." in text(answer)
    letter = Letter.objects.filter(to=cast.amina.email).get()
    assert letter.subject == "Du hör inte längre till Föreningen Grönskan"
    assert (alone, rules.works_at(cast.amina, aminas.organisation)) == (False, True)


def test_the_coordinators_hear_of_an_organisation_with_nobody_left(
    cast: Cast, aminas: Membership
) -> None:
    both = Membership.objects.create(person=cast.kim, organisation=aminas.organisation)
    belonging.end_membership(membership=aminas, by=cast.amina)
    while_somebody_is_there = Letter.objects.count()
    belonging.end_membership(membership=both, by=cast.kim)

    assert while_somebody_is_there == 0
    letter = Letter.objects.get()
    assert letter.to == cast.elsa.email
    assert letter.subject == "Ingen hör längre till Föreningen Grönskan"


@pytest.mark.django_db(transaction=True)
def test_the_last_two_who_leave_at_once_see_each_other(cast: Cast) -> None:
    first = Membership.objects.select_related("organisation").get(person=cast.amina)
    second = Membership.objects.create(person=cast.kim, organisation=first.organisation)
    came = together(
        [
            lambda: belonging.end_membership(membership=first, by=cast.amina),
            lambda: belonging.end_membership(membership=second, by=cast.kim),
        ]
    )

    assert kinds(came) == {"Membership": 2}
    assert Letter.objects.filter(to=cast.elsa.email).count() == 1


def test_somebody_can_belong_to_several_and_again_but_not_twice_at_once(
    cast: Cast, aminas: Membership
) -> None:
    workshop = Organisation.objects.get(slug="ideverkstaden")
    Membership.objects.create(person=cast.amina, organisation=workshop)
    belonging.end_membership(membership=aminas, by=cast.amina)
    again = Membership.objects.create(person=cast.amina, organisation=aminas.organisation)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=cast.amina, organisation=aminas.organisation)
    with pytest.raises(Refused, match="belongs here already"):
        belonging.return_membership(membership=aminas, by=cast.amina)
    assert {one.name for one in rules.organisations_of(cast.amina)} == {
        again.organisation.name,
        workshop.name,
    }


def test_what_has_ended_does_not_end_again(cast: Cast, aminas: Membership) -> None:
    belonging.end_membership(membership=aminas, by=cast.amina)

    with pytest.raises(Refused, match="ended already"):
        belonging.end_membership(membership=aminas, by=cast.amina)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("amina", True),
        ("elsa", True),
        ("nils", False),  # sits in the committee for it, but does not belong to it
        ("rut", False),
        ("petra", False),
        ("kim", False),
        ("olof", False),
    ],
)
def test_who_sees_and_invites_people(
    client: Client, cast: Cast, aminas: Membership, who: str, may: bool
) -> None:
    person = getattr(cast, who)
    client.force_login(person)

    assert rules.may_invite_to(person, aminas.organisation) is may
    assert client.get(PEOPLE).status_code == (200 if may else 404)
    if not may:
        with pytest.raises(Refused):
            belonging.end_membership(membership=aminas, by=person)


def test_a_visitor_and_somebody_with_a_closed_account_belong_nowhere(
    cast: Cast, aminas: Membership
) -> None:
    cast.amina.is_active = False

    assert not rules.works_at(cast.amina, aminas.organisation)
    assert not rules.works_at(AnonymousUser(), aminas.organisation)
    assert list(rules.organisations_of(AnonymousUser())) == []


def test_next_door_nobody_of_here_is_found(client: Client, cast: Cast, aminas: Membership) -> None:
    client.force_login(cast.olof)
    assert client.get(f"/p/grannlanet{PEOPLE}").status_code == 404
    with scope(cast.neighbour.pk):
        assert list(rules.organisations_of(cast.amina)) == []


def test_nobody_leaves_for_another(client: Client, cast: Cast, aminas: Membership) -> None:
    client.force_login(cast.rut)

    assert client.post(f"{MINE}{aminas.pk}/leave/").status_code == 404
    assert client.post(f"{PEOPLE}{aminas.pk}/remove/").status_code == 404


def test_a_coordinator_sees_an_organisation_where_nobody_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)

    Membership.objects.all().delete()
    assert "Invite the first." in text(client.get(PEOPLE))


def test_only_who_has_said_yes_is_shown_to_everybody_and_only_while_they_belong(
    client: Client, cast: Cast, aminas: Membership
) -> None:
    partner = "/en/partners/foreningen-gronskan/"

    def is_shown() -> bool:
        return "amina@example.org" in text(client.get(partner))

    before = is_shown()
    give_consent(person=cast.amina, purpose="contact", how="account")
    agreed = is_shown()
    belonging.end_membership(membership=aminas, by=cast.amina)
    after_leaving = is_shown()
    belonging.return_membership(membership=aminas, by=cast.amina)
    withdraw_consent(person=cast.amina, purpose="contact")

    assert (before, agreed, after_leaving, is_shown()) == (False, True, False, False)


@pytest.mark.parametrize("number", [1, 3])
def test_own_pages_cost_the_same_for_one_organisation_and_for_three(
    client: Client,
    cast: Cast,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for organisation in Organisation.objects.all()[:number]:
        Membership.objects.create(person=cast.kim, organisation=organisation)
    client.force_login(cast.kim)
    client.get(MINE)

    with django_assert_num_queries(5):
        mine = client.get(MINE)
    with django_assert_num_queries(5):
        client.get("/en/account/")

    assert text(mine).count("See who belongs there") == number


def test_who_left_long_ago_asks_to_be_invited(
    client: Client, cast: Cast, aminas: Membership
) -> None:
    belonging.end_membership(membership=aminas, by=cast.amina)
    statuses = []
    for days in (30, 31):
        until = timezone.localdate() - timedelta(days=days)
        Membership.objects.filter(pk=aminas.pk).update(until=until)
        aminas.refresh_from_db()
        statuses.append(rules.may_return(cast.amina, aminas))

    assert statuses == [True, False]
    with pytest.raises(Refused, match="Ask somebody in the organisation"):
        belonging.return_membership(membership=aminas, by=cast.amina)


def test_who_is_taken_away_leaves_no_invitation_behind(cast: Cast, aminas: Membership) -> None:
    """They could come back by another address of their own."""
    mine = belonging.invite(
        email="another@example.net", to=aminas.organisation, by=cast.amina, language="sv"
    )
    hers = belonging.invite(
        email="new@example.net", to=aminas.organisation, by=cast.elsa, language="sv"
    )

    belonging.end_membership(membership=aminas, by=cast.elsa)

    mine.refresh_from_db()
    hers.refresh_from_db()
    assert (mine.state, hers.state) == ("withdrawn", "waiting")
