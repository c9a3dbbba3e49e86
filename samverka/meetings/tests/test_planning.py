"""Planning a meeting, and writing its agenda."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.actions.agenda import Item, add_item, move_item, remove_item
from samverka.meetings.actions.preparing import Plan, begin_meeting
from samverka.meetings.agenda import timed
from samverka.meetings.models import AgendaItem, Body, Meeting
from samverka.meetings.tests.story import coming
from samverka.people.models import Person

MEETINGS = "/en/meetings/"


def planned(by: Person, *, body: str = Body.COMMITTEE, in_days: int = 30) -> Meeting:
    starts = timezone.now().replace(microsecond=0) + timedelta(days=in_days)
    plan = Plan(starts_at=starts, ends_at=starts + timedelta(hours=2), title_sv="Möte")
    return begin_meeting(body=body, plan=plan, by=by)


def typed(**facts: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=30)
    told = {"body": "assembly", "title_en": "A meeting", "on": day.isoformat()}
    return {**told, "begins": "13:00", "ends": "15.30", **facts}


def test_a_meeting_is_planned_and_begins_with_the_usual_agenda(client: Client, cast: Cast) -> None:
    client.force_login(cast.nils)

    answer = client.post(f"{MEETINGS}new/", typed())

    meeting = Meeting.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, meeting.get_absolute_url())
    assert (meeting.state, meeting.title_sv, meeting.made_by) == ("draft", "A meeting", cast.nils)
    length = meeting.ends_at - meeting.starts_at
    assert length == timedelta(hours=2, minutes=30)
    assert [one.title_en for one in meeting.items.all()] == [
        "The meeting opens",
        "Attendance and voting list",
        "Agenda",
        "Since last time",
        "Talk",
        "Break",
        "Other matters",
        "The meeting closes",
    ]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"ends": "12:00"}, "The meeting has to end after it begins."),
        ({"title_en": ""}, "Give the meeting a name."),
        ({"on": "9999-01-01"}, "That is too far away. Look at the year."),
        ({"begins": "noon"}, "Write the time as 13:00."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    client: Client, cast: Cast, facts: dict[str, str], said: str
) -> None:
    client.force_login(cast.elsa)

    answer = client.post(f"{MEETINGS}new/", typed(about_en="Bring soup", **facts))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Bring soup" in answer.content.decode()


def test_only_those_who_prepare_see_what_is_being_prepared(client: Client, cast: Cast) -> None:
    draft = planned(cast.elsa)
    seen = {}
    for name in ("elsa", "nils", "amina", "kim", "petra", "olof"):
        client.force_login(getattr(cast, name))
        seen[name] = client.get(f"{MEETINGS}{draft.pk}/").status_code

    assert seen == {
        "elsa": 200,
        "nils": 200,
        "amina": 404,
        "kim": 404,
        "petra": 404,
        "olof": 404,
    }


def test_each_thing_begins_when_the_one_before_it_ends(cast: Cast) -> None:
    meeting = coming()
    clocks = [
        (timezone.localtime(one.starts).strftime("%H:%M"), one.item.title_en)
        for one in timed(meeting.items.all(), meeting.starts_at)
    ]

    assert clocks == [
        ("13:00", "Welcome and attendance"),
        ("13:10", "Since last time"),
        ("13:30", "Activity list for next year"),
        ("14:00", "Theme of the Community Talk in spring"),
        ("14:25", "Coffee and exchange"),
        ("14:55", "Tasks and closing"),
    ]


def test_the_agenda_is_put_in_another_order(cast: Cast) -> None:
    meeting = planned(cast.nils)
    *others, last = (one.pk for one in meeting.items.all())
    row = AgendaItem.objects.get(pk=last)

    move_item(row=row, to="up", by=cast.nils)
    moved = [one.pk for one in meeting.items.all()]
    move_item(row=row, to="down", by=cast.nils)
    move_item(row=row, to="down", by=cast.nils)

    assert moved == [*others[:-1], last, others[-1]]
    assert [one.pk for one in meeting.items.all()] == [*others, last]


def added(meeting: Meeting, cast: Cast, *titles: str) -> list[str]:
    for title in titles:
        item = Item(kind="information", minutes=5, title_sv=title, title_en=title)
        add_item(meeting=meeting, item=item, by=cast.elsa)
    return [one.title_en for one in meeting.items.all()]


def test_what_is_added_comes_before_what_closes_the_meeting(cast: Cast) -> None:
    assert added(planned(cast.elsa), cast, "A tour", "A film") == [
        "The meeting opens",
        "Attendance and voting list",
        "Agenda",
        "Since last time",
        "The next assembly meeting",
        "A tour",
        "A film",
        "Other matters",
        "The meeting closes",
    ]
    assert added(coming(), cast, "A tour", "A film") == [
        "Welcome and attendance",
        "Since last time",
        "Activity list for next year",
        "Theme of the Community Talk in spring",
        "Coffee and exchange",
        "A tour",
        "A film",
        "Tasks and closing",  # so the notice ended
    ]


def test_what_comes_after_the_notice_is_marked_and_alone_can_be_struck(cast: Cast) -> None:
    meeting = coming()
    told = meeting.items.all()[0]
    new = add_item(
        meeting=meeting, item=Item(kind="information", minutes=5, title_sv="Nytt"), by=cast.elsa
    )

    with pytest.raises(Refused, match="stod i kallelsen"):
        remove_item(row=told, by=cast.elsa)
    remove_item(row=new, by=cast.elsa)

    assert new.added_late
    assert not told.added_late
    assert not AgendaItem.objects.filter(title_sv="Nytt").exists()


def test_a_partner_and_a_stranger_plan_nothing(cast: Cast) -> None:
    for person in (cast.amina, cast.kim, cast.olof):
        with pytest.raises(Refused):
            planned(person)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(
    client: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(rows):
        planned(cast.elsa, in_days=n + 1)
    client.force_login(cast.elsa)

    with django_assert_num_queries(11):
        client.get(MEETINGS)
