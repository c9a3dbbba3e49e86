"""The page that an advisor reaches from a letter, without an account."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.ideas import actions
from samverka.ideas.models import Idea, Routing
from samverka.ideas.tests.story import (
    OWNER,
    TEXT,
    nothing_happens,
    sent,
    unreachable,
    what_happens,
    workshop,
)
from samverka.people.models import Person
from samverka.record.models import Letter


@pytest.fixture
def routing(elsa: Person) -> Routing:
    """One service has been asked, a second is next in turn."""
    first, second = workshop()
    idea = sent()
    return actions.route_idea(
        idea=idea, to=[first], then=[second], by=elsa, words="Look at the house."
    )[0]


def address(routing: Routing, button: str = "") -> str:
    return f"/en/ideas/answer/{routing.key}/{button}"


def shown(answer: Any) -> str:
    return unescape(answer.content.decode())


def state(routing: Routing) -> str:
    return Routing.objects.get(pk=routing.pk).state


def test_the_letter_leads_to_the_page_in_the_advisors_language(
    client: Client, routing: Routing
) -> None:
    letter = Letter.objects.get(to=routing.service.contact_email)

    assert f"/sv/ideas/answer/{routing.key}/" in letter.body
    page = shown(client.get(address(routing)))
    assert TEXT in page
    assert "Look at the house." in page
    assert OWNER not in page


@pytest.mark.parametrize("query", ["", "?answer=accepted", "?answer=declined", "?answer=%00"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_mail_programs_that_open_every_link_change_nothing(
    client: Client, routing: Routing, query: str, method: str
) -> None:
    with nothing_happens():
        answer = getattr(client, method)(address(routing) + query)

    assert answer.status_code == 200
    if (method, query) == ("get", "?answer=accepted"):
        assert 'value="accepted" required' in shown(answer) or "checked" in shown(answer)


def test_the_address_is_kept_by_nobody(client: Client, routing: Routing) -> None:
    for answer in (
        client.get(address(routing)),
        client.post(address(routing)),
        client.post(address(routing, "write/"), {"text": "Hello"}),
    ):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("key", ["x" * 32, "%00", "'"])
@pytest.mark.parametrize("button", ["", "write/"])
def test_a_wrong_key_opens_nothing(client: Client, cast: Cast, key: str, button: str) -> None:
    with nothing_happens():
        answer = client.post(f"/en/ideas/answer/{key}/{button}", {"text": "Hello."})

    assert answer.status_code == 404


def test_a_yes_goes_to_the_owner_with_its_words_and_the_talk_goes_on(
    client: Client, routing: Routing
) -> None:
    idea = routing.idea

    with what_happens(idea) as happened:
        answer = client.post(address(routing), {"answer": "accepted", "text": "Come on Monday."})

    assert (answer.status_code, answer["Location"]) == (302, address(routing))
    assert happened.said == [("advisor", "Come on Monday.", routing.service_id)]
    assert happened.letters[0] == (OWNER, "en", "Idéverkstaden wants to give you advice")
    page = shown(client.get(address(routing)))
    assert "Come on Monday." in page
    assert "You have taken this idea on." in page

    actions.answer_us(idea=idea, text="We come.")
    actions.note_idea(idea=idea, text="Between us.", by=Person.objects.get(name="Elsa Exempel"))
    client.post(address(routing, "write/"), {"text": "Bring the keys."})
    page = shown(client.get(address(routing)))
    assert "We come." in page
    assert "Bring the keys." in page
    assert "Between us." not in page


def test_a_no_needs_a_reason_that_only_the_team_reads_and_the_next_is_asked(
    client: Client, routing: Routing
) -> None:
    with nothing_happens():
        answer = client.post(address(routing), {"answer": "declined", "text": " "})
    assert answer.status_code == 422
    assert "Write a few words on why" in shown(answer)

    client.post(address(routing), {"answer": "declined", "text": "We are full until May."})

    assert state(routing) == "declined"
    second = Routing.objects.get(idea=routing.idea, service=workshop()[1])
    assert second.state == "asked"
    bodies = {letter.to: letter.body for letter in Letter.objects.order_by("pk")}
    assert "We are full" not in bodies[OWNER]
    assert "We are full until May." in bodies["elsa@example.org"]
    assert "Thank you for your answer." in shown(client.get(address(routing)))


def test_who_suggests_another_must_say_whom(client: Client, routing: Routing) -> None:
    other = unreachable()
    with nothing_happens():
        answer = client.post(address(routing), {"answer": "suggested", "text": "Ask them."})
    assert "Choose the service that you suggest." in shown(answer)
    assert "Ask them." in shown(answer)

    client.post(address(routing), {"answer": "suggested", "suggested": other.pk, "text": "Them."})

    assert state(routing) == "suggested"
    assert Routing.objects.get(pk=routing.pk).suggested == other


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"answer": ""},
        {"answer": "queued", "text": "Words that stay."},
        {"answer": "dropped", "text": "Words that stay."},
        {"answer": "suggested", "suggested": "9" * 30, "text": "Words that stay."},
        {"answer": "suggested", "suggested": "\x00", "text": "Words that stay."},
        {"answer": "accepted", "text": "Words that stay." + "x" * 10_000},
    ],
)
def test_an_answer_that_cannot_be_read_is_told_and_stays(
    client: Client, routing: Routing, fields: dict[str, str]
) -> None:
    with nothing_happens():
        answer = client.post(address(routing), fields)

    assert answer.status_code == 422
    assert "thing to mend" in shown(answer)
    assert fields.get("text", "") in shown(answer)


def test_nobody_suggests_themselves(client: Client, routing: Routing) -> None:
    with nothing_happens():
        answer = client.post(
            address(routing),
            {"answer": "suggested", "suggested": routing.service_id, "text": "Us."},
        )

    assert answer.status_code == 422


def test_a_second_answer_is_refused_with_its_words_in_sight(
    client: Client, routing: Routing
) -> None:
    client.post(address(routing), {"answer": "accepted", "text": "Welcome."})

    with nothing_happens():
        answer = client.post(
            address(routing), {"answer": "declined", "text": "I pressed the wrong one."}
        )

    assert answer.status_code == 422
    assert "This question has already been answered." in shown(answer)
    assert "I pressed the wrong one." in shown(answer)


def test_after_the_time_is_out_an_answer_still_counts(
    client: Client, routing: Routing, settings: LazySettings
) -> None:
    late = timezone.now() + timedelta(days=settings.ADVISOR_ANSWER_DAYS, minutes=1)
    actions.remind_advisors(now=late)
    assert state(routing) == "lapsed"

    client.post(address(routing), {"answer": "accepted", "text": "Sorry, we were away."})

    assert state(routing) == "accepted"


@pytest.mark.parametrize("end", ["withdrawn", "closed", "dropped"])
def test_who_need_not_answer_any_more_is_told_so_and_loses_no_word(
    client: Client, routing: Routing, elsa: Person, end: str
) -> None:
    if end == "dropped":
        actions.drop_routing(routing=routing, by=elsa)
    elif end == "closed":
        actions.move_idea(idea=routing.idea, to="closed", by=elsa, reason="There is one.")
    else:
        actions.withdraw_idea(idea=routing.idea)

    page = shown(client.get(address(routing)))
    assert "You need not answer any more." in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    with nothing_happens():
        answer = client.post(address(routing), {"answer": "accepted", "text": "With pleasure."})
    assert answer.status_code == 422
    assert "With pleasure." in shown(answer)


def test_who_has_not_said_yes_does_not_write_to_the_owner(client: Client, routing: Routing) -> None:
    with nothing_happens():
        answer = client.post(address(routing, "write/"), {"text": "Call me."})

    assert answer.status_code == 422
    assert "Say first that you take the idea on." in shown(answer)
    assert "Call me." in shown(answer)


def test_writing_is_a_press_and_an_empty_one_is_told(client: Client, routing: Routing) -> None:
    actions.answer_routing(routing=routing, answer="accepted")

    with nothing_happens():
        assert client.get(address(routing, "write/")).status_code == 405
        answer = client.post(address(routing, "write/"), {"text": " "})
    assert answer.status_code == 422
    assert "Write something first." in shown(answer)


def test_an_erased_idea_is_gone_for_its_advisor_too(client: Client, routing: Routing) -> None:
    actions.erase_idea(idea=routing.idea)

    for answer in (
        client.get(address(routing)),
        client.post(address(routing), {"answer": "accepted"}),
        client.post(address(routing, "write/"), {"text": "Hello"}),
    ):
        assert answer.status_code == 410
        assert TEXT not in shown(answer)


def test_a_service_without_address_answers_by_the_address_that_the_team_hands_over(
    client: Client, elsa: Person
) -> None:
    [routing] = actions.route_idea(idea=sent(), to=[unreachable()], by=elsa)
    client.force_login(elsa)

    care_page = shown(client.get(f"/en/ideas/inbox/{routing.idea_id}/"))
    assert f"http://127.0.0.1:8000{address(routing)}" in care_page
    Client().post(address(routing), {"answer": "accepted", "text": "Thank you for ringing."})

    assert state(routing) == "accepted"
    assert Idea.objects.get(pk=routing.idea_id).state == "advised"


@pytest.mark.parametrize("many", [1, 3, 12])
def test_the_page_costs_the_same_however_much_is_said(
    client: Client,
    routing: Routing,
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    actions.answer_routing(routing=routing, answer="accepted")
    for n in range(many):
        actions.answer_us(idea=routing.idea, text=f"Answer {n}.")
        actions.write_as_advisor(routing=routing, text=f"Hint {n}.")

    with django_assert_num_queries(4):
        answer = client.get(address(routing))

    assert answer.content.count(b"Hint ") == many


def test_what_we_asked_the_owner_and_what_they_added_stand_with_the_answer(
    client: Client, routing: Routing, elsa: Person
) -> None:
    actions.ask_owner(idea=routing.idea, text="How many are you?", by=elsa, asks=True)
    actions.add_to_idea(idea=routing.idea, text="And a garden.")

    main = shown(client.get(address(routing))).partition("<main")[2]

    assert "How many are you?" in main
    assert "The partnership" in main
    assert "Elsa" not in main
    assert "And a garden." in main.partition('id="said"')[0]


def test_the_letter_has_an_address_for_each_answer(client: Client, routing: Routing) -> None:
    letter = Letter.objects.get(to=routing.service.contact_email)

    for answer in ("accepted", "declined", "suggested"):
        path = f"/sv/ideas/answer/{routing.key}/?answer={answer}"
        assert f"{path}\n" in letter.body
        form = client.get(path).context["answer_form"]
        assert form["answer"].value() == answer


def test_who_has_said_no_does_not_read_what_is_said_afterwards(
    client: Client, routing: Routing
) -> None:
    actions.answer_routing(routing=routing, answer="declined", words="We are full.")
    actions.answer_us(idea=routing.idea, text="I have found a room by the station.")

    assert "found a room" not in shown(client.get(address(routing)))
