"""Published ideas, for everybody; and what is told of an idea to whom."""

from html import unescape

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.ideas import actions
from samverka.ideas.models import Idea
from samverka.ideas.telling import (
    FOR_EVERYBODY,
    FOR_OWNER,
    FOR_TEAM,
    how_far,
    story_for_everybody,
    story_for_owner,
    story_for_team,
)
from samverka.ideas.tests.story import TEXT, TITLE, in_state, sent, workshop
from samverka.people.models import Person


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_published_idea_is_read_by_everybody_without_its_owner(
    client: Client, indexed: None, elsa: Person
) -> None:
    idea = actions.publish_idea(idea=sent(may_show=True), by=elsa)
    actions.answer_us(idea=idea, text="My number is 070.")

    shown = page(client, f"/en/ideas/{idea.pk}/")

    assert TEXT in shown
    for secret in ("owner@example.org", "My number", idea.tracking_key, "Elsa"):
        assert secret not in shown
    assert TITLE in page(client, "/en/ideas/")


@pytest.mark.parametrize("who", ["", "kim", "petra", "amina", "rut", "olof"])
@pytest.mark.parametrize("state", ["unpublished", "shut", "withdrawn", "erased"])
def test_what_is_not_published_does_not_exist(
    client: Client, elsa: Person, cast: Cast, state: str, who: str
) -> None:
    idea = sent(may_show=True)
    if state != "unpublished":
        idea = actions.publish_idea(idea=idea, by=elsa)
    if state == "shut":
        actions.change_visibility(idea=idea, may_show=False)
    elif state == "withdrawn":
        actions.withdraw_idea(idea=idea)
    elif state == "erased":
        actions.erase_idea(idea=idea)
    if who:
        client.force_login(getattr(cast, who))

    assert client.get(f"/en/ideas/{idea.pk}/").status_code == 404
    assert TITLE not in page(client, "/en/ideas/")


@pytest.mark.parametrize("who", ["elsa", "nils"])
def test_those_who_care_see_it_as_others_would(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))

    assert "Open in the inbox" in page(client, f"/en/ideas/{sent().pk}/")


def test_an_idea_of_another_partnership_is_not_here(client: Client, elsa: Person) -> None:
    idea = actions.publish_idea(idea=sent(may_show=True), by=elsa)

    assert client.get(f"/p/grannlanet/en/ideas/{idea.pk}/").status_code == 404


def test_no_ideas_is_no_dead_end(client: Client, cast: Cast) -> None:
    Idea.objects.all().delete()

    assert "Write the first one" in page(client, "/en/ideas/")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("new", ["done", "now", "next", "next", "next"]),
        ("advised", ["done", "now", "next", "next", "next"]),
        ("in_application", ["done", "done", "now", "next", "next"]),
        ("project", ["done", "done", "done", "now", "next"]),
    ],
)
def test_there_are_five_steps_and_one_is_now(cast: Cast, state: str, expected: list[str]) -> None:
    steps = how_far(in_state(state))

    assert [step.name for step in steps] == [
        "problem",
        "idea",
        "application",
        "project",
        "experience",
    ]
    assert [step.state for step in steps] == expected


@pytest.mark.parametrize(
    ("station", "expected"),
    [
        (1, ["done", "done", "next", "next", "next"]),
        (2, ["done", "done", "done", "next", "next"]),
        (3, ["done", "done", "done", "done", "next"]),
    ],
)
def test_a_closed_idea_keeps_the_steps_it_came_to(
    cast: Cast, station: int, expected: list[str]
) -> None:
    steps = how_far(in_state("closed", station=station))

    assert [step.state for step in steps] == expected
    assert steps[0].line == "The old station stands empty"
    assert steps[station].line == "Closed"


def test_a_step_back_does_not_take_away_how_far_the_idea_came(elsa: Person) -> None:
    idea = in_state("advised")

    came_to = [
        actions.move_idea(idea=idea, to=to, by=elsa, reason="Because.").station
        for to in ("in_application", "project", "closed", "in_care")
    ]

    assert came_to == [2, 3, 3, 3]


def test_additions_stand_under_the_text_when_somebody_has_looked_at_them(
    client: Client, elsa: Person
) -> None:
    idea = sent(may_show=True)
    actions.add_to_idea(idea=idea, text="And a garden.")
    actions.publish_idea(idea=idea, by=elsa)
    actions.add_to_idea(idea=idea, text="My neighbour Bo helps.")

    shown = page(client, f"/en/ideas/{idea.pk}/")

    assert "And a garden." in shown
    assert "neighbour" not in shown


def test_each_hears_the_story_that_is_theirs(elsa: Person) -> None:
    first, _ = workshop()
    idea = actions.assign_idea(idea=sent(may_show=True), to=elsa, by=elsa)
    [routing] = actions.route_idea(idea=idea, to=[first], by=elsa)
    actions.note_idea(idea=idea, text="Inside.", by=elsa)
    actions.answer_routing(routing=routing, answer="accepted", words="Welcome.")
    actions.publish_idea(idea=idea, by=elsa)

    def told(story: list[object]) -> list[str]:
        return [one.sentence or one.message.text for one in story]  # type: ignore[attr-defined]

    assert told([*story_for_everybody(idea)]) == [
        "The idea was sent.",
        "Idéverkstaden takes the idea on.",
        "The idea was published for everybody to read.",
    ]
    assert told([*story_for_owner(idea)]) == [
        "The idea was sent.",
        "Somebody in the partnership became responsible for the idea.",
        "Idéverkstaden was asked for advice.",
        "Idéverkstaden takes the idea on.",
        "Welcome.",
        "The idea was published for everybody to read.",
    ]
    assert told([*story_for_team(idea)]) == [
        "The idea was sent.",
        "The responsible person was changed.",
        "Idéverkstaden was asked for advice.",
        "Inside.",
        "Idéverkstaden takes the idea on.",
        "Welcome.",
        "The idea was published for everybody to read.",
    ]


def test_everybody_hears_less_than_the_owner_and_the_owner_less_than_the_team() -> None:
    assert set(FOR_EVERYBODY) < set(FOR_OWNER) < set(FOR_TEAM)
