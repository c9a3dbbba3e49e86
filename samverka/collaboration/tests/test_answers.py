"""What another organisation answers, what it hears, and what time does by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samverka.cast import Cast
from samverka.collaboration import actions
from samverka.collaboration.models import Answer, Search
from samverka.collaboration.tests.conftest import TITLE
from samverka.common.refusal import Outdated, Refused
from samverka.ideas.tests.story import nothing_happens
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.models import Letter


@pytest.fixture
def answer(search: Search, workshop: Organisation, cast: Cast) -> Answer:
    return actions.show_interest(
        search=search, organisation=workshop, by=cast.rut, words="We would like to."
    )


def subjects(to: str) -> list[str]:
    return list(Letter.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))


@pytest.mark.parametrize("who", ["amina", "elsa", "nils", "petra", "kim", "olof"])
def test_only_staff_of_another_partner_answers(
    search: Search, workshop: Organisation, greenery: Organisation, cast: Cast, who: str
) -> None:
    for organisation in (workshop, greenery):
        with nothing_happens(), pytest.raises(Refused, match="You cannot answer for"):
            actions.show_interest(
                search=search, organisation=organisation, by=getattr(cast, who), words="Yes"
            )


def test_interest_is_taken_back_and_stands_again_with_the_same_words(
    answer: Answer, search: Search, workshop: Organisation, cast: Cast
) -> None:
    actions.withdraw_interest(search=search, organisation=workshop, by=cast.rut)
    with nothing_happens(), pytest.raises(Refused, match="answered already"):
        actions.accept_answer(answer=answer, reply="", by=cast.elsa)
    actions.return_interest(search=search, organisation=workshop, by=cast.rut)

    answer.refresh_from_db()
    assert (answer.state, answer.words) == ("interested", "We would like to.")
    assert subjects("amina@example.org") == [
        f"Idéverkstaden wants to take part: {TITLE}",
        f"Idéverkstaden takes its interest back: {TITLE}",
        f"Idéverkstaden wants to take part: {TITLE}",
    ]


def test_not_for_us_disturbs_nobody_and_can_be_changed(
    search: Search, workshop: Organisation, cast: Cast
) -> None:
    actions.decline_search(search=search, organisation=workshop, by=cast.rut)
    assert Letter.objects.count() == 0
    actions.show_interest(search=search, organisation=workshop, by=cast.rut, words="After all.")

    assert Answer.objects.get().state == "interested"


def test_a_no_needs_words_and_can_become_a_yes(answer: Answer, amina: Person) -> None:
    with nothing_happens(), pytest.raises(Refused, match="a few words to them on why"):
        actions.refuse_answer(answer=answer, reply=" ", by=amina)
    actions.refuse_answer(answer=answer, reply="We have a kitchen now.", by=amina)
    member = actions.accept_answer(answer=answer, reply="It burnt down.", by=amina)

    assert member.team.members.count() == 2
    assert subjects("rut@example.org") == [
        f"Not this time: {TITLE}",
        f"Yes, you take part: {TITLE}",
    ]


def test_two_who_answer_at_once_do_not_overwrite_each_other(
    answer: Answer, amina: Person, cast: Cast
) -> None:
    actions.refuse_answer(answer=answer, reply="Sorry.", by=cast.elsa, seen=answer.version)

    with nothing_happens(), pytest.raises(Outdated, match="was quicker"):
        actions.accept_answer(answer=answer, reply="", by=amina, seen=answer.version)


def test_who_is_in_the_team_leaves_it_there(
    answer: Answer, search: Search, workshop: Organisation, amina: Person, cast: Cast
) -> None:
    actions.accept_answer(answer=answer, reply="", by=amina)

    with nothing_happens(), pytest.raises(Refused, match="Leave the team on its page"):
        actions.withdraw_interest(search=search, organisation=workshop, by=cast.rut)


@pytest.mark.parametrize("days", [2, 1, 0])
def test_who_looks_is_reminded_once_when_somebody_waits(
    answer: Answer, search: Search, days: int
) -> None:
    today = search.until - timedelta(days=days)

    assert [actions.mind_searches(today=today) for _ in range(2)] == [1, 0]
    assert subjects("amina@example.org")[1:] == [f"Somebody waits for your answer: {TITLE}"]


def test_nobody_is_reminded_too_early_or_when_nobody_waits(
    search: Search, workshop: Organisation, cast: Cast
) -> None:
    with nothing_happens():
        actions.mind_searches(today=search.until)
    actions.show_interest(search=search, organisation=workshop, by=cast.rut, words="Yes.")
    with nothing_happens():
        actions.mind_searches(today=search.until - timedelta(days=3))


def test_the_day_after_its_last_day_it_ends(answer: Answer, search: Search, cast: Cast) -> None:
    Search.objects.update(reminded_at=timezone.now())
    after = search.until + timedelta(days=1)

    assert [actions.mind_searches(today=after) for _ in range(2)] == [1, 0]

    search.refresh_from_db()
    assert search.state == "lapsed"
    assert subjects("amina@example.org")[1:] == [f"The last day has passed: {TITLE}"]


def test_closing_tells_those_who_wait(answer: Answer, search: Search, amina: Person) -> None:
    actions.close_search(search=search, by=amina)

    assert subjects("rut@example.org") == [f"Closed: {TITLE}"]


def test_each_letter_is_in_its_readers_language_and_says_how_to_stop(
    answer: Answer, amina: Person
) -> None:
    amina.language = "sv"
    amina.save()
    actions.withdraw_interest(
        search=answer.search, organisation=answer.organisation, by=answer.person or amina
    )

    first, second = Letter.objects.order_by("pk")
    assert (first.language, second.language) == ("en", "sv")
    assert second.subject == f"Idéverkstaden tar tillbaka sitt intresse: {TITLE}"
    assert second.body == (
        "Idéverkstaden vill inte längre vara med. Ni behöver inte svara.\n\n"
        "Se vilka andra som har svarat:\n"
        f"http://127.0.0.1:8000/sv/collaboration/care/{answer.search_id}/\n\n"
        "Du får detta för att du arbetar hos Föreningen Grönskan. Gör du inte det längre, eller ska"
        " någon annan ha breven, säg till oss:\n"
        "http://127.0.0.1:8000/sv/contact/\n\n"
        "Partnerskapet för sociala innovationer\nSamordnarna\n"
    )


def test_a_contact_without_account_is_written_to_and_told_how_to_answer(
    draft: Search, amina: Person
) -> None:
    silent = Organisation.objects.get(slug="coompanion")
    silent.contact_roles.all().delete()
    silent.contact_roles.create(purpose_en="Questions", email="ask@coompanion.example")

    actions.ask_organisations(search=draft, to=[silent], words="", by=amina)

    [letter] = Letter.objects.filter(about_kind="search")
    assert (letter.to, letter.language) == ("ask@coompanion.example", "sv")
    assert "Bara den som har ett konto kan svara där." in letter.body
