"""Another program, such as a municipality's own pages, sends an idea."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.ideas.models import Idea
from samverka.record.models import Letter

TEXT = "Jag vill att vi lagar cyklar tillsammans vid skolan."


def send(client: Client, site: str = "", key: str | None = None, **idea: Any) -> Any:
    headers = {"Idempotency-Key": key} if key is not None else {}
    address = f"{site}/api/v1/ideas"
    return client.post(address, idea, content_type="application/json", headers=headers)


def test_an_idea_is_taken_in_and_can_be_followed(client: Client, cast: Cast) -> None:
    response = send(client, title=" Laga  cyklar\x00", text=f"{TEXT}\r\n", email="kim@example.org")

    idea = Idea.objects.get(title="Laga cyklar")
    with translation.override("sv"):
        address = f"http://127.0.0.1:8000{idea.tracking_url}"
    assert (response.status_code, response["Location"]) == (201, address)
    assert response.json() == {"url": address}
    assert (idea.text, idea.language, idea.email) == (TEXT, "sv", "kim@example.org")
    assert (idea.may_show, idea.published_at, idea.state) == (False, None, "new")
    assert {letter.to for letter in Letter.objects.all()} == {"kim@example.org", cast.elsa.email}


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        (TEXT, None, "sv"),
        ("I want us to mend bicycles together.", None, "en"),
        (TEXT, "en", "en"),
        ("Zzzz zzzz zzzz zzzz", None, "sv"),
    ],
)
def test_the_address_speaks_the_language_of_the_idea(
    client: Client, cast: Cast, text: str, language: str | None, kept: str
) -> None:
    response = send(client, title="Bicycles", text=text, language=language)

    assert Idea.objects.get(title="Bicycles").language == kept
    assert response["Location"].startswith(f"http://127.0.0.1:8000/{kept}/ideas/follow/")


@pytest.mark.parametrize(
    ("idea", "errors"),
    [
        ({}, {"#/title": "title: Field required.", "#/text": "text: Field required."}),
        (
            {"title": " ", "text": " " * 40},
            {
                "#/title": "title: String should have at least 1 character.",
                "#/text": "text: String should have at least 15 characters.",
            },
        ),
        (
            {"title": "x" * 161, "text": "x" * 20_001},
            {
                "#/title": "title: String should have at most 160 characters.",
                "#/text": "text: String should have at most 20000 characters.",
            },
        ),
        (
            {"title": "x", "text": "\u0301\u0323" * 100_000},  # takes minutes to compose
            {"#/text": "text: String should have at most 20000 characters."},
        ),
        (
            {"title": "x", "text": TEXT, "email": "kim@"},
            {"#/email": "email: Write the whole address, for example name@example.com."},
        ),
    ],
)
def test_what_has_to_be_mended_is_said_and_nothing_is_kept(
    client: Client, cast: Cast, idea: dict[str, Any], errors: dict[str, str]
) -> None:
    before = Idea.objects.count()
    response = send(client, **idea)

    told = {error["pointer"]: error["detail"] for error in response.json()["errors"]}
    assert (response.status_code, told) == (422, errors)
    assert Idea.objects.count() == before


def test_the_same_idea_sent_again_with_the_same_key_is_one_idea(client: Client, cast: Cast) -> None:
    first = send(client, key="1", title="Cyklar", text=TEXT)
    again = send(client, key="1", title="Cyklar", text=TEXT)
    other_key = send(client, key="2", title="Cyklar", text=TEXT)
    no_key = send(client, title="Cyklar", text=TEXT)

    assert first.json() == again.json()
    assert len({one["Location"] for one in (first, other_key, no_key)}) == 3
    assert {one.status_code for one in (first, again, other_key, no_key)} == {201}


def test_a_key_that_somebody_else_chose_too_does_not_show_their_idea(
    client: Client, cast: Cast
) -> None:
    mine = send(client, key="1", title="Cyklar", text=TEXT)
    theirs = send(client, key="1", title="Cyklar", text=f"{TEXT} Jag är en annan.")
    next_door = send(client, "/p/grannlanet", key="1", title="Cyklar", text=TEXT)

    assert len({one["Location"] for one in (mine, theirs, next_door)}) == 3
    with scope(cast.neighbour.pk):
        assert [idea.title for idea in Idea.objects.all()] == ["Cyklar"]


def test_too_many_ideas_at_once(client: Client, cast: Cast, settings: LazySettings) -> None:
    settings.IDEAS_PER_HOUR = 1
    answers = [send(client, title=f"Nummer {n}", text=TEXT, language="en") for n in range(2)]

    assert [answer.status_code for answer in answers] == [201, 429]
    assert answers[1]["Content-Type"] == "application/problem+json"
    assert (answers[1]["Retry-After"], answers[1]["Content-Language"]) == ("3600", "en")
    assert answers[1].json()["detail"].startswith("Many ideas have been sent from your network")


def test_a_cookie_gives_no_authority_and_no_token_is_needed(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.kim)

    assert send(client, title="Cyklar", text=TEXT).status_code == 201
