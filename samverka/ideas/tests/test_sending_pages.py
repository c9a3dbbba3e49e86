"""The idea box on the web: nothing that somebody typed is ever lost, and a press counts once."""

import time
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.core import signing
from django.test import Client

from samverka.cast import Cast
from samverka.common.writing import SALT, begin_writing
from samverka.ideas.models import TEXT_LENGTH, Idea
from samverka.ideas.tests.story import OWNER, TEXT, TITLE, nothing_happens
from samverka.partnership.models import Municipality
from samverka.record.models import Letter

BOX, SEND = "/en/ideas/new/", "/en/ideas/new/send/"
FORM = "application/x-www-form-urlencoded"

# A family in one emoji, Arabic and Hebrew, a combined letter, and a mark that turns the direction.
FOREIGN = "👩‍👩‍👧‍👦 فكرة جيدة · רעיון טוב · e\N{COMBINING ACUTE ACCENT} \N{RIGHT-TO-LEFT MARK}!"


@pytest.fixture(autouse=True)
def no_hurry(settings: LazySettings) -> None:
    settings.WRITING_SECONDS = 0


def typed(**facts: Any) -> dict[str, Any]:
    fields = {"title": TITLE, "text": TEXT, "consent": "on", "writing": begin_writing()}
    return {name: value for name, value in {**fields, **facts}.items() if value is not None}


def shown(answer: Any) -> str:
    return unescape(answer.content.decode())


def refused(client: Client, *sentences: str, **facts: Any) -> Any:
    """Send, be told these sentences, find everything still there, and nothing written down."""
    fields = typed(**facts)
    with nothing_happens():
        answer = client.post(SEND, fields)
    page = shown(answer)
    assert answer.status_code == 422
    assert all(sentence in page for sentence in sentences), sentences
    for name in ("title", "text", "email"):
        assert fields.get(name, "").strip() in page, name
    return answer


def test_what_was_written_in_the_box_is_looked_through_before_it_is_sent(
    client: Client, indexed: None
) -> None:
    with nothing_happens():
        answer = client.post(BOX, {"text": "  Jag vill att vi odlar ihop. Alla får vara med.  "})

    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.initial == {
        "text": "Jag vill att vi odlar ihop. Alla får vara med.",
        "title": "Jag vill att vi odlar ihop",
        "talk": "",
    }
    assert answer.context["found"].suggestions
    assert client.cookies.get("sessionid") is None


@pytest.mark.parametrize("text", [None, "", "   ", "\x00", "odla"])
def test_too_little_in_the_box_finds_nothing_and_is_no_error(
    client: Client, cast: Cast, text: str | None
) -> None:
    answer = client.post(BOX, {} if text is None else {"text": text})

    assert (answer.status_code, answer.context["found"]) == (200, None)


@pytest.mark.parametrize(("email", "letters"), [(OWNER, [OWNER, "elsa@example.org"]), ("", None)])
def test_an_idea_is_sent_with_and_without_an_address(
    client: Client, cast: Cast, email: str, letters: list[str] | None
) -> None:
    answer = client.post(SEND, typed(email=email, may_show="on"))

    idea = Idea.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, f"{idea.tracking_url}?sent")
    assert (idea.title, idea.text, idea.email) == (TITLE, TEXT, email)
    assert (idea.language, idea.may_show) == ("en", True)
    assert list(Letter.objects.values_list("to", flat=True)) == (letters or ["elsa@example.org"])
    page = client.get(answer["Location"])
    assert "Your idea has been sent." in shown(page)
    assert f"http://testserver{idea.tracking_url}" in shown(page)


def test_the_language_of_the_page_is_the_language_of_the_idea(client: Client, cast: Cast) -> None:
    client.post(SEND.replace("/en/", "/sv/"), typed())

    assert Idea.objects.latest("pk").language == "sv"


def test_a_second_press_is_the_same_idea_and_the_same_address(client: Client, cast: Cast) -> None:
    fields = typed(email=OWNER)
    first = client.post(SEND, fields)

    with nothing_happens():
        second = client.post(SEND, fields)

    assert first["Location"] == second["Location"]


def test_going_back_and_writing_something_else_is_another_idea(client: Client, cast: Cast) -> None:
    """The first one is not changed behind its owner's back, and the new words are not lost."""
    fields = typed()
    first = client.post(SEND, fields)
    second = client.post(SEND, fields | {"text": f"{TEXT} And a garden."})

    assert first["Location"] != second["Location"]
    assert Idea.objects.latest("pk").text == f"{TEXT} And a garden."


def test_a_page_of_one_partnership_sends_to_the_other_as_its_own(
    client: Client, cast: Cast
) -> None:
    fields = typed()
    here = client.post(SEND, fields)
    there = client.post(f"/p/grannlanet{SEND}", fields)

    assert here["Location"] != there["Location"]
    assert urlsplit(there["Location"]).path.startswith("/p/grannlanet/en/ideas/follow/")
    assert client.get(there["Location"]).status_code == 200


def test_quicker_than_anybody_writes(client: Client, cast: Cast, settings: LazySettings) -> None:
    settings.WRITING_SECONDS = 3

    answer = refused(client, "quicker than most people write")

    fields = typed(writing=answer.context["writing"])
    settings.WRITING_SECONDS = 0
    assert client.post(SEND, fields).status_code == 302


def test_a_page_that_lay_open_too_long_is_sent_with_the_next_press(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_days_ago = time.time() - 3 * 24 * 60 * 60
    with monkeypatch.context() as earlier:
        earlier.setattr("time.time", lambda: three_days_ago)
        old = begin_writing()

    answer = refused(client, "had been open for long", writing=old)

    assert client.post(SEND, typed(writing=answer.context["writing"])).status_code == 302


SEALS: dict[str, Callable[[], str | None]] = {
    "missing": lambda: None,
    "empty": lambda: "",
    "nonsense": lambda: "💥:💥:💥",
    "cut": lambda: begin_writing()[:-1],
    "longer": lambda: f"{begin_writing()}x",
    "of another kind": lambda: signing.dumps({"key": "k", "at": 0}, salt="another"),
    "without a time": lambda: signing.dumps({"key": "k"}, salt=SALT),
    "a list": lambda: signing.dumps(["k", 0], salt=SALT),
    "some time": lambda: signing.dumps({"key": "k", "at": "soon"}, salt=SALT),
}


@pytest.mark.parametrize("seal", SEALS)
def test_a_seal_that_is_missing_or_tampered_with(client: Client, cast: Cast, seal: str) -> None:
    refused(client, "had been open for long", writing=SEALS[seal]())


def test_a_robot_fills_in_the_bait_and_a_person_sends_again(client: Client, cast: Cast) -> None:
    answer = refused(client, "One field is for robots", website="http://spam.example")

    assert "spam.example" not in shown(answer)
    assert client.post(SEND, typed(writing=answer.context["writing"])).status_code == 302


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": ""}, "Write what you want to change."),
        ({"text": " \n\t "}, "Write what you want to change."),
        ({"text": "Too short"}, "Write a little more"),
        ({"text": "x" * (TEXT_LENGTH + 1)}, "At most 20000 characters; this is 20001."),
        ({"title": ""}, "Give the idea a title"),
        ({"title": "t" * 10_000}, "At most 160 characters; this is 10000."),
        ({"email": "anna"}, "Write the whole e-mail address"),
        ({"email": "anna@"}, "Write the whole e-mail address"),
        ({"consent": None}, "We need your yes"),
        ({"municipality": "999999999999999999999999"}, "Choose a municipality from the list"),
        ({"municipality": "Nora"}, "Choose a municipality from the list"),
    ],
)
def test_what_is_missing_or_too_long_is_told_in_a_sentence(
    client: Client, cast: Cast, facts: dict[str, Any], sentence: str
) -> None:
    answer = refused(client, sentence, "1 thing to mend", **facts)

    assert answer.context["form"].error_count == 1


def test_a_municipality_next_door_is_not_ours_to_choose(client: Client, cast: Cast) -> None:
    nora = Municipality.objects.get(name="Nora")

    with nothing_happens():
        answer = client.post(f"/p/grannlanet{SEND}", typed(municipality=nora.pk))

    assert "Choose a municipality from the list" in shown(answer)


def test_a_whole_book_is_refused_in_good_time(client: Client, cast: Cast) -> None:
    refused(client, "At most 20000 characters", text="Ett stycke text om idén. " * 42_000)


@pytest.mark.parametrize("text", [FOREIGN, f"{FOREIGN}\r\n\r\n{FOREIGN}", "<b>Bold</b> & 'brave'"])
def test_every_script_of_the_world_comes_through_whole(
    client: Client, cast: Cast, text: str
) -> None:
    answer = client.post(SEND, typed(text=text, title=text[:60]))

    idea = Idea.objects.latest("pk")
    assert idea.text == text.replace("\r\n", "\n").replace("e\N{COMBINING ACUTE ACCENT}", "é")
    page = client.get(answer["Location"]).content.decode()
    assert "<b>Bold" not in page
    assert idea.title in unescape(page)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Nol%00l i mitten av texten", "Noll i mitten av texten"),
        ("Klockan %07 ringer i skolan", "Klockan ringer i skolan"),
        ("Broken %ff%fe bytes in the text", "Broken \ufffd\ufffd bytes in the text"),
        ("Half a pair %ed%a0%80 of the two", "Half a pair \ufffd\ufffd\ufffd of the two"),
    ],
)
def test_broken_characters_neither_stop_the_idea_nor_get_into_it(
    client: Client, cast: Cast, sent: str, kept: str
) -> None:
    fields = f"title=Broken&consent=on&writing={begin_writing()}&text={sent}"

    answer = client.post(SEND, fields, content_type=FORM)

    assert answer.status_code == 302
    assert " ".join(Idea.objects.latest("pk").text.split()) == kept


@pytest.mark.parametrize("limit", ["IDEAS_PER_HOUR", "IDEAS_PER_HOUR_IN_ALL"])
def test_when_many_are_sent_the_text_stays_and_goes_in_later(
    client: Client, cast: Cast, settings: LazySettings, limit: str
) -> None:
    before = getattr(settings, limit)
    Idea.objects.all().delete()
    client.post(SEND, typed())
    setattr(settings, limit, 1)

    answer = refused(client, "Your text is still here.", email=OWNER)

    setattr(settings, limit, before)
    fields = typed(writing=answer.context["writing"], email=OWNER)
    assert client.post(SEND, fields).status_code == 302


def test_the_limit_is_for_each_network(client: Client, cast: Cast, settings: LazySettings) -> None:
    settings.IDEAS_PER_HOUR = 1
    client.post(SEND, typed())

    assert client.post(SEND, typed()).status_code == 422
    assert client.post(SEND, typed(), REMOTE_ADDR="192.0.2.7").status_code == 302


def test_sending_is_a_press_and_never_a_link(client: Client, cast: Cast) -> None:
    with nothing_happens():
        assert client.get(SEND, typed()).status_code == 405
