"""Another program asks what fits a text."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.ideas.models import Idea
from samverka.partnership.models import Theme
from samverka.suggest import index
from samverka.suggest.find import KINDS

SWEDISH = "Vi vill odla tillsammans med unga utan arbete i den gamla handelsträdgården."
ENGLISH = "We want to grow vegetables together with young people who have no work."
LISTS = {"partner": "partners", "service": "services"}  # others only add an s


def ask(client: Client, status: int = 200, **question: Any) -> Any:
    response = client.post("/api/v1/match", question, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


@pytest.mark.usefixtures("indexed")
def test_a_text_finds_what_fits_it_and_why(client: Client) -> None:
    found = ask(client, text=SWEDISH)

    scores = [match["score"] for match in found["matches"]]
    assert (found["language"], len(scores)) == ("sv", 10)
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    best = next(match for match in found["matches"] if match["kind"] == "idea")
    idea = Idea.objects.get(title="Odla, laga och få jobb i gamla handelsträdgården")
    assert best | {"score": 1, "reasons": []} == {
        "kind": "idea",
        "id": idea.pk,
        "title": idea.title,
        "url": f"http://127.0.0.1:8000/sv/ideas/{idea.pk}/",
        "score": 1,
        "reasons": [],
    }
    assert {"type": "words", "text": "odla tillsammans"} in best["reasons"]
    assert {
        "slug": "labour-market-for-young-people",
        "title": "En inkluderande arbetsmarknad för unga som varken arbetar eller studerar",
    } in found["themes"]


@pytest.mark.usefixtures("indexed")
def test_the_same_thing_has_the_same_number_in_the_lists(client: Client) -> None:
    found = ask(client, text=SWEDISH, limit=50)["matches"]

    for kind in {match["kind"] for match in found}:
        items = client.get(f"/api/v1/{LISTS.get(kind, f'{kind}s')}?limit=100").json()["items"]
        pages = {item["id"]: item["url"] for item in items}
        assert all(pages[match["id"]] == match["url"] for match in found if match["kind"] == kind)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (SWEDISH, None, "sv"),
        (ENGLISH, None, "en"),
        (SWEDISH, "en", "en"),
        (ENGLISH, "sv", "sv"),
        ("Wir wollen Gemüse für die Straßenküche züchten", None, "sv"),
    ],
)
def test_the_answer_speaks_the_language_asked_for_or_that_of_the_text(
    client: Client, text: str, language: str | None, told: str
) -> None:
    found = ask(client, text=text, language=language, limit=3)

    assert found["language"] == told
    assert all(f"/{told}/" in match["url"] for match in found["matches"])


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("text", "language", "kind", "beginning"),
    [
        ("Vi vill odla mat", "sv", "concept", "odling"),
        ("Vi vill odla mat", "en", "concept", "growing"),
        ("rådgivnning om socialt förtagande", "sv", "spelling", "rådgivnning (råd"),
    ],
)
def test_reasons_can_be_read_as_they_are(
    client: Client, text: str, language: str, kind: str, beginning: str
) -> None:
    found = ask(client, text=text, language=language, limit=50)["matches"]

    assert all(match["reasons"] for match in found)
    told = [why["text"] for match in found for why in match["reasons"] if why["type"] == kind]
    assert any(text.startswith(beginning) for text in told)


@pytest.mark.usefixtures("indexed")
def test_only_the_kinds_that_were_asked_for(client: Client) -> None:
    for kind in KINDS:
        assert {m["kind"] for m in ask(client, text=SWEDISH, kinds=[kind])["matches"]} == {kind}
    assert ask(client, text=SWEDISH, kinds=[])["matches"] == []


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("limit", [1, 4, 50])
def test_the_limit_holds_for_all_kinds_together(client: Client, limit: int) -> None:
    most = ask(client, text=SWEDISH, limit=50)["matches"]

    assert ask(client, text=SWEDISH, limit=limit)["matches"] == most[:limit]


@pytest.mark.usefixtures("indexed")
def test_what_has_been_taken_away_is_not_shown(client: Client) -> None:
    found = ask(client, text=ENGLISH)
    Theme.objects.get(slug=found["themes"][0]["slug"]).talks.all().delete()
    Theme.objects.get(slug=found["themes"][0]["slug"]).delete()
    Call.objects.get(pk=found_call(found)).delete()
    still = ask(client, text=ENGLISH)
    index.rebuild()
    rebuilt = ask(client, text=ENGLISH)

    assert found["themes"][0] not in still["themes"]
    assert found_call(found) not in [m["id"] for m in rebuilt["matches"] if m["kind"] == "call"]


def found_call(found: Any) -> Any:
    """The number of the best call."""
    return next(match["id"] for match in found["matches"] if match["kind"] == "call")


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("text", ["", "   ", "\ud800", "\x00\x07", "?", "\u0301" * 30_000])
def test_a_text_that_says_nothing_finds_nothing(client: Client, text: str) -> None:
    assert ask(client, text=text) == {"language": "sv", "themes": [], "matches": []}


@pytest.mark.usefixtures("indexed")
def test_the_beginning_of_a_very_long_text_is_read(client: Client) -> None:
    beginning = f"{SWEDISH} ".ljust(20_000, "·")

    long = ask(client, text=beginning + ENGLISH * 10_000)

    assert long == ask(client, text=beginning)


@pytest.mark.parametrize(
    ("question", "pointer", "sentence"),
    [
        ({}, "#/text", "text: Field required."),
        ({"text": 7}, "#/text", "text: Input should be a valid string."),
        (
            {"text": "x", "kinds": ["call", "person"]},
            "#/kinds",
            "kinds: Write a list of some of these: service, project, talk, call, partner, idea.",
        ),
        (
            {"text": "x", "limit": 51},
            "#/limit",
            "limit: Input should be less than or equal to 50.",
        ),
        ({"text": "x", "language": "de"}, "#/language", "language: Input should be 'sv' or 'en'."),
    ],
)
def test_a_question_that_cannot_be_answered(
    client: Client, cast: Cast, question: dict[str, Any], pointer: str, sentence: str
) -> None:
    assert ask(client, 422, **question) == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": sentence,
        "errors": [{"detail": sentence, "pointer": pointer}],
    }


@pytest.mark.usefixtures("indexed")
def test_nobody_asks_all_the_time(
    client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MATCHES_PER_MINUTE = 2
    one_minute = SimpleNamespace(time=lambda: 60.0)  # or the next one may begin meanwhile
    monkeypatch.setattr("samverka.common.visitors.time", one_minute)
    question = {"text": SWEDISH}
    answers = [
        client.post("/api/v1/match", question, content_type="application/json") for _ in range(3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert answers[-1]["Content-Type"] == "application/problem+json"


@pytest.mark.usefixtures("indexed")
def test_the_neighbours_find_only_their_own(client: Client) -> None:
    answer = client.post(
        "/p/grannlanet/api/v1/match", {"text": SWEDISH}, content_type="application/json"
    )

    assert answer.json() == {"language": "sv", "themes": [], "matches": []}
