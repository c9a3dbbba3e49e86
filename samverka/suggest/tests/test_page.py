"""Suggestions while somebody writes: a piece of a page, of which nothing is kept."""

from html import unescape

import pytest
from django.conf import LazySettings
from django.test import Client

from samverka.cast import Cast
from samverka.ideas.tests.story import nothing_happens
from samverka.suggest.find import LONGEST

PATH = "/en/suggest/"
TEXT = "Jag vill att unga som inte har arbete får odla och laga mat tillsammans."


def shown(client: Client, text: str) -> str:
    answer = client.post(PATH, {"text": text})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_what_fits_is_shown_with_a_reason_in_the_readers_words(
    client: Client, indexed: None
) -> None:
    with nothing_happens():
        page = shown(client, TEXT)

    assert "This fits what you wrote" in page
    assert "You wrote" in page
    assert "<mark>" in page
    assert "<html" not in page


def test_nothing_is_kept_anywhere_on_the_way(client: Client, indexed: None) -> None:
    answer = client.post(PATH, {"text": TEXT})

    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.parametrize("text", ["", " ", "odla", "\x00" * 50, "\n" * 40])
def test_too_little_says_nothing(client: Client, indexed: None, text: str) -> None:
    assert "This fits what you wrote" not in shown(client, text)


@pytest.mark.parametrize(
    "text",
    [
        TEXT * 2000,
        "x" * (LONGEST * 2),
        "👩‍👩‍👧‍👦 " * 200,
        "ordet AND (OR NOT) \"'\\ *:^~ [a TO b] {} +- && ||",
        "<script>alert(1)</script> och så vidare i skolan",
        "한국어 텍스트는 여기에 있습니다 그리고 더",
    ],
)
def test_any_text_is_answered(client: Client, indexed: None, text: str) -> None:
    assert "<script>alert" not in shown(client, text)


def test_the_words_shown_are_escaped(client: Client, indexed: None) -> None:
    answer = client.post(PATH, {"text": f"{TEXT} <b>unga</b> <i>arbete</i>"})

    assert b"<b>unga" not in answer.content
    assert b"<i>arbete" not in answer.content


def test_asking_is_a_post(client: Client, cast: Cast) -> None:
    assert client.get(PATH).status_code == 405


def test_nobody_asks_all_the_time(
    client: Client, cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MATCHES_PER_MINUTE = 2
    monkeypatch.setattr("samverka.common.visitors.time.time", lambda: 1_800_000_000.0)

    codes = [client.post(PATH, {"text": "odla"}).status_code for _ in range(4)]
    other = client.post(PATH, {"text": "odla"}, REMOTE_ADDR="192.0.2.7").status_code

    assert (sorted(codes), other) == ([200, 200, 429, 429], 200)


def test_no_cookie_and_no_token_is_asked_for(indexed: None) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(PATH, {"text": TEXT}).status_code == 200
