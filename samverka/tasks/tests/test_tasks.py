"""Everything that waits for somebody is one kind of task."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.partnership.models import Membership, Organisation, Seat
from samverka.people.models import Person
from samverka.record.models import History, Letter
from samverka.tasks import actions, personal
from samverka.tasks.models import Task
from samverka.tasks.rules import people_of

TASKS = "/en/tasks/"
WORDS = "We rang the caretaker."


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def task(**facts: Any) -> Task:
    told: dict[str, Any] = {
        "kind": Task.Kind.PROMISE,
        "what": lambda: _("A promise"),
    }
    return actions.add_task(**told | (facts or {"role": Task.Role.COORDINATORS}))


def greenery() -> Organisation:
    return Organisation.objects.get(slug="foreningen-gronskan")


def waiting(person: Person) -> list[int]:
    return list(Task.objects.open().for_person(person).due_first().values_list("pk", flat=True))


def test_a_task_is_told_in_both_languages_when_it_is_made(cast: Cast) -> None:
    made = task(person=cast.amina, due_on=timezone.localdate(), address="talks/", by=cast.elsa)

    assert (made.what_sv, made.what_en) == ("Ett löfte", "A promise")
    assert (made.state, made.kind, made.person, made.group) == ("open", "promise", cast.amina, "")
    assert made.url == "/en/talks/"
    assert list(History.objects.of(made).values_list("verb", "actor", "detail")) == [
        ("added", cast.elsa.pk, {})
    ]


def test_each_sees_what_waits_for_them_their_staff_and_their_role(cast: Cast) -> None:
    personal = task(person=cast.kim).pk
    staff = task(organisation=greenery()).pk
    role = task(role=Task.Role.COORDINATORS).pk
    committee = task(role=Task.Role.COMMITTEE).pk

    assert {name: waiting(getattr(cast, name)) for name in ("kim", "amina", "elsa", "nils")} == {
        "kim": [personal],
        "amina": [staff],
        "elsa": [role],
        "nils": [committee],
    }
    assert [waiting(one) for one in (cast.petra, cast.olof, cast.rut)] == [[], [], []]


def test_the_deputy_of_a_seat_shares_the_tasks_of_the_committee(cast: Cast) -> None:
    Seat.objects.filter(person=cast.nils).update(deputy=cast.kim)

    made = task(role=Task.Role.COMMITTEE)

    assert waiting(cast.kim) == [made.pk]


def test_an_organisation_without_accounts_is_helped_by_the_coordinators(cast: Cast) -> None:
    Membership.objects.filter(organisation=greenery()).delete()
    made = task(organisation=greenery())

    assert (made.role, waiting(cast.elsa)) == ("coordinators", [made.pk])


def test_a_task_for_nobody_is_a_mistake_of_ours(cast: Cast) -> None:
    with pytest.raises(ValueError, match="for whom"):
        task(person=None)


def test_the_same_thing_waits_only_once_until_it_is_ended(cast: Cast) -> None:
    about = greenery()
    first = task(person=cast.amina, about=about)
    again = task(person=cast.amina, about=about)
    other_kind = task(person=cast.amina, about=about, kind=Task.Kind.FOLLOW_UP)
    actions.finish_task(task=first, by=cast.amina, words=WORDS)
    after = task(person=cast.amina, about=about)

    assert again == first
    assert len({first.pk, other_kind.pk, after.pk}) == 3


def test_the_nearest_last_day_stands_first_and_none_last(cast: Cast) -> None:
    never, late, soon = (
        task(person=cast.amina, due_on=due)
        for due in (
            None,
            timezone.localdate() + timedelta(days=9),
            timezone.localdate() + timedelta(days=1),
        )
    )

    assert waiting(cast.amina) == [soon.pk, late.pk, never.pk]
    assert [one.is_soon for one in (never, late, soon)] == [False, False, True]


def test_it_is_taken_handed_over_done_and_undone(cast: Cast) -> None:
    made = task(organisation=greenery())
    actions.take_task(task=made, by=cast.amina)
    actions.hand_over_task(task=made, by=cast.amina, to=cast.elsa)
    done = actions.finish_task(task=made, by=cast.elsa, words=f" {WORDS} ")

    assert (done.state, done.words, done.ended_by, done.person) == (
        *("done", WORDS, cast.elsa, cast.elsa),
    )
    history: list[Any] = list(History.objects.of(made).values_list("verb", "actor", "detail"))
    assert history == [
        ("added", None, {}),
        ("taken", cast.amina.pk, {}),
        ("handed_over", cast.amina.pk, {"to": cast.elsa.pk, "group": ""}),
        ("done", cast.elsa.pk, {}),
    ]
    assert list(Letter.objects.values_list("to", "subject", "about_kind", "about_id")) == [
        ("elsa@example.org", "Din nu: Ett löfte", "", None)
    ]
    again = actions.reopen_task(task=made, by=cast.elsa)
    assert (again.state, again.ended_at, again.ended_by, waiting(cast.elsa)) == (
        *("open", None, None, [made.pk]),
    )


@pytest.mark.parametrize("act", ["finish", "drop", "take"])
def test_whose_it_is_not_does_nothing_with_it(cast: Cast, act: str) -> None:
    made = task(organisation=greenery())

    with pytest.raises(Refused, match="not your task"):
        getattr(actions, f"{act}_task")(task=made, by=cast.rut)
    left = Task.objects.get()
    assert (left.state, left.person) == ("open", None)


def test_who_is_second_is_told(cast: Cast) -> None:
    Membership.objects.create(person=cast.kim, organisation=greenery())
    made = task(organisation=greenery())
    actions.take_task(task=made, by=cast.amina)

    with pytest.raises(Refused, match="Amina Exempel has taken it already"):
        actions.take_task(task=made, by=cast.kim)
    actions.drop_task(task=made, by=cast.amina, words="Not needed")
    with pytest.raises(Refused, match="quicker: dropped"):
        actions.finish_task(task=made, by=cast.kim)


def test_it_cannot_wait_again_beside_a_newer_one(cast: Cast) -> None:
    first = task(person=cast.amina, about=greenery())
    actions.finish_task(task=first, by=cast.amina, words=WORDS)
    task(person=cast.amina, about=greenery())

    with pytest.raises(Refused, match="newer task"):
        actions.reopen_task(task=first, by=cast.amina)


def test_the_letter_of_whose_it_is_now_is_about_what_the_task_is_about(cast: Cast) -> None:
    made = task(organisation=greenery(), about=greenery())
    actions.hand_over_task(task=made, by=cast.amina, to=cast.elsa)
    [letter] = Letter.objects.about(greenery())
    assert letter.to == cast.elsa.email


def test_it_is_handed_only_to_those_who_care_or_share_it(cast: Cast) -> None:
    made = task(organisation=greenery())

    with pytest.raises(Refused, match="cannot take this on"):
        actions.hand_over_task(task=made, by=cast.amina, to=cast.kim)
    given = actions.hand_over_task(task=made, by=cast.amina, role=Task.Role.COMMITTEE)
    assert (given.group, waiting(cast.nils)) == ("The working committee", [made.pk])


def test_one_letter_a_day_tells_of_everything_new(cast: Cast) -> None:
    now = timezone.now()
    task(person=cast.amina, due_on=timezone.localdate())
    task(organisation=greenery())
    first = actions.tell_of_tasks(now=now)
    second = actions.tell_of_tasks(now=now)
    task(person=cast.amina)
    too_soon = actions.tell_of_tasks(now=now)
    next_day = actions.tell_of_tasks(now=now + timedelta(days=1))

    assert (first, second, too_soon, next_day) == (1, 0, 0, 1)
    assert list(Letter.objects.values_list("to", "subject")) == [
        ("amina@example.org", "2 saker väntar på dig"),
        ("amina@example.org", "1 sak väntar på dig"),
    ]
    assert "– Ett löfte (senast" in Letter.objects.all()[0].body


def test_a_last_day_is_reminded_of_once(cast: Cast) -> None:
    now = timezone.now()
    task(person=cast.rut, due_on=timezone.localdate() + timedelta(days=10))
    told = [actions.tell_of_tasks(now=now + timedelta(days=days)) for days in (0, 5, 8, 9)]

    assert told == [1, 0, 1, 0]
    assert {letter.language for letter in Letter.objects.all()} == {"en"}


def test_the_list_shows_open_ones_and_what_was_ended_this_month(client: Client, cast: Cast) -> None:
    made = task(person=cast.amina)
    done = actions.finish_task(task=task(person=cast.amina), by=cast.amina, words=WORDS)
    old = actions.finish_task(task=task(person=cast.amina), by=cast.amina, words="Long ago")
    Task.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=31))
    client.force_login(cast.amina)

    context = client.get(TASKS).context

    assert (list(context["page"]), list(context["ended"])) == ([made], [done])


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_however_much_waits(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(number):
        task(organisation=greenery(), due_on=timezone.localdate())
        actions.finish_task(task=task(person=cast.amina), by=cast.amina, words=WORDS)
    client.force_login(cast.amina)

    with django_assert_num_queries(6):
        context = client.get(TASKS).context
    assert (len(context["page"]), len(context["ended"])) == (number, number)


def test_without_words_nothing_is_done_and_the_page_says_so(client: Client, cast: Cast) -> None:
    made = task(person=cast.amina)
    client.force_login(cast.amina)

    answer = client.post(f"{TASKS}{made.pk}/done/", {"words": " "})

    assert answer.status_code == 422
    assert "Write in a line what was done" in answer.content.decode()
    assert Task.objects.get().is_open


def test_it_is_ended_taken_and_handed_over_on_its_page(client: Client, cast: Cast) -> None:
    made = task(organisation=greenery())
    client.force_login(cast.amina)
    page = f"{TASKS}{made.pk}/"

    moves = [
        client.post(f"{page}take/").status_code,
        client.post(f"{page}done/", {"words": WORDS}).status_code,
        client.post(f"{page}undo/").status_code,
        client.post(f"{page}hand-over/", {"to": "coordinators"}).status_code,
        client.get(page).status_code,
    ]

    assert moves == [302, 302, 302, 302, 404]
    assert waiting(cast.elsa) == [made.pk]


def test_what_is_done_elsewhere_is_not_done_by_saying_so(client: Client, cast: Cast) -> None:
    made = task(person=cast.amina, kind=Task.Kind.QUESTION, address="contact/questions/1/")
    client.force_login(cast.amina)

    answer = client.post(f"{TASKS}{made.pk}/done/", {"words": WORDS})

    assert (answer.status_code, answer["Location"]) == (302, "/en/contact/questions/1/")
    assert Task.objects.get().is_open


@pytest.mark.parametrize("to", ["", "nobody", "9" * 30, "-1"])
def test_handing_over_to_nobody_is_told(client: Client, cast: Cast, to: str) -> None:
    made = task(person=cast.amina)
    client.force_login(cast.amina)

    assert client.post(f"{TASKS}{made.pk}/hand-over/", {"to": to}).status_code == 422


def test_the_desk_shows_what_is_not_taken_by_others(client: Client, cast: Cast) -> None:
    Membership.objects.create(person=cast.kim, organisation=greenery())
    actions.take_task(task=task(organisation=greenery()), by=cast.kim)
    mine = task(organisation=greenery())
    client.force_login(cast.amina)

    assert client.get("/en/desk/").context["tasks"] == [mine]


def test_the_neighbours_tasks_are_theirs(cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        task(role=Task.Role.COORDINATORS)
        assert len(waiting(cast.olof)) == 1
    assert waiting(cast.olof) == []
    assert waiting(cast.elsa) == []


def test_who_has_left_an_organisation_sees_nothing_of_it_any_more(cast: Cast) -> None:
    made = task(organisation=greenery())
    Membership.objects.filter(person=cast.amina).update(until=timezone.localdate())

    assert (waiting(cast.amina), people_of(made)) == ([], [cast.elsa])
    with pytest.raises(Refused, match="not your task"):
        actions.take_task(task=made, by=cast.amina)


def test_whoever_is_erased_leaves_no_task_without_somebody(cast: Cast) -> None:
    alone, shared = task(person=cast.kim), task(organisation=greenery())
    actions.hand_over_task(task=shared, by=None, to=cast.kim)
    [told, _told] = personal.TASKS.collect(cast.kim)
    assert personal.TASKS.erase
    personal.TASKS.erase(cast.kim)

    assert (told["what"], told["state"]) == ("A promise", "open")
    assert (waiting(cast.kim), waiting(cast.elsa), waiting(cast.amina)) == (
        *([], [alone.pk], [shared.pk]),
    )
