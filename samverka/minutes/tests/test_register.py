"""The decision register: what was decided, whose it is, and what became of it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.cast.minutes import LIST, VISIT, keep_example_minutes
from samverka.common.refusal import Refused
from samverka.meetings.models import Meeting
from samverka.minutes.actions.following import (
    DONE,
    DROPPED,
    OPEN,
    Owner,
    add_task_of,
    end_decision,
    follow_decision,
    go_through,
)
from samverka.minutes.content import content_of
from samverka.minutes.models import Minutes, Reservation, Resolution
from samverka.minutes.since_last import since_last
from samverka.minutes.telling import story_of
from samverka.minutes.tests.following_story import visit
from samverka.minutes.tests.story import at
from samverka.partnership.models import Organisation
from samverka.tasks.actions import take_task
from samverka.tasks.models import Task

REGISTER = "/en/meetings/decisions/"


@pytest.fixture
def minutes(cast: Cast) -> Minutes:
    return keep_example_minutes(cast)


def shown(client: Client, query: str = "") -> list[str]:
    return [row.words for row in client.get(f"{REGISTER}{query}").context["page"]]


def decided(minutes: Minutes, words: str) -> Resolution:
    paragraph = minutes.paragraphs.numbered().all()[2]
    return Resolution.objects.create(paragraph=paragraph, words=words)


def running(cast: Cast) -> Meeting:
    """The coming assembly has begun."""
    meeting = Meeting.objects.upcoming().get(state=Meeting.State.CALLED)
    Minutes.objects.create(meeting=meeting)
    return meeting


def test_a_decision_becomes_a_task_that_says_its_paragraph_in_both_languages(
    minutes: Minutes, cast: Cast
) -> None:
    row = decided(minutes, "Vi köper\nen kaffebryggare.")
    due = timezone.localdate() + timedelta(days=3)

    task = add_task_of(resolution=row, person=cast.amina, due_on=due, by=cast.elsa)

    reference = f"§ 3/{row.paragraph.year}"
    assert (task.what_sv, task.what_en) == (f"{reference}: Vi köper en kaffebryggare.",) * 2
    assert (task.kind, task.person, task.due_on, task.state) == ("decision", cast.amina, due, OPEN)
    assert task.url.endswith(f"/meetings/decisions/{row.pk}/")
    assert Resolution.objects.get(pk=row.pk).task == task


def test_a_task_of_the_committee_names_the_body(minutes: Minutes, cast: Cast) -> None:
    row = decided(minutes, "Ada bokar lokalen.")
    row.paragraph.body = "committee"

    task = add_task_of(resolution=row, role="coordinators", by=cast.elsa)

    rest = f"§ 3/{row.paragraph.year}: Ada bokar lokalen."
    assert task.what_sv == f"Arbetsutskottet, {rest}"
    assert task.what_en == f"The working committee, {rest}"


def test_the_register_is_narrowed(minutes: Minutes, cast: Cast, client: Client) -> None:
    client.force_login(cast.amina)
    decided(minutes, "Mötet tar del av informationen.")
    year = minutes.paragraphs.all()[0].year
    found = {
        query: sorted(words[:9] for words in shown(client, query))
        for query in (
            "",
            "?state=open",
            "?state=done",
            "?state=nothing",
            "?q=odlingen",
            f"?q=§ 2/{year}",
            f"?q=2/{year}+lista",
            "?q=2/1999",
            "?whose=mine",
            "?whose=committee",
            f"?year={year}",
            "?body=committee",
        )
    }

    late, made, heard = VISIT[:9], LIST[:9], "Mötet tar"
    assert found == {
        "": sorted([late, made, heard]),
        "?state=open": [late],
        "?state=done": [made],
        "?state=nothing": [heard],
        "?q=odlingen": [late],
        f"?q=§ 2/{year}": sorted([late, made]),
        f"?q=2/{year}+lista": [made],
        "?q=2/1999": [],
        "?whose=mine": [late],
        "?whose=committee": [made],
        f"?year={year}": sorted([late, made, heard]),
        "?body=committee": [],
    }


def test_a_struck_decision_and_those_of_the_committee_are_not_for_partners(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    client.force_login(cast.amina)
    Resolution.objects.filter(words=LIST).update(struck_at=timezone.now())
    assert shown(client) == [VISIT]

    Meeting.objects.filter(minutes=minutes).update(body="committee")
    assert shown(client) == []
    client.force_login(cast.nils)
    assert shown(client) == [VISIT]


def test_the_register_costs_the_same_for_one_and_for_three(
    minutes: Minutes,
    cast: Cast,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(cast.nils)
    costs = []
    for n in range(3):
        with django_assert_max_num_queries(30) as asked:
            client.get(REGISTER)
        costs.append(len(asked))
        row = decided(minutes, f"Beslut {n}")
        add_task_of(resolution=row, person=cast.amina, by=cast.elsa)

    assert len(set(costs)) == 1, costs


def test_the_register_is_taken_home_as_a_table(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    client.force_login(cast.amina)
    answer = client.get(f"{REGISTER}table/xlsx/?state=done")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))

    day = timezone.localdate(minutes.meeting.starts_at).isoformat()
    assert rows == [
        (
            *("Paragraph", "Meeting", "Decided", "About", "Decision", "State", "Whose"),
            *("Last day", "Ask again", "What was done"),
        ),
        (
            *(f"§ 2/{minutes.paragraphs.all()[0].year}", "Assembly meeting on ways in", day),
            *("How do more people find a way in?", LIST, "Done", "The working committee"),
            *(None, None, "Listan gick ut till alla parter. (Exempel)"),
        ),
    ]
    assert client.get(f"{REGISTER}table/json/").status_code == 404


def test_the_page_of_a_decision_tells_all_of_it(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    row = visit(minutes)
    attendee = minutes.meeting.attendees.get(person=cast.rut)
    Reservation.objects.create(resolution=row, attendee=attendee, words="Det är för tidigt.")
    client.force_login(cast.rut)

    page = client.get(f"{REGISTER}{row.pk}/").content.decode()

    for words in (VISIT, "9 days late", "Föreningen Grönskan", "Det är för tidigt."):
        assert words in page
    assert "What was done?" not in page
    assert "Change who" not in page


def test_who_has_the_task_says_in_a_line_what_was_done(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    row = visit(minutes)
    client.force_login(cast.amina)

    empty = client.post(f"{REGISTER}{row.pk}/end/", {"words": ""})
    done = client.post(f"{REGISTER}{row.pk}/end/", {"words": "Alla var här."})

    assert (empty.status_code, done.status_code) == (422, 302)
    task = Task.objects.get(resolution=row)
    assert (task.state, task.words, task.ended_by) == (DONE, "Alla var här.", cast.amina)
    assert "Alla var här." in client.get(f"{REGISTER}{row.pk}/").content.decode()

    client.post(f"{REGISTER}{row.pk}/reopen/")
    assert Task.objects.get(resolution=row).state == OPEN
    client.force_login(cast.rut)
    assert client.post(f"{REGISTER}{row.pk}/end/", {"words": "x"}).status_code == 404


def test_those_who_lead_change_whose_it_is_and_its_days(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    row, today = visit(minutes), timezone.localdate()
    client.force_login(cast.nils)
    told = {
        "owner": f"p{cast.rut.pk}",
        "due_on": (today + timedelta(days=5)).isoformat(),
        "follow_up_on": (today + timedelta(days=2)).isoformat(),
    }

    wrong = client.post(f"{REGISTER}{row.pk}/follow/", {**told, "owner": "p0"})
    right = client.post(f"{REGISTER}{row.pk}/follow/", told)

    assert (wrong.status_code, right.status_code) == (422, 302)
    row = Resolution.objects.select_related("task").get(pk=row.pk)
    assert row.task
    assert (row.task.person, row.task.told_at) == (cast.rut, None)
    assert row.task.due_on == today + timedelta(days=5)
    assert row.follow_up_on == today + timedelta(days=2)
    assert [one.words for one in story_of(row)] == ["Whose it is, or its days, changed"]


def test_it_goes_to_a_partner_or_a_role_and_who_took_it_keeps_it(
    minutes: Minutes, cast: Cast
) -> None:
    row, days = visit(minutes), {"due_on": None, "follow_up_on": None}
    assert row.task
    take_task(task=row.task, by=cast.amina)
    greenery = row.task.organisation
    follow_decision(resolution=row, owner=Owner(organisation=greenery), by=cast.elsa, **days)
    kept = Task.objects.get(resolution=row)
    workshop = Organisation.objects.get(slug="ideverkstaden")
    follow_decision(resolution=row, owner=Owner(organisation=workshop), by=cast.elsa, **days)
    moved = Task.objects.get(resolution=row)
    follow_decision(resolution=row, owner=Owner(role="committee"), by=cast.elsa, **days)
    shared = Task.objects.get(resolution=row)

    assert (kept.person, kept.organisation) == (cast.amina, greenery)
    assert (moved.person, moved.organisation, moved.role) == (None, workshop, "")
    assert (shared.person, shared.organisation, shared.role) == (None, None, "committee")


def test_a_decision_that_asked_for_nothing_gets_somebody(minutes: Minutes, cast: Cast) -> None:
    row = decided(minutes, "Vi bjuder in fler.")
    follow_decision(
        resolution=row, owner=Owner(cast.amina), due_on=None, follow_up_on=None, by=cast.elsa
    )
    assert Task.objects.get(resolution=row).person == cast.amina

    with pytest.raises(Refused, match="Bara de som leder"):
        follow_decision(
            resolution=row, owner=Owner(cast.rut), due_on=None, follow_up_on=None, by=cast.amina
        )


def test_a_meeting_goes_through_what_is_open(minutes: Minutes, cast: Cast, client: Client) -> None:
    row, later = visit(minutes), timezone.localdate() + timedelta(days=40)
    meeting = running(cast)
    assert [one.pk for one in since_last(meeting).open] == [row.pk]
    client.force_login(cast.elsa)
    address = f"/en/meetings/{meeting.pk}/decisions/{row.pk}/"

    at(Minutes.objects.get(meeting=meeting), 2, cast)  # since last time
    assert address in client.get(f"/en/meetings/{meeting.pk}/now/").content.decode()

    nothing = client.post(address, {"outcome": ""})
    still = client.post(address, {"outcome": "open", "due_on": later.isoformat()})

    assert (nothing.status_code, still.status_code) == (422, 302)
    task = Task.objects.get(resolution=row)
    assert (task.state, task.due_on) == (OPEN, later)
    [heard] = since_last(meeting).heard
    assert (heard.resolution, heard.outcome, heard.due_on) == (row, OPEN, later)
    assert since_last(meeting).open == []
    [of_minutes] = content_of(Minutes.objects.get(meeting=meeting))["paragraphs"]
    assert of_minutes["heard"] == [
        {
            "reference": row.paragraph.reference,
            "words": row.words,
            "outcome": "open",
            "due_on": later.isoformat(),
        }
    ]

    go_through(
        meeting=meeting, resolution=row, outcome=DONE, due_on=None, words="Klart.", by=cast.nils
    )
    go_through(meeting=meeting, resolution=row, outcome=DROPPED, due_on=None, by=cast.nils)
    task = Task.objects.get(resolution=row)
    assert (task.state, task.ended_by) == (DROPPED, cast.nils)
    assert story_of(row)[0].meeting == meeting


def test_only_those_who_lead_go_through_and_only_while_minutes_are_written(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    row, meeting = visit(minutes), running(cast)
    address = f"/en/meetings/{meeting.pk}/decisions/{row.pk}/"
    client.force_login(cast.amina)
    assert client.post(address, {"outcome": "done"}).status_code == 404

    client.force_login(cast.elsa)
    Minutes.objects.filter(meeting=meeting).update(state="locked", locked_at=timezone.now())
    answer = client.post(address, {"outcome": "done", "words": "Klart."})
    assert answer.status_code == 422
    assert "approved and locked" in answer.content.decode()
    assert "Klart." in answer.content.decode()

    with pytest.raises(Refused):
        go_through(meeting=minutes.meeting, resolution=row, outcome=DONE, due_on=None, by=cast.elsa)


def test_who_ends_it_is_asked_for_the_right(minutes: Minutes, cast: Cast) -> None:
    with pytest.raises(Refused, match="inte din uppgift"):
        end_decision(resolution=visit(minutes), state=DONE, words="x", by=cast.rut)
