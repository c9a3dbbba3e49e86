"""Who is told of which calls, when, and never twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration.tests.pages import signed_in
from samverka.common.tenancy import scope
from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person
from samverka.radar.actions.alerts import tell_of_calls
from samverka.radar.actions.reminders import remind_of_last_days
from samverka.radar.actions.stances import dismiss_call, follow_call, unfollow_call
from samverka.radar.actions.tuning import tune
from samverka.radar.models import Follow, Mark, Told
from samverka.radar.tests.story import found, in_days, moved
from samverka.record.actions import write_history
from samverka.record.digest import send_digests
from samverka.record.models import History, Letter


@pytest.fixture(autouse=True)
def marked(indexed: None) -> None:
    """The first round has found its place; earlier letters are gone."""
    Letter.objects.all().delete()
    tell_of_calls()


def letters() -> list[tuple[str, str, str]]:
    rows = Letter.objects.order_by("to", "id")
    return [(one.to.partition("@")[0], one.subject, one.state) for one in rows]


def test_a_moved_last_day_tells_everybody_who_follows_and_nobody_else(
    call: Call, cast: Cast, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    follow_call(call=call, by=amina, organisation=greenery)
    follow_call(call=call, by=colleague)
    follow_call(call=call, by=cast.rut)
    unfollow_call(call=call, by=cast.rut)
    moved(call, in_days(40), by=cast.elsa)

    assert tell_of_calls() == 2

    said = "The last day has moved: Women born abroad on their way to work"
    assert letters() == [("amina", said, "gathered"), ("kim", said, "gathered")]
    letter = Letter.objects.get(to=amina.email)
    assert f"/en{call.get_absolute_url()[3:]}" in letter.body
    assert "The last day moved from" in letter.body
    assert tell_of_calls() == 0


@pytest.mark.parametrize(
    ("was", "becomes", "state"),
    [(60, 30, "waiting"), (30, 60, "gathered"), (5, 10, "waiting"), (None, 60, "waiting")],
)
def test_what_leaves_no_time_is_told_at_once(
    call: Call, amina: Person, was: int | None, becomes: int, state: str
) -> None:
    Call.objects.filter(pk=call.pk).update(closes_on=in_days(was) if was else None)
    call.refresh_from_db()
    follow_call(call=call, by=amina)
    moved(call, in_days(becomes))

    tell_of_calls()

    assert [one[2] for one in letters()] == [state]


def test_a_day_that_moves_to_and_fro_comes_by_itself_once(call: Call, amina: Person) -> None:
    follow_call(call=call, by=amina)
    for days in (10, 5, 9, 4):
        moved(call, in_days(days))
        tell_of_calls()

    assert [one[2] for one in letters()] == ["waiting", *["gathered"] * 3]


def test_two_changes_between_two_rounds_are_one_letter_and_none_if_undone(
    call: Call, amina: Person
) -> None:
    follow_call(call=call, by=amina)
    at_first = call.closes_on
    assert at_first
    moved(call, in_days(50))
    moved(call, at_first)
    assert tell_of_calls() == 0
    moved(call, in_days(50))
    moved(call, in_days(55))
    assert tell_of_calls() == 1


def gone(call: Call) -> str:
    call.gone_on = timezone.localdate()
    return "gone"


def hidden(call: Call) -> str:
    call.state = Call.State.HIDDEN
    return "hidden"


def merged(call: Call) -> str:
    call.state, call.merged_into = Call.State.MERGED, Call.objects.exclude(pk=call.pk).first()
    return "merged"


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (gone, "Its source no longer tells of it. Ask the funder."),
        (hidden, "It is no longer shown here."),
        (merged, "It is the same as another call: "),
    ],
)
def test_who_follows_hears_that_a_call_is_gone(
    call: Call, amina: Person, happens: Callable[[Call], str], said: str
) -> None:
    follow_call(call=call, by=amina)
    verb = happens(call)
    call.save()
    write_history(verb=verb, of=call, role=History.Role.SYSTEM)

    assert tell_of_calls() == 1

    assert said in Letter.objects.get().body


def test_who_follows_a_call_follows_what_it_was_found_to_be(
    call: Call, amina: Person, greenery: Organisation
) -> None:
    kept = found("kept")
    tell_of_calls()
    follow_call(call=call, by=amina, organisation=greenery)
    merged(call)
    call.save()
    write_history(verb="merged_into", of=call, role=History.Role.SYSTEM, into=kept.pk)

    tell_of_calls()
    tell_of_calls()

    follows = Follow.objects.current().values_list("call", "person", "organisation")
    assert list(follows) == [
        (call.pk, amina.pk, greenery.pk),
        (kept.pk, amina.pk, greenery.pk),
    ]
    page = signed_in(amina).get("/en/calls/mine/")
    assert [one.call for one in page.context["page"]] == [kept]


def test_who_changed_it_needs_no_letter(call: Call, amina: Person) -> None:
    follow_call(call=call, by=amina)
    moved(call, in_days(50), by=amina)

    assert tell_of_calls() == 0


def test_new_calls_that_fit_are_told_to_those_who_work_there(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    cast.rut.is_active = False  # one organisation is enough here
    cast.rut.save()
    found("one")
    found("two")
    found("closed", closes_on=in_days(-1))
    found("not-looked-at", state="proposed")
    found("fish", title_en="Fishing vessels", summary_en="Engines for trawlers at sea.")

    assert tell_of_calls() == 1

    assert letters() == [("amina", "2 new calls that fit you", "gathered")]
    body = Letter.objects.get().body
    assert "Growing together one" in body
    assert "Yes: an association may apply." in body
    assert "/en/calls/for-us/foreningen-gronskan/" in body
    whats = Told.objects.filter(person=amina).values_list("call__slug", "what")
    assert sorted(whats) == [("one", "fits"), ("two", "fits")]


def test_a_call_is_told_of_once_however_often_its_history_comes_again(
    cast: Cast, amina: Person
) -> None:
    call = found("one")
    number = tell_of_calls()
    Mark.objects.update(upto=0, seen=[])

    assert (number > 0, tell_of_calls()) == (True, 0)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Told.objects.create(person=amina, call=call, what="fits")


def test_what_an_organisation_has_said_no_to_or_wants_no_letters_of_is_not_told(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    cast.rut.is_active = False
    cast.rut.save()
    call = found("one")
    dismiss_call(call=call, organisation=greenery, reason="no_time", by=amina)
    assert tell_of_calls() == 0
    tune(organisation=greenery, width="many", letters=False, by=amina)
    found("two")
    assert tell_of_calls() == 0
    tune(organisation=greenery, width="many", letters=True, by=amina)
    found("three")
    assert tell_of_calls() == 1


def test_all_of_a_day_comes_in_one_digest(call: Call, amina: Person) -> None:
    follow_call(call=call, by=amina)
    moved(call, in_days(50))
    tell_of_calls()
    moved(call, in_days(51))
    tell_of_calls()

    send_digests(now=timezone.now() + timedelta(days=1))

    digest = Letter.objects.get(to=amina.email, state="waiting")
    assert digest.subject == "2 things since last time"


def test_a_slow_transaction_with_an_older_number_is_not_passed_over(
    call: Call, amina: Person
) -> None:
    follow_call(call=call, by=amina)
    mark = Mark.objects.get()
    moved(call, in_days(50))
    row = History.objects.filter(kind="call").latest("id")
    Mark.objects.update(upto=row.pk + 1, seen=mark.seen)  # a quicker one has been taken in

    assert tell_of_calls() == 1
    assert tell_of_calls() == 0


def test_reminders_come_14_and_3_days_before_and_once_for_each_last_day(
    call: Call, amina: Person
) -> None:
    Call.objects.filter(pk=call.pk).update(closes_on=in_days(20))
    follow_call(call=call, by=amina)
    days = [20, 14, 13, 4, 3, 2, 0, -1]

    told = [remind_of_last_days(today=in_days(20 - left)) for left in days]

    assert told == [0, 1, 0, 0, 1, 0, 0, 0]
    # The last one comes at once; a digest may be a week away.
    assert [one[2] for one in letters()] == ["gathered", "waiting"]
    Call.objects.filter(pk=call.pk).update(closes_on=in_days(30))
    assert remind_of_last_days(today=in_days(16)) == 1


def test_who_begins_to_follow_late_is_not_reminded_of_what_they_just_read(
    call: Call, amina: Person
) -> None:
    follow_call(call=call, by=amina)  # six days are left
    assert remind_of_last_days(today=in_days(0)) == 0
    assert remind_of_last_days(today=in_days(3)) == 1


def test_the_neighbours_are_not_told(cast: Cast, call: Call, amina: Person) -> None:
    follow_call(call=call, by=amina)
    moved(call, in_days(50))
    with scope(cast.neighbour.pk):
        assert tell_of_calls() == 0
        assert Letter.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_a_round_reads_the_same_for_one_organisation_and_for_three(
    cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Only the letters cost: two questions and one row for each."""
    Membership.objects.all().delete()
    words = "We grow food, cook and sell it together with women born abroad in a cooperative."
    for n, person in enumerate((cast.amina, cast.nils, cast.petra)[:number]):
        organisation = Organisation.objects.create(
            slug=f"o{n}", name=f"O{n}", kind="association", joined_on=in_days(-9), about_en=words
        )
        Membership.objects.create(person=person, organisation=organisation)
    found("one")

    with django_assert_num_queries(READING + LETTER * number):
        assert tell_of_calls() == number


READING, LETTER = 21, 3
