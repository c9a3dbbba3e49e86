"""The year ends: ideas and words are left to those who come after."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.cast.minutes import VISIT, keep_example_minutes
from samverka.ideas.actions import assign_idea
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import sent
from samverka.minutes.actions.following import Owner, follow_decision
from samverka.minutes.tests.following_story import visit
from samverka.partnership.models import Seat
from samverka.record.models import History, Letter

PAGE = "/en/desk/handover/"


def looked_after_by(cast: Cast, number: int) -> list[Idea]:
    return [
        assign_idea(idea=sent(title=f"Idea {n}"), to=cast.nils, by=cast.nils) for n in range(number)
    ]


def test_who_sits_passes_all_their_ideas_on_with_one_letter(client: Client, cast: Cast) -> None:
    ideas = looked_after_by(cast, 2)
    Letter.objects.all().delete()
    client.force_login(cast.nils)

    page = client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}pass-on/", {"to": cast.elsa.pk}, follow=True)

    assert "Idea 0" in page
    assert "Elsa Exempel looks after 2 ideas more now." in answer.content.decode()
    assert {Idea.objects.get(pk=idea.pk).responsible for idea in ideas} == {cast.elsa}
    assert [letter.to for letter in Letter.objects.all()] == [cast.elsa.email]
    [letter] = Letter.objects.all()
    assert letter.subject == "Du tar nu hand om 2 idéer till"
    assert all(f"> Idea {n}" in letter.body for n in range(2))


def test_nobody_is_chosen(client: Client, cast: Cast) -> None:
    [idea] = looked_after_by(cast, 1)
    client.force_login(cast.nils)

    answer = client.post(f"{PAGE}pass-on/", {"to": ""})

    assert answer.status_code == 422
    assert Idea.objects.get(pk=idea.pk).responsible == cast.nils


def test_words_are_left_in_the_seat_and_read_by_the_others(client: Client, cast: Cast) -> None:
    seat = Seat.objects.get(person=cast.nils)
    client.force_login(cast.nils)
    client.post(f"{PAGE}{seat.pk}/", {"text": "The school waits for an answer."})
    client.force_login(cast.elsa)

    page = client.get(PAGE).content.decode()

    assert "The school waits for an answer." in page
    assert "Nils Exempel, Föreningen Grönskan" in page
    assert [one.verb for one in History.objects.of(seat)] == ["handed_over"]


def test_nobody_writes_in_the_seat_of_another(client: Client, cast: Cast) -> None:
    seat = Seat.objects.get(person=cast.nils)
    client.force_login(cast.elsa)

    assert client.post(f"{PAGE}{seat.pk}/", {"text": "Mine"}).status_code == 404


@pytest.mark.parametrize(("days", "status"), [(59, 200), (60, 200), (61, 404)])
def test_the_page_stays_for_a_while_after_the_term(
    client: Client, cast: Cast, days: int, status: int
) -> None:
    ended = timezone.localdate() - timedelta(days=days)
    Seat.objects.filter(person=cast.petra).update(until=ended)
    client.force_login(cast.petra)

    assert client.get(PAGE).status_code == status


def test_after_the_term_an_idea_is_nobodys_and_its_carer_passes_nothing_on(
    client: Client, cast: Cast
) -> None:
    [idea] = looked_after_by(cast, 1)
    before = Idea.objects.without_care().filter(pk=idea.pk).exists()
    Seat.objects.filter(person=cast.nils).update(until=timezone.localdate() - timedelta(days=1))
    client.force_login(cast.nils)

    passed = client.post(f"{PAGE}pass-on/", {"to": cast.elsa.pk}).status_code
    client.force_login(cast.elsa)
    inbox = client.get("/en/ideas/inbox/?whose=nobody").content.decode()

    assert (before, Idea.objects.without_care().filter(pk=idea.pk).exists()) == (False, True)
    assert passed == 404
    assert "Idea 0" in inbox
    assert "I take care of it" in client.get(f"/en/ideas/inbox/{idea.pk}/").content.decode()


def test_what_the_meetings_wait_for_is_handed_over_too(client: Client, cast: Cast) -> None:
    row = visit(keep_example_minutes(cast))
    client.force_login(cast.nils)
    others = client.get(PAGE).content.decode()

    owner = Owner(role="committee")
    follow_decision(resolution=row, owner=owner, due_on=None, follow_up_on=None, by=cast.elsa)
    page = client.get(PAGE).content.decode()

    assert VISIT not in others
    assert VISIT in page
