"""The notice: to whom, in time or late, changed, called off."""

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.actions.agenda import Item, add_item
from samverka.meetings.actions.calling import (
    call_meeting,
    call_newcomers,
    cancel_meeting,
    remind_silent,
)
from samverka.meetings.actions.preparing import Plan, begin_meeting, change_statutes, edit_meeting
from samverka.meetings.forms.preparing import plan_as_told
from samverka.meetings.models import Body, Meeting
from samverka.meetings.tests.story import coming
from samverka.partnership.models import ContactRole, Organisation
from samverka.record.models import Letter


def drafted(cast: Cast, *, in_days: int = 30, body: str = Body.ASSEMBLY) -> Meeting:
    starts = timezone.now().replace(microsecond=0) + timedelta(days=in_days)
    plan = Plan(
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        title_sv="Stormöte",
        title_en="Assembly",
        place_sv="Folkets hus",
        chair=cast.nils,
    )
    return begin_meeting(body=body, plan=plan, by=cast.elsa)


def plan_of(meeting: Meeting, **facts: Any) -> Plan:
    told = {name: getattr(meeting, name) for name in Plan.__dataclass_fields__}
    return Plan(**{**told, **facts})


def entries(meeting: Meeting) -> dict[str, tuple[str, int, str]]:
    """The last entry each address was sent: method, sequence, status."""
    found = {}
    for letter in Letter.objects.about(meeting).exclude(calendar=""):
        calendar = icalendar.Calendar.from_ical(letter.calendar)
        [event] = calendar.walk("VEVENT")
        assert str(event["uid"]).startswith(f"meeting-{meeting.pk}@")
        found[letter.to] = (
            str(calendar["method"]),
            int(str(event["sequence"])),
            str(event["status"]),
        )
    return found


def test_each_gets_one_letter_in_their_language(cast: Cast) -> None:
    ContactRole.objects.create(
        organisation=Organisation.objects.get(slug="abf"), email="abf@abf.example"
    )
    meeting = drafted(cast)

    number = call_meeting(meeting=meeting, by=cast.elsa)

    letters = {one.to: one for one in Letter.objects.about(meeting)}
    assert number == len(letters)
    assert {"amina@example.org", "rut@example.org", "nils@example.org", "abf@abf.example"} <= set(
        letters
    )
    assert not {"kim@example.org", "petra@example.org", "olof@example.org"} & set(letters)
    assert letters["amina@example.org"].subject.startswith("Kallelse: Stormöte")
    assert letters["rut@example.org"].subject.startswith("Notice: Assembly")
    assert "Mötet öppnas (Information)" in letters["amina@example.org"].body
    assert set(entries(meeting).values()) == {("REQUEST", 0, "CONFIRMED")}


def test_the_committee_is_called_by_its_seats(cast: Cast) -> None:
    meeting = drafted(cast, body=Body.COMMITTEE)

    call_meeting(meeting=meeting, by=cast.nils)

    assert {one.to for one in Letter.objects.about(meeting)} == {
        "nils@example.org",
        "elsa@example.org",
    }


def test_a_late_notice_names_the_day_and_needs_a_reason(client: Client, cast: Cast) -> None:
    meeting = drafted(cast, in_days=10)
    client.force_login(cast.elsa)
    address = f"/en/meetings/{meeting.pk}/notice/"

    refused = client.post(address)
    before = Meeting.objects.get(pk=meeting.pk).state
    sent = client.post(address, {"late_why": "The hall burnt."})

    assert (refused.status_code, before) == (422, "draft")
    assert "By the statutes the last day for the notice was" in refused.content.decode()
    assert "Write why the notice is late." in refused.content.decode()
    assert sent.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.late_why) == ("called", "The hall burnt.")


@pytest.mark.parametrize(("days", "is_late"), [(10, False), (11, True)])
def test_the_last_day_is_in_time(cast: Cast, days: int, is_late: bool) -> None:
    told = {"papers_days": 7, "minutes_days": 14, "quorum": 20, "adjusters": 2}
    change_statutes(body=Body.ASSEMBLY, notice_days=days, by=cast.elsa, **told)
    meeting = drafted(cast, in_days=10)

    if is_late:
        with pytest.raises(Refused):
            call_meeting(meeting=meeting, by=cast.elsa)
    else:
        assert call_meeting(meeting=meeting, by=cast.elsa)


def test_a_moved_meeting_moves_in_every_calendar(cast: Cast) -> None:
    meeting = drafted(cast)
    call_meeting(meeting=meeting, by=cast.elsa)
    meeting.refresh_from_db()

    unmoved = edit_meeting(meeting=meeting, plan=plan_of(meeting, about_sv="Mer"), by=cast.elsa)
    later = meeting.starts_at + timedelta(hours=1)
    moved = edit_meeting(meeting=meeting, plan=plan_of(meeting, starts_at=later), by=cast.elsa)

    assert (unmoved.sequence, moved.sequence) == (0, 1)
    assert set(entries(meeting).values()) == {("REQUEST", 1, "CONFIRMED")}


def test_a_meeting_that_is_called_off_leaves_the_calendars(client: Client, cast: Cast) -> None:
    meeting = drafted(cast)
    call_meeting(meeting=meeting, by=cast.elsa)

    cancel_meeting(meeting=meeting, why="Storm", by=cast.nils)

    assert set(entries(meeting).values()) == {("CANCEL", 1, "CANCELLED")}
    client.force_login(cast.amina)
    assert "Storm" in client.get(f"/sv/meetings/{meeting.pk}/").content.decode()
    with pytest.raises(Refused):
        call_meeting(meeting=meeting, by=cast.elsa)


def test_who_is_silent_is_reminded_once(cast: Cast) -> None:
    meeting = drafted(cast)
    sent = call_meeting(meeting=meeting, by=cast.elsa)

    assert remind_silent(meeting=meeting, by=cast.elsa) == sent
    with pytest.raises(Refused):
        remind_silent(meeting=meeting, by=cast.elsa)


def test_a_partner_sends_no_notice(cast: Cast) -> None:
    meeting = drafted(cast)
    for person in (cast.amina, cast.kim, cast.petra, cast.olof):
        with pytest.raises(Refused):
            call_meeting(meeting=meeting, by=person)
        with pytest.raises(Refused):
            cancel_meeting(meeting=meeting, why="x", by=person)


def test_the_form_of_a_meeting_says_what_it_is(client: Client, cast: Cast) -> None:
    meeting = coming()
    client.force_login(cast.elsa)
    told = plan_as_told(meeting)
    typed = {name: value for name, value in told.items() if value not in (None, "", False)}
    typed["begins"] = typed["begins"].strftime("%H:%M")
    typed["ends"] = typed["ends"].strftime("%H:%M")

    answer = client.post(f"/en/meetings/{meeting.pk}/edit/", typed)

    again = Meeting.objects.get(pk=meeting.pk)
    assert answer.status_code == 302
    assert (again.sequence, plan_as_told(again)) == (0, told)


def test_what_is_missing_stands_on_the_page(client: Client, cast: Cast) -> None:
    meeting = drafted(cast)
    add_item(
        meeting=meeting, item=Item(kind="decision", minutes=200, title_sv="Stort"), by=cast.elsa
    )
    client.force_login(cast.elsa)

    page = client.get(f"/en/meetings/{meeting.pk}/").content.decode()

    assert "minutes too long" in page
    assert "Words or papers for what is to be decided" in page


def test_what_was_held_is_neither_called_off_nor_planned_anew(cast: Cast) -> None:
    [held] = Meeting.objects.held()
    assert (held.was_held, held.is_coming, held.may_be_planned) == (True, False, False)
    with pytest.raises(Refused, match="kan inte ställas in"):
        cancel_meeting(meeting=held, why="Snö", by=cast.elsa)
    with pytest.raises(Refused):
        add_item(meeting=held, item=Item("information", 5, title_sv="Mer"), by=cast.elsa)


def test_a_partner_that_joined_since_is_called_too_and_once(client: Client, cast: Cast) -> None:
    meeting = drafted(cast)
    call_meeting(meeting=meeting, by=cast.elsa)
    before = Letter.objects.about(meeting).count()
    ContactRole.objects.create(
        organisation=Organisation.objects.get(slug="abf"), email="abf@abf.example"
    )
    client.force_login(cast.elsa)
    page = f"/en/meetings/{meeting.pk}/notice/"

    told = client.get(page).content.decode()
    client.post(page)
    again = call_newcomers(meeting=meeting, by=cast.elsa)

    assert "1 person has come in since" in told
    assert again == 0
    letters = Letter.objects.about(meeting).order_by("pk")
    assert [one.to for one in letters[before:]] == ["abf@abf.example"]
    assert entries(meeting)["abf@abf.example"] == ("REQUEST", 0, "CONFIRMED")
