"""The contact page, and the pages of those who answer."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.writing import begin_writing
from samverka.contact.actions import answer_question
from samverka.contact.models import Addressee, Question
from samverka.contact.tests.story import ASKER, TEXT, asked
from samverka.partnership.models import Partnership

CONTACT, SEND = "/en/contact/", "/en/contact/send/"
QUESTIONS = "/en/contact/questions/"


@pytest.fixture(autouse=True)
def no_hurry(settings: LazySettings) -> None:
    settings.WRITING_SECONDS = 0


def typed(**facts: Any) -> dict[str, Any]:
    fields = {"text": TEXT, "writing": begin_writing()}
    return {name: value for name, value in {**fields, **facts}.items() if value is not None}


@pytest.mark.parametrize(
    ("language", "first", "days"),
    [("sv", "Frågor om partnerskapet", "Svar inom 10 dagar"), ("en", "Questions about", "10 days")],
)
def test_the_page_offers_roles_and_no_mailboxes(
    client: Client, cast: Cast, language: str, first: str, days: str
) -> None:
    page = client.get(f"/{language}/contact/").content.decode()

    assert first in page
    assert days in page
    assert "@" not in page


def test_a_public_body_warns_before_one_writes(client: Client, cast: Cast) -> None:
    warning = "may become a public record"

    before = client.get(CONTACT).content.decode()
    Partnership.objects.update(is_public_body=False)

    assert warning in before
    assert warning not in client.get(CONTACT).content.decode()


def test_a_question_is_sent_without_a_cookie_and_followed(client: Client, cast: Cast) -> None:
    role = Addressee.objects.get(title_en="Press")
    answer = client.post(SEND, typed(addressee=role.pk, email=ASKER, name="Vera"))

    question = Question.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{question.follow_url}?sent")
    assert (question.addressee, question.text, question.name, question.email) == (
        *(role, TEXT, "Vera", ASKER),
    )
    assert question.language == "en"
    assert "Your question is sent." in client.get(answer["Location"]).content.decode()
    assert not client.cookies


def test_a_partner_is_written_to_at_its_own_address(client: Client, cast: Cast) -> None:
    page = client.get(f"{CONTACT}?to=foreningen-gronskan").content.decode()
    answer = client.post(SEND, typed(partner="foreningen-gronskan"))

    assert "Write to Föreningen Grönskan" in page
    assert answer.status_code == 302
    assert Question.objects.get().to == "Föreningen Grönskan"
    assert client.get(f"{CONTACT}?to=nobody").status_code == 404


def test_where_no_role_is_named_the_coordinators_are_asked(client: Client, cast: Cast) -> None:
    answer = client.post(f"/p/grannlanet{SEND}", typed())

    assert answer.status_code == 302
    question = Question._base_manager.get()
    assert (question.addressee, question.responsible) == (None, cast.olof)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": " "}, "Write your question."),
        ({"text": "x" * 5001}, "At most 5000 characters"),
        ({"addressee": None}, "Choose what it is about."),
        ({"addressee": "9" * 30}, "Choose one of the lines."),
        ({"email": "no"}, "Write the whole e-mail address."),
        ({"website": "http://x"}, "One field is for robots"),
        ({"writing": "forged"}, "The page had been open for long."),
        ({"name": "<b>Bo</b>" * 20}, "At most 120 characters"),
    ],
)
def test_what_is_refused_is_told_and_everything_typed_is_kept(
    client: Client, cast: Cast, facts: dict[str, Any], sentence: str
) -> None:
    kept = {"text": "My own words & <b>more</b>", "name": "Vera", "email": ASKER}
    role = {"addressee": Addressee.objects.all()[0].pk}
    answer = client.post(SEND, typed(**{**kept, **role, **facts}))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    for name, value in {**kept, **facts}.items():
        if name in kept:
            assert answer.context["form"][name].value() == value
    assert not Question.objects.exists()


def test_quicker_than_people_write_is_refused(
    client: Client, cast: Cast, settings: LazySettings
) -> None:
    settings.WRITING_SECONDS = 60

    assert client.post(SEND, typed(partner="foreningen-gronskan")).status_code == 422


def test_who_asked_writes_back_and_erases_on_their_page(client: Client, cast: Cast) -> None:
    question = asked()
    moves = [
        client.post(f"{question.follow_url}write/", {"text": " "}).status_code,
        client.post(f"{question.follow_url}write/", {"text": "More"}).status_code,
        client.post(f"{question.follow_url}erase/").status_code,
        client.get(question.follow_url).status_code,
    ]

    assert moves == [422, 302, 302, 410]


def test_it_is_answered_handed_over_closed_and_reopened(client: Client, cast: Cast) -> None:
    question = asked()
    client.force_login(cast.elsa)
    page = f"{QUESTIONS}{question.pk}/"
    moves = [
        client.post(f"{page}answer/", {"text": "Yes.", "seen": 1}).status_code,
        client.post(f"{page}answer/", {"text": "Too late.", "seen": 1}).status_code,
        client.post(f"{page}close/", {"text": "Bye.", "seen": 2}).status_code,
        client.post(f"{page}reopen/", {"seen": 3}).status_code,
        client.post(f"{page}hand-over/", {"to": cast.nils.pk, "seen": 4}).status_code,
    ]

    assert moves == [302, 422, 302, 302, 302]
    question.refresh_from_db()
    assert (question.state, question.responsible) == ("waiting", cast.nils)
    assert list(question.lines.values_list("text", flat=True)) == ["Yes.", "Bye."]


def test_what_was_typed_stays_when_somebody_was_quicker(client: Client, cast: Cast) -> None:
    question = asked()
    answer_question(question=question, text="First.", by=cast.elsa)
    client.force_login(cast.elsa)

    answer = client.post(f"{QUESTIONS}{question.pk}/answer/", {"text": "Mine.", "seen": 1})

    page = answer.content.decode()
    assert (answer.status_code, "Mine." in page, "First." in page) == (422, True, True)


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_list_costs_the_same_however_many_wait(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    role = Addressee.objects.all()[0]
    for n in range(number):
        asked(addressee=role, sender_mark=str(n))
    client.force_login(cast.elsa)

    with django_assert_num_queries(7):
        page = client.get(QUESTIONS).context["page"]
    assert len(page) == number


def test_a_coordinator_says_whom_one_can_write_to(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    facts = {"title_sv": "Resor", "what_for_sv": "Skjuts", "answer_days": 3, "active": "on"}
    wrong = client.post("/en/contact/addressees/new/", facts | {"answer_days": "soon"})
    right = client.post("/en/contact/addressees/new/", facts | {"people": [cast.nils.pk]})

    made = Addressee.objects.latest("pk")
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert (made.title, made.answer_days, list(made.people.all())) == ("Resor", 3, [cast.nils])
    client.post(f"/en/contact/addressees/{made.pk}/", facts | {"active": ""})
    assert "Resor" not in client.get(CONTACT).content.decode()
