"""A question finds somebody who answers it, by a day that was promised."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.contact import actions, personal
from samverka.contact.models import Addressee, Line, Question
from samverka.contact.tests.story import ASKER, TEXT, asked
from samverka.partnership.models import Membership, Organisation, Seat
from samverka.people.models import Person
from samverka.record.digest import send_digests
from samverka.record.models import History, Letter
from samverka.tasks.models import Task

ANSWER = "You write to us and come to an assembly meeting."


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def press() -> Addressee:
    return Addressee.objects.get(title_en="Press")


def greenery() -> Organisation:
    return Organisation.objects.get(slug="foreningen-gronskan")


def letters() -> list[tuple[str, str, str]]:
    return list(Letter.objects.values_list("to", "language", "subject"))


def tasks() -> list[tuple[str, str | None, str | None]]:
    """State, person and organisation of every task."""
    return [
        (one.state, str(one.person) if one.person else None, one.group or None)
        for one in Task.objects.with_listing()
    ]


def test_a_question_gets_a_responsible_person_a_day_and_a_task(cast: Cast) -> None:
    question = asked(addressee=press())

    assert (question.state, question.responsible, question.answer_by) == (
        *("waiting", cast.elsa, timezone.localdate() + timedelta(days=10)),
    )
    assert letters() == [
        (ASKER, "en", "We have got your question"),
        ("elsa@example.org", "sv", "En fråga till ”Press”"),
    ]
    [task] = Task.objects.all()
    assert (task.kind, task.person, task.due_on, task.what_sv, task.what_en) == (
        *("question", cast.elsa, question.answer_by, f"Svara: {TEXT}", f"Answer: {TEXT}"),
    )
    assert task.url == question.get_absolute_url()
    assert list(History.objects.of(question).values_list("verb", "role", "detail")) == [
        ("asked", "owner", {})
    ]


def test_the_one_with_the_fewest_that_wait_gets_the_next(cast: Cast) -> None:
    addressee = press()
    addressee.people.set([cast.nils, cast.rut])
    first, second, third = (asked(addressee=addressee).responsible for _number in range(3))

    assert [first, second, third] == [cast.nils, cast.rut, cast.nils]


def test_a_question_to_a_partner_waits_for_its_staff(cast: Cast) -> None:
    question = asked(organisation=greenery())

    assert (question.responsible, question.to) == (None, "Föreningen Grönskan")
    assert tasks() == [("open", None, "Föreningen Grönskan")]
    assert letters()[1:] == [("amina@example.org", "sv", "En fråga till ”Föreningen Grönskan”")]


def test_a_partner_without_accounts_is_answered_for_by_the_coordinators(cast: Cast) -> None:
    Membership.objects.filter(organisation=greenery()).delete()
    question = asked(organisation=greenery())

    assert question.responsible == cast.elsa
    assert [to for to, _language, _subject in letters()] == [ASKER, "elsa@example.org"]


def test_it_is_answered_written_back_to_and_closed(cast: Cast) -> None:
    question = asked(organisation=greenery())
    answered = actions.answer_question(question=question, text=ANSWER, by=cast.amina)
    assert (answered.state, answered.responsible) == ("answered", cast.amina)
    assert tasks() == [("done", None, "Föreningen Grönskan")]
    assert letters()[2:] == [(ASKER, "en", "You have got an answer to your question")]

    again = actions.write_back(question=question, text="And what does it cost?")
    assert (again.state, tasks()[1]) == (
        *("waiting", ("open", "Amina Exempel", "Föreningen Grönskan")),
    )
    closed = actions.close_question(question=question, words="Nothing at all.", by=cast.amina)
    assert (closed.state, tasks()[1][0]) == ("closed", "done")
    assert list(question.lines.values_list("voice", "author", "text")) == [
        ("us", cast.amina.pk, ANSWER),
        ("asker", None, "And what does it cost?"),
        ("closing", cast.amina.pk, "Nothing at all."),
    ]
    assert letters()[3:] == [
        ("amina@example.org", "sv", "Mer om en fråga till ”Föreningen Grönskan”"),
        (ASKER, "en", "Your question is closed"),
    ]
    assert actions.reopen_question(question=question, by=cast.elsa).state == "waiting"
    assert len(Task.objects.open()) == 1


def test_it_is_handed_over_with_its_task_and_a_letter(cast: Cast) -> None:
    question = asked(addressee=press())
    actions.hand_over_question(question=question, to=cast.nils, by=cast.elsa)

    assert tasks() == [("open", "Nils Exempel", "The coordinators")]
    assert letters()[2:] == [("nils@example.org", "sv", "Din nu: en fråga till ”Press”")]
    assert actions.answer_question(question=question, text=ANSWER, by=cast.nils).state == "answered"


def test_a_coordinator_hands_over_what_waits_for_a_partner(cast: Cast) -> None:
    question = asked(organisation=greenery())

    actions.hand_over_question(question=question, to=cast.elsa, by=cast.elsa)

    assert tasks() == [("open", "Elsa Exempel", "Föreningen Grönskan")]


@pytest.mark.parametrize("who", ["kim", "nils", "rut", "olof", "petra"])
def test_nobody_else_answers(cast: Cast, who: str) -> None:
    question = asked(organisation=greenery())

    with pytest.raises(Refused, match="Only those it was written to"):
        actions.answer_question(question=question, text=ANSWER, by=getattr(cast, who))
    assert not Line.objects.exists()


def test_who_saw_an_older_version_is_told(cast: Cast) -> None:
    question = asked(addressee=press())
    actions.answer_question(question=question, text=ANSWER, by=cast.elsa, seen=1)

    with pytest.raises(Refused, match="Somebody else changed this question"):
        actions.close_question(question=question, words="Bye.", by=cast.elsa, seen=1)


def test_closing_needs_words_and_only_once(cast: Cast) -> None:
    question = asked(addressee=press())

    with pytest.raises(Refused, match="a few words"):
        actions.close_question(question=question, words="  ", by=cast.elsa)
    actions.close_question(question=question, words="Done.", by=cast.elsa)
    with pytest.raises(Refused, match="closed already"):
        actions.close_question(question=question, words="Done.", by=cast.elsa)


@pytest.mark.parametrize(("state", "to"), [(a, b) for a in Question.State for b in Question.State])
def test_the_table_of_moves_says_what_may_follow(cast: Cast, state: str, to: str) -> None:
    question = Question(state=state)

    assert question.can_move(to) == (to != state and (state, to) != ("closed", "answered"))


def test_a_day_that_is_near_and_one_that_has_passed_are_reminded_of_once_each(cast: Cast) -> None:
    question = asked(addressee=press())

    def remind(days_left: int) -> int:
        Question.objects.update(answer_by=timezone.localdate() + timedelta(days=days_left))
        return actions.remind_of_questions(now=timezone.now())

    assert [remind(days) for days in (3, 2, 1, 0, -1, -5)] == [0, 1, 0, 0, 1, 0]
    assert [subject for _to, _language, subject in letters()[2:]] == [
        f"En fråga ska besvaras senast {day_in_swedish(2)}",
        "En fråga borde ha fått svar",
    ]
    actions.answer_question(question=question, text=ANSWER, by=cast.elsa)
    assert remind(-9) == 0


def day_in_swedish(days: int) -> str:
    from_today = timezone.localdate() + timedelta(days=days)
    with translation.override("sv"):
        return f"{from_today.day} {translation.gettext(from_today.strftime('%B')).lower()}"


def test_erasing_takes_every_word_away(cast: Cast) -> None:
    question = asked(addressee=press(), name="Vera Besökare")
    actions.answer_question(question=question, text=ANSWER, by=cast.elsa)
    actions.write_back(question=question, text="Thank you")
    Letter.objects.filter(to=ASKER).update(state=Letter.State.SENT)
    actions.erase_question(question=question)

    question.refresh_from_db()
    assert (question.text, question.name, question.email, question.state) == ("–", "", "", "closed")
    assert not question.lines.exists()
    assert {(one.to, one.subject, one.body) for one in Letter.objects.all()} == {
        ("erased@invalid.invalid", "–", "")
    }
    assert {(one.state, one.what_sv, one.what_en) for one in Task.objects.all()} == {
        ("done", "–", "–"),
        ("dropped", "–", "–"),
    }
    with pytest.raises(Refused, match="has erased this question"):
        actions.write_back(question=question, text="More")


def test_erasing_takes_it_out_of_the_digest_that_told_of_it(cast: Cast) -> None:
    question = asked(addressee=press(), name="Vera Besökare")
    send_digests(now=timezone.now() + timedelta(days=1))
    actions.erase_question(question=question)
    assert not Letter.objects.exists()


def test_a_second_press_is_the_same_question(cast: Cast) -> None:
    assert asked(sending_key="one") == asked(sending_key="one")
    assert (Question.objects.count(), Letter.objects.count()) == (1, 2)


def test_a_flood_is_stopped(cast: Cast, settings: Any) -> None:
    settings.QUESTIONS_PER_HOUR = 2
    asked()
    asked()

    with pytest.raises(Refused, match="Many questions"):
        asked()
    assert asked(sender_mark="another door")
    settings.QUESTIONS_PER_HOUR_IN_ALL = 3
    with pytest.raises(Refused, match="Many questions"):
        asked(sender_mark="a third door")


def test_who_asked_does_not_write_without_end(cast: Cast) -> None:
    question = asked()
    for _number in range(10):
        actions.write_back(question=question, text="And?")

    with pytest.raises(Refused, match="many times"):
        actions.write_back(question=question, text="And?")


def test_network_addresses_are_forgotten_after_a_day(cast: Cast) -> None:
    old, new = asked(), asked()
    Question.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=2))

    assert actions.forget_askers() == 1
    assert dict(Question.objects.values_list("pk", "sender_mark")) == {old.pk: "", new.pk: "door"}


def test_the_neighbours_questions_are_theirs(cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        assert asked().responsible == cast.olof
    assert not Question.objects.exists()
    assert asked().responsible == cast.elsa


def test_only_coordinators_change_the_roles(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.save_addressee(facts={}, people=[], by=cast.nils, addressee=press())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_letter_is_short_whole_and_in_the_language_of_its_reader(
    cast: Cast, language: str
) -> None:
    Person.objects.update(language=language)
    cast.nils.refresh_from_db()
    question = asked(addressee=press(), language=language, text="Lång fråga. " * 200)
    Question.objects.update(answer_by=timezone.localdate())
    actions.remind_of_questions(now=timezone.now())
    Question.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    actions.remind_of_questions(now=timezone.now())
    actions.hand_over_question(question=question, to=cast.nils, by=cast.elsa)
    actions.answer_question(question=question, text=ANSWER * 40, by=cast.nils)
    actions.write_back(question=question, text="Tack. " * 200)
    actions.close_question(question=question, words="Hej. " * 200, by=cast.nils)

    written = list(Letter.objects.all())
    assert len(written) == 8
    for letter in written:
        own = [line for line in letter.body.splitlines() if not line.startswith(">")]
        assert letter.language == language
        assert len(letter.body.split()) <= 150, letter.subject
        assert f"/{language}/contact/" in letter.body, letter.subject
        assert "  " not in letter.body
        assert len(own) > 3


def test_the_page_of_who_asked_is_opened_by_its_key_alone(client: Client, cast: Cast) -> None:
    question = asked(name="Vera", email="")
    actions.answer_question(question=question, text=ANSWER, by=cast.elsa)

    answer = client.get(f"/en/contact/follow/{question.key}/")
    page = answer.content.decode()

    assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (
        *(200, "private, no-store", "noindex, nofollow"),
    )
    assert TEXT in page
    assert ANSWER in page
    assert "Elsa" not in page
    assert client.get("/en/contact/follow/nothing-like-it/").status_code == 404


def test_what_we_know_of_a_person_can_be_read_and_taken_away(cast: Cast) -> None:
    addressee = press()
    addressee.people.set([cast.nils])
    question = asked(addressee=addressee, email="Kim@example.org", name="Kim")
    actions.answer_question(question=question, text=ANSWER, by=cast.nils)

    assert [one["text"] for one in personal.QUESTIONS_ASKED.collect(cast.kim)] == [TEXT]
    assert [one["text"] for one in personal.ANSWERS_WRITTEN.collect(cast.nils)] == [ANSWER]
    assert [one["state"] for one in personal.QUESTIONS_CARED_FOR.collect(cast.nils)] == ["answered"]
    assert personal.ROLES.collect(cast.nils) == [{"title": "Press"}]
    for kind, person in ((personal.QUESTIONS_ASKED, cast.kim), (personal.ROLES, cast.nils)):
        assert kind.erase
        kind.erase(person)
        assert kind.collect(person) == []
    question.refresh_from_db()
    assert (question.name, question.email, question.text) == ("", "", TEXT)


def test_who_has_left_the_organisation_answers_nothing_more_in_its_name(
    client: Client, cast: Cast
) -> None:
    question = asked(organisation=greenery())
    actions.answer_question(question=question, text=ANSWER, by=cast.amina)
    client.force_login(cast.amina)
    page = f"/en/contact/questions/{question.pk}/"
    before = client.get(page).status_code
    Membership.objects.filter(person=cast.amina).update(
        until=timezone.localdate() - timedelta(days=30)
    )

    after = client.get(page).status_code, client.post(f"{page}answer/", {"text": "No"}).status_code

    assert before == 200
    assert after == (404, 404)


def test_whose_seat_has_ended_is_given_no_more_questions(cast: Cast) -> None:
    press().people.set([cast.nils])
    during = asked(addressee=press()).responsible
    Seat.objects.filter(person=cast.nils).update(until=timezone.localdate() - timedelta(days=1))

    assert during == cast.nils
    assert asked(addressee=press()).responsible == cast.elsa
