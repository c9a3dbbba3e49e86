"""The room asks: a code on the screen, questions, “me too”, and elsa who goes through them."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.visitors import WRONG_AN_HOUR
from samverka.talks.actions.asking import ask_question, mark_of_key, new_key, want_the_same
from samverka.talks.actions.forgetting import forget_askers_at_talks
from samverka.talks.actions.questions import close_questions, move_question, open_questions
from samverka.talks.models import AudienceQuestion, QuestionTime, SameQuestion, Talk
from samverka.talks.models.question import MOST_A_MINUTE
from samverka.talks.tests.story import a_question, a_talk

DOOR = "/en/talks/ask/"


def phone(client: Client, code: str) -> str:
    """Somebody writes the code; the address they get."""
    return client.post(DOOR, {"code": code})["Location"]


def asked() -> list[tuple[str, str, int]]:
    rows = AudienceQuestion.objects.order_by("-wanted", "id")
    return [(row.words, str(row.state), row.wanted) for row in rows]


def test_the_room_asks_and_says_me_too(client: Client, cast: Cast) -> None:
    time = open_questions(talk=a_talk(), by=cast.elsa)
    ada, bo, cleo = (phone(client, time.code.lower().replace("-", " ")) for _one in range(3))
    assert len({ada, bo, cleo}) == 3

    answer = client.post(ada, {"words": "Vad kostar det?", "name": "Ada"})
    first = AudienceQuestion.objects.get()
    assert answer["Location"] == f"{ada}#q-{first.pk}"
    client.post(bo, {"words": "Får barn komma?"})
    second = AudienceQuestion.objects.get(words="Får barn komma?")

    for somebody in (ada, bo, cleo, cleo):  # whoever asked counts already, and each once
        client.post(f"{somebody}me-too/{second.pk}/")

    assert asked() == [("Får barn komma?", "waiting", 2), ("Vad kostar det?", "waiting", 0)]
    page = client.get(bo)
    assert page.content.decode().index("Får barn komma?") < page.content.decode().index("Ada")
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert "Your question" in page.content.decode()
    assert "You want to know too" in client.get(cleo).content.decode()
    assert not client.cookies


def test_elsa_answers_hides_and_puts_back(client: Client, cast: Cast) -> None:
    talk = a_talk()
    time, question = a_question(talk, "Vem betalar?")
    reader = phone(client, time.code)
    client.force_login(cast.elsa)
    lead = f"/en/talks/{talk.slug}/questions/"

    def becomes(to: str) -> bool:
        """Can the room read it afterwards?"""
        client.post(f"{lead}{question.pk}/move/", {"to": to})
        return "Vem betalar?" in Client().get(reader).content.decode()

    assert [becomes(to) for to in ("hidden", "waiting", "answered", "nonsense")] == [
        *(False, True, True, True),
    ]
    assert asked() == [("Vem betalar?", "answered", 0)]
    with pytest.raises(Refused, match="Put the question back first"):
        move_question(question=question, to="hidden", by=cast.elsa)
    with pytest.raises(Refused):
        move_question(question=question, to="waiting", by=cast.kim)


def test_the_screen_shows_code_address_and_picture(client: Client, cast: Cast) -> None:
    talk = a_talk()
    client.force_login(cast.elsa)
    screen = f"/en/talks/{talk.slug}/questions/screen/"
    assert client.get(screen).status_code == 302  # nobody has opened yet
    client.post(f"/en/talks/{talk.slug}/questions/open/")
    page = client.get(screen).content.decode()

    time = QuestionTime.objects.get()
    for part in (
        f'class="code">{time.code}<',
        "127.0.0.1:8000/en/talks/ask<",
        "data:image/svg+xml",
    ):
        assert part in page
    assert DOOR in client.get(f"/en/talks/{talk.slug}/").content.decode()


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_only_a_published_talk_takes_questions(cast: Cast, state: str) -> None:
    with pytest.raises(Refused):
        open_questions(talk=a_talk(state=state), by=cast.elsa)


def test_only_who_prepares_opens(client: Client, cast: Cast) -> None:
    talk = a_talk()
    with pytest.raises(Refused):
        open_questions(talk=talk, by=cast.kim)
    assert open_questions(talk=talk, by=cast.elsa) == open_questions(talk=talk, by=cast.elsa)


def test_after_the_talk_nobody_asks_and_everybody_reads(client: Client, cast: Cast) -> None:
    talk = a_talk()
    time, question = a_question(talk, "Vem betalar?")
    address = phone(client, time.code)
    now = timezone.now()
    times = {"starts_at": now - timedelta(hours=4), "ends_at": now - timedelta(minutes=61)}
    Talk.objects.filter(pk=talk.pk).update(**times)

    late = client.post(address, {"words": "En till?"})

    assert late.status_code == 422
    assert "En till?" in late.content.decode()
    assert client.post(f"{address}me-too/{question.pk}/").status_code == 302
    assert asked() == [("Vem betalar?", "waiting", 0)]
    assert client.post(DOOR, {"code": time.code}).status_code == 422
    with pytest.raises(Refused):
        open_questions(talk=talk, by=cast.elsa)


def test_closed_and_opened_again_has_a_code_of_its_own(client: Client, cast: Cast) -> None:
    talk = a_talk()
    time = open_questions(talk=talk, by=cast.elsa)
    address = phone(client, time.code)
    close_questions(talk=talk, by=cast.elsa)
    assert client.post(address, {"words": "Hallå?"}).status_code == 422
    open_questions(talk=talk, by=cast.elsa)
    assert client.post(address, {"words": "Hallå?"}).status_code == 302


def test_an_address_is_made_by_the_house_and_for_one_talk(client: Client, cast: Cast) -> None:
    mine = open_questions(talk=a_talk(), by=cast.elsa)
    other = open_questions(talk=a_talk(slug="other"), by=cast.elsa)
    assert client.get(f"{DOOR}{mine.pk}/{new_key(mine)}/").status_code == 200
    for key in (new_key(other), "a" * 32, "a"):
        assert client.get(f"{DOOR}{mine.pk}/{key}/").status_code == 404


def test_a_phone_that_sends_again_counts_once_and_one_that_floods_is_stopped(cast: Cast) -> None:
    talk = a_talk()
    mark = mark_of_key(new_key(open_questions(talk=talk, by=cast.elsa)))

    def ask(words: str) -> AudienceQuestion:
        return ask_question(talk=talk, mark=mark, words=words)

    assert ask("samma") == ask(" samma ")
    for n in range(MOST_A_MINUTE - 1):
        ask(str(n))
    with pytest.raises(Refused):
        ask("en till")


def test_what_is_too_long_is_said_and_kept(client: Client, cast: Cast) -> None:
    address = phone(client, open_questions(talk=a_talk(), by=cast.elsa).code)
    answer = client.post(address, {"words": "å" * 301})
    assert answer.status_code == 422
    assert "å" * 301 in answer.content.decode()


@pytest.mark.slow
def test_whoever_guesses_codes_is_stopped(client: Client, cast: Cast) -> None:
    code = open_questions(talk=a_talk(), by=cast.elsa).code
    caches["process"].clear()
    tried = [client.post(DOOR, {"code": f"XX-{n}"}).status_code for n in range(WRONG_AN_HOUR + 1)]
    assert tried == [422] * WRONG_AN_HOUR + [429]
    assert client.post(DOOR, {"code": code}).status_code == 429


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_however_much_is_asked(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talk = a_talk()
    for n in range(number):
        time, _question = a_question(talk, f"Fråga {n}?")
    address = phone(client, time.code)
    with django_assert_num_queries(4):
        page = client.get(address)
    with django_assert_num_queries(2):
        again = client.get(f"{address}list/", headers={"If-None-Match": page.context["seen"]})
    assert again.status_code == 304
    client.force_login(cast.elsa)
    with django_assert_num_queries(7):
        client.get(f"/en/talks/{talk.slug}/questions/")


def test_who_asked_is_forgotten_with_those_who_came(client: Client, cast: Cast) -> None:
    talk = a_talk()
    time, question = a_question(talk, "Vem betalar?")
    _time, hidden = a_question(talk, "Fult ord?")
    want_the_same(question=question, mark="another")
    move_question(question=hidden, to="hidden", by=cast.elsa)
    AudienceQuestion.objects.update(name="Ada")
    address = phone(client, time.code)

    then = talk.ends_at + timedelta(days=30, minutes=1)
    assert forget_askers_at_talks(now=then - timedelta(minutes=2)) == 0
    assert (forget_askers_at_talks(now=then), forget_askers_at_talks(now=then)) == (1, 0)

    [row] = AudienceQuestion.objects.all()
    assert (row.words, row.name, row.mark, row.wanted) == ("Vem betalar?", "", "", 1)
    assert SameQuestion.objects.count() == 0
    assert client.get(address).status_code == 404


def test_what_is_hidden_takes_no_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody fills the list with noise; those who lead hide it, and others can ask again."""
    monkeypatch.setattr("samverka.talks.actions.asking.MOST_QUESTIONS", 1)
    talk = a_talk()
    _time, noise = a_question(talk, "Brus")
    with pytest.raises(Refused):
        ask_question(talk=talk, mark="other", words="Vem betalar?")
    move_question(question=noise, to="hidden", by=cast.elsa)

    assert ask_question(talk=talk, mark="other", words="Vem betalar?").pk
