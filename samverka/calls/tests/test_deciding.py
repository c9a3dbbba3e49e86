"""Somebody looks at what a source is not sure of, and says what is one call and what is two."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.calls.actions.proposals import leave_out_proposal, show_proposal
from samverka.calls.actions.twins import are_the_same, find_twins, take_back_twins
from samverka.calls.likeness import Titled, pairs
from samverka.calls.models import Call, Record, Run, Twins
from samverka.calls.tests.reading import a_source, at_funder, kept, of, read, record, story
from samverka.calls.views.public import detail
from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.sources import Deadline
from samverka.sources.tests.replay import Replay

LAST_DAY = timezone.localdate() + timedelta(days=60)
TITLE = "Social innovation in rural areas 2027"


@pytest.fixture
def elsa(client: Client, cast: Cast) -> Client:
    client.force_login(cast.elsa)
    return client


def proposals(number: int) -> list[Call]:
    source = a_source("News")
    kept(source, *(record(n, deadlines=()) for n in range(number)), state="proposed")
    return list(Call.objects.proposed().order_by("pk"))


# ---- Proposed calls ----


def test_a_proposal_is_shown_left_out_and_taken_back(elsa: Client, client: Client) -> None:
    first, second = proposals(2)

    elsa.post(f"/en/calls/proposed/{first.pk}/show/")
    elsa.post(f"/en/calls/proposed/{second.pk}/leave-out/")
    page = elsa.get("/en/calls/proposed/")

    states = Call.objects.filter(pk__in=[first.pk, second.pk]).order_by("pk").values_list("state")
    assert [state for (state,) in states] == ["published", "hidden"]
    assert page.context["decided"] == [second, first]
    assert Client().get(first.get_absolute_url()).status_code == 200
    assert Client().get(second.get_absolute_url()).status_code == 404

    elsa.post(f"/en/calls/proposed/{second.pk}/take-back/")

    assert list(Call.objects.proposed()) == [second]
    assert [verb for verb, _ in story(second)] == ["found", "left_out", "taken_back"]


def test_two_who_decide_at_once(cast: Cast) -> None:
    [call] = proposals(1)
    show_proposal(call=call, by=cast.elsa)

    with pytest.raises(Refused, match="Någon annan hann före"):
        leave_out_proposal(call=call, by=cast.elsa)
    with pytest.raises(Refused):
        leave_out_proposal(call=call, by=cast.amina)


def test_what_was_left_out_stays_out_when_its_source_tells_of_it_again(cast: Cast) -> None:
    [call] = proposals(1)
    leave_out_proposal(call=call, by=cast.elsa)

    source = Record.objects.get(call=call).source
    kept(source, record(0, deadlines=(), raw_hash="x", titles={"sv": "Nytt"}), state="proposed")

    call.refresh_from_db()
    assert (call.state, call.title_sv) == ("hidden", "Nytt")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_proposals_costs_the_same_for_one_and_for_three(
    elsa: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    proposals(number)

    with django_assert_num_queries(9):
        page = elsa.get("/en/calls/proposed/").context["page"]

    assert len(page) == number


# ---- The same call twice ----


def two(**of_second: Any) -> tuple[Call, Call]:
    """One call of each of two sources, with almost the same title."""
    first, second = a_source("First"), a_source("Second")
    told = {"titles": {"en": TITLE}, "deadlines": (Deadline(LAST_DAY),), "summaries": {}}
    kept(first, record(1, **told))
    other = {"titles": {"en": f"{TITLE}."}, "summaries": {"en": "All about it."}, "budget": 5}
    kept(second, record(2, **told | other | of_second))
    return of(first, "C-1"), of(second, "C-2")


def proposed(first: Call, second: Call) -> Twins:
    run = Run.objects.create(
        source=second.records.get().source, state="done", started_at=second.found_at
    )
    find_twins(run=run)
    return Twins.objects.get(first=first, second=second)


def test_calls_of_two_sources_that_look_alike_are_proposed(cast: Cast) -> None:
    first, second = two()

    pair = proposed(first, second)

    assert (pair.state, pair.likeness) == ("proposed", 1.0)
    assert find_twins(run=Run.objects.get()) == 0


def test_a_reading_looks_for_twins(cast: Cast, funder: Replay) -> None:
    a_source("Other")
    day = LAST_DAY.isoformat()
    kept(a_source("First"), record(1, titles={"en": TITLE}, deadlines=(Deadline(LAST_DAY),)))

    read(at_funder(funder, f"1;{TITLE};;{day};\n2;Something else;;{day};"))

    assert Twins.objects.count() == 1


@pytest.mark.parametrize(
    ("title", "closes", "source", "alike"),
    [
        (TITLE, LAST_DAY, 2, True),
        (TITLE.upper(), None, 2, True),
        ("In rural areas 2027: Social Innovation!", LAST_DAY, 2, True),
        (TITLE, LAST_DAY, 1, False),
        (TITLE, LAST_DAY + timedelta(days=1), 2, False),
        ("Social services in towns 2027", LAST_DAY, 2, False),
        ("", LAST_DAY, 2, False),
    ],
)
def test_what_is_alike(title: str, closes: date | None, source: int, alike: bool) -> None:
    calls = [
        Titled(1, ("", TITLE), LAST_DAY, frozenset({1})),
        Titled(2, ("", title), closes, frozenset({source})),
    ]

    assert [(pair.first, pair.second) for pair in pairs([2], calls)] == [(1, 2)] * alike


def test_the_older_one_stays_and_gets_what_the_other_knows(elsa: Client, client: Client) -> None:
    first, second = two()
    pair = proposed(first, second)

    elsa.post(f"/en/calls/twins/{pair.pk}/same/")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", first)
    assert (first.summary_en, first.budget, first.title_en) == ("All about it.", 5, TITLE)
    assert first.records.count() == 2
    request = RequestFactory().get(f"/en/calls/{second.slug}/")
    request.user = AnonymousUser()
    moved = detail(request, second.slug)
    assert (moved.status_code, moved.headers["Location"]) == (302, first.get_absolute_url())
    assert story(first)[-1] == (
        "merged",
        {"budget": [None, 5], "summary_en": ["", "All about it."]},
    )


def test_what_was_filled_in_stays_when_the_leading_source_changes(cast: Cast) -> None:
    first, second = two()
    are_the_same(twins=proposed(first, second), by=cast.elsa)
    told = {"titles": {"en": "New"}, "deadlines": (Deadline(LAST_DAY),), "summaries": {}}

    kept(first.records.order_by("pk")[0].source, record(1, raw_hash="x", **told))

    first.refresh_from_db()
    assert (first.title_en, first.summary_en, first.budget) == ("New", "All about it.", 5)


def test_undo_makes_two_of_them_again(elsa: Client, cast: Cast) -> None:
    first, second = two()
    before = {call.pk: (call.state, call.summary_en, call.budget) for call in (first, second)}
    pair = proposed(first, second)
    are_the_same(twins=pair, by=cast.elsa)

    elsa.post(f"/en/calls/twins/{pair.pk}/part/")

    calls = Call.objects.in_bulk([first.pk, second.pk])
    assert {pk: (one.state, one.summary_en, one.budget) for pk, one in calls.items()} == before
    assert [one.records.count() for one in calls.values()] == [1, 1]
    pair.refresh_from_db()
    assert (pair.state, calls[second.pk].merged_into) == ("proposed", None)


def test_what_everybody_sees_stays(cast: Cast) -> None:
    first, second = two()
    Call.objects.filter(pk=first.pk).update(state="proposed")

    kept_one = are_the_same(twins=proposed(first, second), by=cast.elsa)

    assert kept_one == second


def test_two_different_calls_are_not_proposed_again(elsa: Client) -> None:
    first, second = two()
    pair = proposed(first, second)

    elsa.post(f"/en/calls/twins/{pair.pk}/different/")

    assert proposed(first, second).state == "different"
    page = elsa.get("/en/calls/twins/")
    assert (len(page.context["page"]), list(page.context["decided"])) == (0, [pair])


def test_a_pair_is_decided_once(cast: Cast) -> None:
    first, second = two()
    pair = proposed(first, second)
    are_the_same(twins=pair, by=cast.elsa)

    with pytest.raises(Refused):
        are_the_same(twins=pair, by=cast.elsa)
    with pytest.raises(Refused):
        take_back_twins(twins=pair, by=cast.amina)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_twins_costs_the_same_for_one_and_for_three(
    elsa: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = a_source("First"), a_source("Second")
    for n in range(number):
        kept(first, record(n))
        kept(second, record(100 + n))
        Twins.objects.create(
            first=of(first, f"C-{n}"), second=of(second, f"C-{100 + n}"), likeness=1
        )

    with django_assert_num_queries(11):
        page = elsa.get("/en/calls/twins/").context["page"]

    assert len(page) == number
