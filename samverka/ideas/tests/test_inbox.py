"""The inbox: those who take care of ideas see them all, and nobody else knows that it is there."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.ideas import actions
from samverka.ideas.models import Idea, Routing
from samverka.ideas.tests.story import (
    OWNER,
    TEXT,
    TITLE,
    in_state,
    nothing_happens,
    sent,
    what_happens,
    workshop,
)
from samverka.people.models import Person
from samverka.record.models import Letter

INBOX = "/en/ideas/inbox/"
WORDS = "These words took me a quarter of an hour to write."


def address(idea: Idea, button: str = "") -> str:
    return f"{INBOX}{idea.pk}/{button}{'/' if button else ''}"


def shown(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def idea(elsa: Person, client: Client) -> Idea:
    """A new idea, and the coordinator signed in."""
    client.force_login(elsa)
    return sent(may_show=True)


def forms(idea: Idea) -> dict[str, dict[str, Any]]:
    """What each button of the page sends when all is well."""
    into, (first, second) = sent(title="The same house"), workshop()
    return {
        "assign": {"responsible": Person.objects.get(name="Nils Exempel").pk},
        "move": {"to": "closed", "reason": WORDS},
        "write": {"text": WORDS, "asks": "on"},
        "note": {"text": WORDS},
        "route": {"to": [first.pk], "then": second.pk, "words": WORDS},
        "publish": {},
        "merge": {"into": into.pk, "reason": WORDS},
    }


BUTTONS = ("assign", "move", "write", "note", "route", "publish", "merge")
VERBS = {
    "assign": "assigned",
    "move": "moved",
    "write": "asked",
    "note": "noted",
    "route": "routed",
    "publish": "published",
    "merge": "merged",
}


@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_does_what_it_says(client: Client, idea: Idea, button: str) -> None:
    fields = forms(idea)[button]

    with what_happens(idea) as happened:
        answer = client.post(address(idea, button), fields | {"seen": 1})

    assert (answer.status_code, answer["Location"]) == (302, address(idea))
    assert happened.history[0][:2] == (VERBS[button], "person")
    assert "Done." in shown(client.get(address(idea)))


@pytest.mark.parametrize("button", [one for one in BUTTONS if one != "note"])
def test_who_was_second_sees_how_it_stands_and_their_own_words_and_sends_again(
    client: Client, idea: Idea, cast: Cast, button: str
) -> None:
    fields = forms(idea)[button]
    actions.note_idea(idea=idea, text="I was quicker.", by=cast.nils)

    with nothing_happens():
        answer = client.post(address(idea, button), fields | {"seen": 1})

    page = shown(answer)
    assert answer.status_code == 422
    assert "Somebody else changed this idea while you were reading." in page
    assert "I was quicker." in page
    assert 'name="seen" value="2"' in page
    if button in ("move", "write", "route", "merge"):
        assert WORDS in page
    assert client.post(address(idea, button), fields | {"seen": 2}).status_code == 302


def test_a_step_that_is_no_longer_open_is_told_as_somebody_elses_doing(
    client: Client, idea: Idea, cast: Cast
) -> None:
    actions.assign_idea(idea=idea, to=cast.nils, by=cast.nils)

    with nothing_happens():
        answer = client.post(address(idea, "move"), {"to": "in_care", "reason": WORDS, "seen": 1})

    page = shown(answer)
    assert "Somebody else changed this idea" in page
    assert WORDS in page
    assert [value for value, _ in answer.context["move_form"].fields["to"].widget.choices] == [
        "advised",
        "seeking_partners",
        "closed",
    ]


@pytest.mark.parametrize(
    ("button", "fields", "sentence"),
    [
        ("move", {"to": ""}, "Choose the next step."),
        ("move", {"to": "withdrawn"}, "cannot go from"),
        ("move", {"to": "project"}, "cannot go from"),
        ("move", {"to": "nonsense"}, "Select a valid choice"),
        ("move", {"to": "closed", "reason": " "}, "Write a few words to the owner on why"),
        ("write", {"text": ""}, "Write something first."),
        ("write", {"text": "x" * 10_001}, "At most 10000 characters"),
        ("note", {"text": " "}, "Write something first."),
        ("route", {}, "Choose at least one service to ask."),
        ("route", {"to": ["9" * 30]}, "Select a valid choice"),
        ("route", {"to": ["\x00"]}, "Null characters are not allowed."),
        ("assign", {"responsible": "9" * 30}, "Select a valid choice"),
        ("merge", {"reason": "Same."}, "Choose the idea that goes on."),
        ("merge", {"into": "9" * 30, "reason": "Same."}, "Select a valid choice"),
        ("write", {"text": "Hi", "seen": "9" * 5000}, "Enter a whole number"),
        ("write", {"text": "Hi", "seen": "-1"}, "Somebody else changed"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    client: Client, idea: Idea, button: str, fields: dict[str, Any], sentence: str
) -> None:
    with nothing_happens():
        answer = client.post(address(idea, button), fields)

    page = shown(answer)
    assert answer.status_code == 422
    assert sentence in page
    summary = page.partition('class="error-summary"')[2].partition("</div>")[0]
    for target in re.findall(r'href="#([^"]+)"', summary):  # it leads to a field that is there
        assert f'id="{target}"' in page or target.endswith("-seen"), target


def test_nobody_is_made_responsible_who_may_not_care(
    client: Client, idea: Idea, cast: Cast
) -> None:
    with nothing_happens():
        for person in (cast.petra, cast.amina, cast.kim, cast.olof):
            answer = client.post(address(idea, "assign"), {"responsible": person.pk})
            assert answer.status_code == 422


def test_publishing_and_taking_away_is_one_button(client: Client, idea: Idea) -> None:
    client.post(address(idea, "publish"), {"seen": 1})
    assert Idea.objects.get(pk=idea.pk).is_public
    assert "Take it away from the public page" in shown(client.get(address(idea)))

    client.post(address(idea, "publish"), {"seen": 2})
    assert not Idea.objects.get(pk=idea.pk).is_public


def test_a_question_is_taken_back(client: Client, idea: Idea, elsa: Person) -> None:
    [routing] = actions.route_idea(idea=idea, to=[workshop()[0]], by=elsa)
    other = sent()

    with nothing_happens():
        wrong = client.post(address(other, f"drop/{routing.pk}"))
        absurd = client.post(address(idea, f"drop/{'9' * 25}"))
        far = client.post(f"{INBOX}{'9' * 25}/drop/{routing.pk}/")
    assert (wrong.status_code, absurd.status_code, far.status_code) == (404, 404, 404)

    assert client.post(address(idea, f"drop/{routing.pk}")).status_code == 302
    assert Routing.objects.get(pk=routing.pk).state == "dropped"
    with nothing_happens():
        again = client.post(address(idea, f"drop/{routing.pk}"))
    assert "This question has already been answered." in shown(again)


def test_the_page_shows_the_idea_its_story_and_what_fits_but_not_the_owners_address(
    client: Client, indexed: None, idea: Idea, elsa: Person
) -> None:
    actions.note_idea(idea=idea, text="Between us.", by=elsa)

    page = shown(client.get(address(idea)))

    assert TEXT in page
    assert "Between us." in page
    assert "Fits the idea" in page
    assert OWNER not in page


def test_an_erased_idea_shows_that_it_is_and_offers_nothing(client: Client, idea: Idea) -> None:
    actions.erase_idea(idea=idea)

    page = shown(client.get(address(idea)))

    assert "The owner has erased this idea." in page
    assert 'method="post"' not in page.partition("<main")[2].partition("</main>")[0]
    for button, fields in forms(idea).items():
        answer = client.post(address(idea, button), fields)
        assert answer.status_code == 422, button


def test_a_letter_that_could_not_be_sent_is_seen_on_the_idea(client: Client, idea: Idea) -> None:
    Letter.objects.about(idea).filter(to=OWNER).update(state=Letter.State.FAILED)

    subject = '<span lang="en">We have received your idea</span>'
    assert f"could not be sent: {subject}." in shown(client.get(address(idea)))


# ---- The list ----


def titles(client: Client, query: str = "") -> list[str]:
    return [idea.title for idea in client.get(INBOX + query).context["page"]]


def test_those_who_have_waited_longest_stand_first(client: Client, idea: Idea) -> None:
    waits = [one.days_unheard for one in client.get(INBOX).context["page"]]

    assert len(waits) > 5
    assert waits == sorted(waits, reverse=True)
    assert titles(client)[-1] == TITLE


def test_the_list_is_narrowed_by_state_and_by_person(
    client: Client, idea: Idea, elsa: Person
) -> None:
    Idea.objects.exclude(pk=idea.pk).delete()
    closed = in_state("closed", title="Closed")
    actions.assign_idea(idea=in_state("in_care", title="Mine"), to=elsa, by=elsa)

    assert titles(client) == [TITLE, "Mine"]
    assert titles(client, "?state=closed") == ["Closed"]
    assert titles(client, "?state=new") == [TITLE]
    assert titles(client, "?whose=mine") == ["Mine"]
    assert titles(client, "?whose=nobody") == [TITLE]
    assert sorted(titles(client, "?state=%00&whose=%00&page=%00")) == [TITLE, "Closed", "Mine"]
    assert titles(client, f"?page={'9' * 30}") == [TITLE, "Mine"]
    actions.erase_idea(idea=closed)
    assert titles(client, "?state=closed") == []
    assert "Nothing waits here." in shown(client.get(f"{INBOX}?state=closed"))


def many_ideas(many: int, elsa: Person) -> list[Idea]:
    """So many ideas in the whole partnership, each with a responsible person and two routings."""
    Idea.objects.all().delete()
    return more_ideas(range(many), elsa)


def more_ideas(numbers: Iterable[int], elsa: Person) -> list[Idea]:
    first, second = workshop()
    made = []
    for n in numbers:
        idea = sent(title=f"Idea {n}", may_show=True, sender_mark=str(n))
        actions.route_idea(idea=idea, to=[first, second], by=elsa)
        actions.publish_idea(idea=idea, by=elsa)
        made.append(idea)
    Idea.objects.update(state=Idea.State.SEEKING_PARTNERS)
    return made


def test_lists_cost_the_same_for_one_and_many(
    client: Client,
    indexed: None,
    elsa: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Idea.objects.all().delete()
    for before, many in pairwise((0, 1, 3, 29)):
        more_ideas(range(before, many), elsa)
        client.logout()
        caches["process"].clear()
        for path, queries in [("/en/", 7), (INBOX, 8), ("/en/ideas/", 6), ("/en/desk/", 22)]:
            if path != "/en/":
                client.force_login(elsa)
                client.get(path)

            with django_assert_num_queries(queries, info=f"{path} with {many}"):
                answer = client.get(path)

            assert b"Idea 0" in answer.content or f"Idea {many - 1}".encode() in answer.content


@pytest.mark.parametrize("many", [1, 3, 12])
def test_the_care_page_costs_the_same_however_much_is_told(
    client: Client,
    indexed: None,
    elsa: Person,
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    idea, *_ = many_ideas(many, elsa)
    one, two = Routing.objects.filter(idea=idea)
    for routing in (one, two):
        actions.answer_routing(routing=routing, answer="accepted", words="Hello")
    for n in range(many):
        actions.ask_owner(idea=idea, text=f"Question {n}?", by=elsa, asks=True)
        actions.note_idea(idea=idea, text=f"Note {n}.", by=elsa)
        actions.write_as_advisor(routing=[one, two][n % 2], text=f"Hint {n}.")
    client.force_login(elsa)
    client.get(address(idea))

    with django_assert_num_queries(28):
        answer = client.get(address(idea))

    assert answer.content.count(b"Hint ") == many


# ---- Doors ----


@pytest.mark.parametrize("who", ["petra", "amina", "rut", "kim", "olof"])
def test_to_everybody_else_the_inbox_does_not_exist(client: Client, cast: Cast, who: str) -> None:
    idea = sent()
    client.force_login(getattr(cast, who))

    with nothing_happens():
        pages = [client.get(INBOX), client.get(address(idea))]
        presses = [client.post(address(idea, name), form) for name, form in PLAIN.items()]

    assert {answer.status_code for answer in [*pages, *presses]} == {404}


PLAIN = {name: {"text": WORDS, "reason": WORDS} for name in BUTTONS}


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client: Client, cast: Cast) -> None:
    idea = sent()

    for path in (INBOX, address(idea)):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/en/account/login/?next={path}")


@pytest.mark.parametrize("button", BUTTONS)
def test_who_was_signed_out_while_writing_keeps_every_word(
    client: Client, cast: Cast, button: str
) -> None:
    idea = sent()

    with nothing_happens():
        answer = client.post(
            address(idea, button),
            {"text": WORDS, "seen": "1", "short": '"><b>', "csrfmiddlewaretoken": "t"},
        )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert f'action="{address(idea, button)}"' in page
    assert WORDS in page
    assert 'name="seen" value="1"' in page
    assert 'value="&quot;&gt;&lt;b&gt;"' in page
    assert "Sign in on a new page" in page


def test_a_page_that_lay_open_too_long_keeps_every_word(idea: Idea, elsa: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(elsa)

    with nothing_happens():
        answer = strict.post(address(idea, "note"), {"text": WORDS})

    assert answer.status_code == 403
    assert WORDS in shown(answer)
    token = shown(answer).partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    again = strict.post(address(idea, "note"), {"text": WORDS, "csrfmiddlewaretoken": token})
    assert again.status_code == 302
    assert timezone.now() > idea.sent_at
