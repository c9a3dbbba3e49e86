"""One search over all that partners know, and who of them knows about something."""

import json
from typing import Any

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.knowledge import actions
from samverka.knowledge.tests.story import a_course, a_note, a_problem, cost, read, signed_in
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.suggest import index
from samverka.suggest.find import KINDS

HERE = "/en/knowledge/"
BUS = {"title_en": "A coffee bus in the villages", "themes": ()}


def found(cast: Cast, who: str, words: str) -> Any:
    return signed_in(cast, who).get(HERE, {"q": words}).context["found"]


def test_words_are_found_as_far_as_one_may_read(
    cast: Cast, indexed: None, amina: Person, greenery: Organisation
) -> None:
    note = a_note(amina, greenery, **BUS)
    problem = a_problem(amina, greenery, what="The coffee bus breaks down.")
    course = a_course(amina, greenery, title_en="How to drive a coffee bus")
    index.follow()

    inside = found(cast, "rut", "coffee bus")
    assert (inside.notes, inside.problems, inside.courses) == ([note], [problem], [course])
    outside = found(cast, "nobody", "coffee bus")
    assert (outside.notes, outside.problems, outside.courses) == ([], [], [])
    shown = {one.card.title for one in outside.suggestions}
    assert not shown & {note.title, problem.title, course.title}
    actions.show_to_everybody(row=note, by=amina)
    assert found(cast, "nobody", "coffee bus").notes == [note]


def test_what_everybody_may_read_is_found_in_other_words_and_in_the_other_language(
    cast: Cast, indexed: None, amina: Person, greenery: Organisation
) -> None:
    note = a_note(amina, greenery, tried_en="We grew vegetables with women born abroad.")
    actions.show_to_everybody(row=note, by=amina)
    index.follow()

    suggestions = found(cast, "nobody", "odla grönsaker med utrikes födda kvinnor").suggestions
    assert ("experience", note.pk) in [(one.kind, one.pk) for one in suggestions]
    actions.withdraw(row=note, by=amina)
    index.follow()
    again = found(cast, "nobody", "odla grönsaker med utrikes födda kvinnor").suggestions
    assert ("experience", note.pk) not in [(one.kind, one.pk) for one in again]


def test_nobody_is_said_to_give_advice_on_everything_because_a_visitor_may_search(
    cast: Cast, indexed: None
) -> None:
    answer = signed_in(cast, "nobody").get(HERE, {"q": "growing vegetables with women born abroad"})

    assert answer.context["found"].suggestions
    assert "Gives advice on any idea" not in answer.content.decode()


def test_who_knows_is_told_with_the_reason_and_can_be_asked(
    cast: Cast, indexed: None, amina: Person, greenery: Organisation
) -> None:
    note = a_note(amina, greenery, **BUS)
    actions.show_to_everybody(row=note, by=amina)
    answer = signed_in(cast, "nobody").get(HERE, {"q": "coffee bus"})

    first = answer.context["found"].knowers[0]
    assert first.organisation == greenery
    assert f"Has written down what they learned: {note.title}" in first.sentences
    ask = "/en/contact/?to=foreningen-gronskan&amp;about=coffee%20bus"
    assert ask in answer.content.decode()


def test_nothing_found_leads_on(cast: Cast, indexed: None) -> None:
    page = read(signed_in(cast, "nobody").get(HERE, {"q": "zebra"}))

    assert "Nobody has told of that yet." in page


def test_the_public_interface_gives_its_own_kinds_and_no_more(
    cast: Cast, indexed: None, amina: Person, greenery: Organisation
) -> None:
    words = "We grew vegetables with women born abroad who look for work."
    note = a_note(amina, greenery, tried_en=words)
    actions.show_to_everybody(row=note, by=amina)
    index.follow()

    def ask(**more: Any) -> Any:
        asked = json.dumps({"text": words, "limit": 50, **more})
        return Client().post("/api/v1/match", asked, content_type="application/json")

    assert {one["kind"] for one in ask().json()["matches"]} <= set(KINDS)
    for kind in ("experience", "course", "problem"):
        assert ask(kinds=[kind]).status_code == 422


def test_readers_follow_what_everybody_may_read(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    note = a_note(amina, greenery, title_en="The bus")
    a_note(amina, greenery, title_en="Inside")
    actions.show_to_everybody(row=note, by=amina)
    feed = Client().get("/en/knowledge.atom")

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert ("The bus" in feed.content.decode(), "Inside" in feed.content.decode()) == (True, False)
    assert Client().get("/knowledge.atom").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_first_page_and_the_search_cost_the_same_for_one_and_for_three(
    cast: Cast, indexed: None, amina: Person, greenery: Organisation, number: int
) -> None:
    for n in range(number):
        for row in (
            a_note(amina, greenery, title_en=f"Bus {n}"),
            a_course(amina, greenery, title_en=f"Bus {n}"),
            a_problem(amina, greenery, what=f"The bus {n} is late."),
        ):
            actions.show_to_everybody(row=row, by=cast.elsa)

    costs = {("nobody", HERE): 4, ("nobody", f"{HERE}?q=bus"): 5}
    for who, path in costs:
        cost(cast, who, path)  # what stands on cards is read once for each state of the index
    assert {(who, path): cost(cast, who, path) for who, path in costs} == costs
