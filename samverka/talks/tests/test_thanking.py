"""Those who came are thanked once, and say what they thought without their name."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.record.models import History, Letter
from samverka.talks.actions.registering import forget_registrations
from samverka.talks.actions.thanking import came_to, thank_for_coming
from samverka.talks.models import Registration, Talk, TalkFeedback
from samverka.talks.tests.story import a_talk, comes, held_talk

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def came(talk: Talk, name: str, **facts: Any) -> Registration:
    """They had a seat; whoever was counted has `came`."""
    told = {"talk": talk, "name": name, "email": f"{name.lower()}@example.org"}
    told |= {"language": "en", "state": "seated"}
    return Registration.objects.create(**told | facts)


def thanked() -> list[str]:
    return sorted(
        Letter.objects.filter(subject__startswith="Thank you").values_list("to", flat=True)
    )


def test_a_letter_the_day_after_when_notes_are_there_and_none_twice(cast: Cast) -> None:
    talk = held_talk(notes_en="We want a shed.", film="https://film.example.org/1")
    ada = came(talk, "Ada")
    assert thank_for_coming(now=talk.ends_at + DAY - timedelta(minutes=1)) == 0
    assert thank_for_coming(now=talk.ends_at + DAY) == 1
    assert thank_for_coming(now=talk.ends_at + 2 * DAY) == 0
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (
        *("ada@example.org", "Thank you for coming: Cultivate together"),
    )
    for address in (
        *("https://film.example.org/1", f"/en/talks/{talk.slug}/"),
        f"/en/talks/registrations/{ada.key}/afterwards/",
    ):
        assert address in letter.body


def test_without_notes_it_waits_a_week_and_after_two_nobody_expects_it(cast: Cast) -> None:
    talk = held_talk()
    came(talk, "Ada")
    days = [1, 6, 15]
    assert [thank_for_coming(now=talk.ends_at + n * DAY) for n in days] == [0, 0, 0]
    assert thank_for_coming(now=talk.ends_at + 7 * DAY) == 1
    assert "film" not in Letter.objects.get().body


def test_only_those_who_came_are_thanked(cast: Cast) -> None:
    talk = held_talk(notes_sv="Bod.")
    came(talk, "Ada", came=2)
    came(talk, "Bo", came=0)
    came(talk, "Cleo")
    came(talk, "Dan", by_link=True)
    came(talk, "Eva", state="waiting")
    came(talk, "Finn", state="cancelled")
    thank_for_coming(now=talk.ends_at + DAY)
    assert thanked() == ["ada@example.org", "dan@example.org"]


def test_where_nobody_was_counted_all_who_had_a_seat_came(cast: Cast) -> None:
    talk = held_talk()
    for name in ("Ada", "Bo"):
        came(talk, name)
    assert [row.name for row in came_to(talk)] == ["Ada", "Bo"]


def test_nobody_is_thanked_for_a_talk_that_was_not_held(cast: Cast) -> None:
    talk = held_talk(notes_sv="Bod.", state="cancelled")
    came(talk, "Ada")
    assert thank_for_coming(now=talk.ends_at + DAY) == 0


def test_an_answer_is_counted_and_leads_to_nobody(client: Client, cast: Cast) -> None:
    talk = held_talk()
    ada, bo = came(talk, "Ada"), came(talk, "Bo")
    told = {"use": "much", "words": "Nu vågar jag.", "next_theme": "Verktyg"}
    page = f"/en/talks/registrations/{ada.key}/afterwards/"
    said = Client().post(page, told, follow=True).content.decode()
    assert "You have answered." in said
    Client().post(f"/en/talks/registrations/{bo.key}/afterwards/", {"use": "little"})

    again = Client().post(page, told)
    assert (again.status_code, TalkFeedback.objects.count()) == (422, 2)
    assert "You have answered already." in again.content.decode()

    client.force_login(cast.elsa)
    inside = client.get(f"/en/talks/{talk.slug}/afterwards/")
    thoughts = inside.context["thoughts"]
    assert thoughts.counts == [("Much", 1), ("Some", 0), ("Little", 1)]
    assert "Nu vågar jag." in inside.content.decode()
    assert "Verktyg" in inside.content.decode()
    assert "Nu vågar jag." not in Client().get(f"/en/talks/{talk.slug}/").content.decode()

    columns = {field.name for field in TalkFeedback._meta.get_fields()}
    assert columns == {"id", "partnership", "talk", "use", "words", "next_theme"}
    assert not History.objects.of(ada).exists()
    told_by = History.objects.filter(kind="talkfeedback")
    assert [(one.actor, one.role) for one in told_by] == [(None, "owner"), (None, "owner")]


def test_what_was_typed_stays_when_nothing_was_chosen(client: Client, cast: Cast) -> None:
    ada = came(held_talk(), "Ada")
    answer = client.post(
        f"/en/talks/registrations/{ada.key}/afterwards/", {"words": "Nu vågar jag."}
    )
    assert answer.status_code == 422
    assert "Choose one of the three." in answer.content.decode()
    assert "Nu vågar jag." in answer.content.decode()
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == (
        *("private, no-store", "no-referrer"),
    )


def test_only_who_was_there_answers_and_nobody_when_they_are_forgotten(
    client: Client, cast: Cast
) -> None:
    early = comes(a_talk(slug="later"), "Ada")
    talk = held_talk()
    away, gone = came(talk, "Bo", came=0), came(talk, "Cleo")
    forget_registrations(now=talk.ends_at + 31 * DAY)
    for row in (early, away, gone):
        page = f"/en/talks/registrations/{row.key}/afterwards/"
        assert client.get(page).status_code == 200
        assert 'name="use"' not in client.get(page).content.decode()
        assert client.post(page, {"use": "much"}).status_code == 422
    assert TalkFeedback.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_answers_cost_the_same_for_one_and_for_three(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talk = held_talk()
    for n in range(number):
        came(talk, f"Person{n}", thanked_at=timezone.now())
        TalkFeedback.objects.create(talk=talk, use="much", words=f"Bra {n}")
    client.force_login(cast.elsa)
    with django_assert_num_queries(16):
        client.get(f"/en/talks/{talk.slug}/afterwards/")
