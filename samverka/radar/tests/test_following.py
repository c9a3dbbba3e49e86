"""Somebody follows a call, alone or with their colleagues; another says that it is not for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration.tests.pages import shown, signed_in
from samverka.common.refusal import Refused
from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person
from samverka.radar.actions.stances import (
    dismiss_call,
    follow_call,
    take_back_dismissal,
    unfollow_call,
)
from samverka.radar.models import Dismissal, Follow
from samverka.record.models import History
from tests.patience import examples

HERE = "/en/calls/example-women-born-abroad/"


def told() -> list[tuple[str, str]]:
    rows = History.objects.filter(kind__in=["follow", "dismissal"])
    return [(row.verb, row.actor.email) for row in rows.select_related("actor") if row.actor]


def test_a_call_is_followed_shown_to_colleagues_and_left_again(
    call: Call, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    follow_call(call=call, by=amina, organisation=greenery)
    follow_call(call=call, by=amina, organisation=greenery)
    assert "Amina Exempel is interested" in shown(signed_in(colleague).get(HERE))

    unfollow_call(call=call, by=amina)
    assert "is interested" not in shown(signed_in(colleague).get(HERE))

    follow = follow_call(call=call, by=amina)
    assert (follow.organisation, follow.ended_at, Follow.objects.count()) == (None, None, 1)
    assert "is interested" not in shown(signed_in(colleague).get(HERE))
    assert told() == [
        ("followed", "amina@example.org"),
        ("unfollowed", "amina@example.org"),
        ("followed", "amina@example.org"),
    ]


def test_an_application_begins_on_the_page_of_the_call(
    call: Call, amina: Person, greenery: Organisation, cast: Cast
) -> None:
    """Only for those who work at a partner: the others cannot begin one."""
    way = f"/en/applications/new/?call={call.pk}"
    assert way in shown(signed_in(amina).get(HERE))
    assert way not in shown(signed_in(cast.kim).get(HERE))


def test_who_has_left_the_organisation_is_no_longer_shown_there(
    call: Call, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    follow_call(call=call, by=amina, organisation=greenery)
    Membership.objects.filter(person=amina).update(until=timezone.localdate() - timedelta(days=1))

    assert "is interested" not in shown(signed_in(colleague).get(HERE))
    with pytest.raises(Refused, match="Only those who work at Föreningen Grönskan"):
        follow_call(call=call, by=amina, organisation=greenery)


@pytest.mark.parametrize("who", ["nobody", "kim", "petra", "nils", "elsa", "olof", "rut"])
def test_others_see_nothing_of_what_an_organisation_thinks(
    cast: Cast, call: Call, amina: Person, greenery: Organisation, who: str
) -> None:
    follow_call(call=call, by=amina, organisation=greenery)
    dismiss_call(call=call, organisation=greenery, reason="no_time", by=amina)
    client = Client() if who == "nobody" else signed_in(getattr(cast, who))

    page = shown(client.get(HERE))

    assert "Amina" not in page
    assert "Grönskan" not in page


def test_a_no_stands_with_its_reason_and_can_be_undone(
    call: Call, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    client = signed_in(colleague)
    dismiss_call(call=call, organisation=greenery, reason="too_large", by=amina)
    words = "Amina Exempel said that it is not for you: Too large for us."
    assert words in shown(client.get(HERE))

    answer = client.post(f"{HERE}for-us-after-all/", {"organisation": greenery.slug}, follow=True)

    assert words not in shown(answer)
    assert not Dismissal.objects.current().exists()
    dismiss_call(call=call, organisation=greenery, reason="no_time", by=colleague)
    dismiss_call(call=call, organisation=greenery, reason="wrong_place", by=amina)
    assert [one.reason for one in Dismissal.objects.current()] == ["wrong_place"]
    take_back_dismissal(call=call, organisation=greenery, by=colleague)
    assert not Dismissal.objects.current().exists()


def test_nobody_speaks_for_an_organisation_of_others(
    cast: Cast, call: Call, greenery: Organisation
) -> None:
    client = signed_in(cast.rut)
    asked = client.post(f"{HERE}follow/", {"organisation": greenery.pk})
    assert asked.status_code == 422
    assert "Choose one of your organisations, or only you." in shown(asked)
    assert (
        client.post(f"{HERE}for-us-after-all/", {"organisation": greenery.slug}).status_code == 404
    )
    assert signed_in(cast.elsa).post(f"{HERE}not-for-us/", {"reason": "no_time"}).status_code == 404
    with pytest.raises(Refused, match="Only those who work at Föreningen Grönskan"):
        dismiss_call(call=call, organisation=greenery, reason="no_time", by=cast.elsa)
    assert (Follow.objects.count(), Dismissal.objects.count()) == (0, 0)


def test_a_call_that_is_not_shown_can_only_be_left(call: Call, amina: Person) -> None:
    follow_call(call=call, by=amina)
    Call.objects.filter(pk=call.pk).update(state="hidden")
    client = signed_in(amina)

    answers = [client.post(f"{HERE}{act}/").status_code for act in ("follow", "unfollow")]

    assert answers == [404, 302]
    assert not Follow.objects.current().exists()


def test_the_neighbours_have_other_calls(cast: Cast, call: Call) -> None:
    next_door = signed_in(cast.olof)
    for path in ("follow/", "unfollow/", "not-for-us/", "for-us-after-all/"):
        assert next_door.post(f"/p/grannlanet{HERE}{path}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_follower_and_for_three(
    cast: Cast,
    call: Call,
    amina: Person,
    greenery: Organisation,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for person in (cast.kim, cast.nils, cast.petra)[:number]:
        Membership.objects.create(person=person, organisation=greenery)
        follow_call(call=call, by=person, organisation=greenery)
    client = signed_in(amina)

    with django_assert_num_queries(QUERIES):
        assert client.get(HERE).status_code == 200


QUERIES = 24
WORDS = st.one_of(st.text(max_size=60), st.integers().map(str))


@pytest.mark.slow
@given(words=st.lists(WORDS, min_size=2, max_size=2))
@examples(60)
def test_any_words_in_the_forms_are_answered(
    cast: Cast, call: Call, amina: Person, words: list[str]
) -> None:
    client = signed_in(amina)
    told = dict(zip(("organisation", "reason"), words, strict=True))
    for path, allowed in (
        ("follow/", {302, 422}),
        ("not-for-us/", {302, 422}),
        ("for-us-after-all/", {404}),
    ):
        assert client.post(f"{HERE}{path}", told).status_code in allowed
