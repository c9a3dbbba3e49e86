"""The owner's own page: its address is the key, and every button on it works."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.ideas import actions
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import (
    TEXT,
    TITLE,
    in_state,
    nothing_happens,
    photograph,
    sent,
    what_happens,
    workshop,
)
from samverka.people.models import Person
from samverka.suggest import index
from samverka.suggest.find import find

BUTTONS = ("write", "visibility", "withdraw", "return", "erase")


def address(idea: Idea, button: str = "") -> str:
    return f"/en/ideas/follow/{idea.tracking_key}/{button}{'/' if button else ''}"


def page(client: Client, idea: Idea) -> str:
    answer = client.get(address(idea))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def press(client: Client, idea: Idea, button: str, **fields: Any) -> str:
    """What the owner reads after the press."""
    answer = client.post(address(idea, button), fields, follow=True)
    assert answer.redirect_chain == [(address(idea), 302)]
    return unescape(answer.content.decode())


@pytest.mark.parametrize("broken", ["stolen", "cut", "longer", "capitals", "nul", "quote", "dots"])
@pytest.mark.parametrize("button", ["", *BUTTONS])
def test_only_the_very_address_opens_the_door(
    client: Client, cast: Cast, broken: str, button: str
) -> None:
    key = sent().tracking_key
    wrong = {
        "stolen": "x" * len(key),
        "cut": key[:-1],
        "longer": f"{key}x",
        "capitals": key.swapcase(),
        "nul": f"{key}%00",
        "quote": f"{key}'%20OR%201=1--",
        "dots": "%2e%2e",
    }[broken]
    path = f"/en/ideas/follow/{wrong}/{button}{'/' if button else ''}"

    with nothing_happens():
        answer = client.post(path, {"text": "Hello"}) if button else client.get(path)

    assert answer.status_code == 404


def test_the_key_of_an_idea_here_opens_nothing_next_door(client: Client, cast: Cast) -> None:
    assert client.get(f"/p/grannlanet{address(sent())}").status_code == 404


@pytest.mark.parametrize("button", BUTTONS)
def test_a_link_never_presses_a_button(client: Client, cast: Cast, button: str) -> None:
    idea = sent()

    with nothing_happens():
        assert client.get(address(idea, button)).status_code == 405


@pytest.mark.parametrize("how", ["open", "press", "mistake", "erased"])
def test_the_address_is_kept_by_nobody(client: Client, cast: Cast, how: str) -> None:
    idea = sent()
    if how == "erased":
        actions.erase_idea(idea=idea)
    answer = (
        client.post(address(idea, "write"), {"text": ""})
        if how == "mistake"
        else client.post(address(idea, "withdraw"), follow=True)
        if how == "press"
        else client.get(address(idea))
    )

    assert answer.status_code == {"open": 200, "press": 200, "mistake": 422, "erased": 410}[how]
    assert {
        name: answer[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")
    } == {
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
    }


def test_the_owner_answers_and_adds(client: Client, cast: Cast) -> None:
    idea = sent()

    with what_happens(idea) as happened:
        said = press(client, idea, "write", text="We are <five>.")
        added = press(client, idea, "write", **{"text": "And a garden.", "as": "addition"})

    assert "Your answer is sent." in said
    assert "Your addition is saved." in added
    assert happened.said == [
        ("owner", "We are <five>.", None),
        ("addition", "And a garden.", None),
    ]
    assert b"We are <five>" not in client.get(address(idea)).content


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("  ", "Write something first."), ("x" * 10_001, "At most 10000 characters")],
)
def test_a_mistake_is_told_and_the_words_stay(
    client: Client, cast: Cast, text: str, sentence: str
) -> None:
    idea = sent()

    with nothing_happens():
        answer = client.post(address(idea, "write"), {"text": text})

    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert sentence in shown
    assert text.strip() in shown


def test_an_addition_to_an_idea_that_was_closed_meanwhile_is_not_lost(
    client: Client, elsa: Person
) -> None:
    idea = in_state("closed")

    with nothing_happens():
        answer = client.post(
            address(idea, "write"), {"text": "I had more to say.", "as": "addition"}
        )

    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "This idea is ended." in shown
    assert "I had more to say." in shown


def test_whoever_thinks_that_we_closed_it_wrongly_can_say_so(client: Client, elsa: Person) -> None:
    idea = in_state("closed")
    shown = page(client, idea)

    assert "Send the answer" in shown
    assert "Add to the idea" not in shown
    assert "Your answer is sent." in press(client, idea, "write", text="It is another house.")


def test_the_owner_opens_and_shuts_the_idea_for_others(client: Client, elsa: Person) -> None:
    idea = sent()
    public = f"/en/ideas/{idea.pk}/"

    assert "Others may read the idea" in press(client, idea, "visibility", may_show="on")
    assert client.get(public).status_code == 404  # nobody has looked at it yet
    actions.publish_idea(idea=idea, by=elsa)
    assert client.get(public).status_code == 200
    assert "Nobody but those who look after" in press(client, idea, "visibility")
    assert client.get(public).status_code == 404


def test_withdrawn_and_taken_back(client: Client, cast: Cast) -> None:
    idea = sent()

    assert "Withdraw the idea" in page(client, idea)
    assert "The idea is withdrawn." in press(client, idea, "withdraw")
    assert Idea.objects.get(pk=idea.pk).state == "withdrawn"
    assert "Withdraw the idea" not in page(client, idea)
    with nothing_happens():
        assert "This idea is ended." in press(client, idea, "withdraw")
    assert "The idea is back." in press(client, idea, "return")
    assert Idea.objects.get(pk=idea.pk).state == "new"
    with nothing_happens():
        assert "This idea is not withdrawn." in press(client, idea, "return")


def test_a_project_is_not_withdrawn_and_the_button_is_not_there(client: Client, cast: Cast) -> None:
    idea = in_state("project")

    assert "Withdraw the idea" not in page(client, idea)
    with nothing_happens():
        assert "can no longer be withdrawn" in press(client, idea, "withdraw")


def test_erased_the_text_is_nowhere_neither_in_the_database_nor_in_the_index(
    client: Client, indexed: None, elsa: Person
) -> None:
    idea = actions.publish_idea(
        idea=sent(title="Zebrafinkar i skolan", text=f"{TEXT} Zebrafinkar!", may_show=True), by=elsa
    )
    press(client, idea, "write", text="Zebrafinkar sjunger.")
    index.follow()
    assert f"idea:{idea.pk}" in {one.id for one in find("zebrafinkar", kinds=["idea"]).suggestions}

    client.post(address(idea, "erase"))
    index.follow()

    assert "zebrafink" not in json.dumps(photograph(), default=str).lower()
    assert [match.id for match in index.matcher().match("zebrafinkar", kinds=["idea"])] == []
    gone = client.get(address(idea))
    assert gone.status_code == 410
    assert "zebrafink" not in gone.content.decode().lower()
    for button in BUTTONS:
        with nothing_happens():
            after = client.post(address(idea, button), {"text": "Hello."}, follow=True)
        assert after.status_code == 410


def test_the_owner_reads_the_story_but_not_what_is_said_inside(
    client: Client, elsa: Person
) -> None:
    idea, (first, _) = sent(), workshop()
    actions.note_idea(idea=idea, text="Between us: is it new?", by=elsa)
    [routing] = actions.route_idea(idea=idea, to=[first], by=elsa, words="Only for the advisor.")
    actions.ask_owner(idea=idea, text="How many are you?", by=elsa, asks=True)
    actions.answer_routing(routing=routing, answer="declined", words="Not good enough for us.")

    shown = page(client, idea)

    assert "How many are you?" in shown
    assert "Idéverkstaden was asked for advice." in shown
    assert "Idéverkstaden could not help with this." in shown
    for secret in ("Between us", "Only for the advisor", "Not good enough", "Elsa"):
        assert secret not in shown, secret


QUESTION = "We have a question to you"


@pytest.mark.parametrize("adds", [True, False])
def test_a_question_stands_first_until_the_owner_has_answered(
    client: Client, elsa: Person, adds: bool
) -> None:
    idea = sent()
    actions.ask_owner(idea=idea, text="Welcome.", by=elsa, asks=False)
    assert QUESTION not in page(client, idea)

    actions.ask_owner(idea=idea, text="How many are you?", by=elsa, asks=True)
    head = page(client, idea).partition("<main")[2].partition("</header>")[0]
    assert QUESTION in head
    assert "How many are you?" in head
    assert 'href="#write"' in head

    (actions.add_to_idea if adds else actions.answer_us)(idea=idea, text="Five.")
    assert QUESTION not in page(client, idea)
    actions.ask_owner(idea=idea, text="And when?", by=elsa, asks=True)
    assert QUESTION in page(client, idea)


@pytest.mark.parametrize("many", [1, 3, 12])
def test_the_page_costs_the_same_however_much_is_said(
    client: Client,
    indexed: None,
    elsa: Person,
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    idea, (first, second) = sent(), workshop()
    one, two = actions.route_idea(idea=idea, to=[first, second], by=elsa)
    actions.answer_routing(routing=one, answer="accepted", words="Hello")
    actions.answer_routing(routing=two, answer="accepted", words="Hello")
    for n in range(many):
        actions.ask_owner(idea=idea, text=f"Question {n}?", by=elsa, asks=True)
        actions.answer_us(idea=idea, text=f"Answer {n}.")
        actions.write_as_advisor(routing=[one, two][n % 2], text=f"Hint {n}.")
    client.get(address(idea))

    with django_assert_num_queries(9):
        answer = client.get(address(idea))

    assert answer.content.count(b"Hint ") == many


def test_the_page_greets_only_whoever_has_just_sent(client: Client, cast: Cast) -> None:
    idea = sent()

    assert "Your idea has been sent." in unescape(
        client.get(f"{address(idea)}?sent").content.decode()
    )
    assert "Your idea has been sent." not in page(client, idea)
    assert TITLE in page(client, idea)
