"""A meeting is led from the running view."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.models import BodyRules, Meeting
from samverka.meetings.tests.story import coming
from samverka.minutes.actions import (
    attendance,
    deciding,
    moving,
    opening,
    paragraphs,
    speaking,
)
from samverka.minutes.models import Minutes, Resolution, Turn
from samverka.minutes.room import Room
from samverka.minutes.tests.story import at, attendee_of, items, opened, there, today
from samverka.plan.models import ActivityList
from samverka.tasks.models import Task


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


def test_the_chair_opens_goes_through_the_agenda_and_closes(client: Client, cast: Cast) -> None:
    meeting = today()
    client.force_login(cast.nils)
    page = f"/en/meetings/{meeting.pk}/now/"

    before = client.get(page).content.decode()
    client.post(f"{page}open/")
    for item in meeting.items.all():
        client.post(f"{page}items/{item.pk}/")
    client.post(f"{page}close/")

    minutes = Minutes.objects.get()
    year = meeting.starts_at.year
    assert "This is how you lead the meeting" in before
    assert [(one.reference, one.state) for one in minutes.paragraphs.order_by("pk")] == [
        (f"§ 1/{year}", "done"),
        (f"§ 2/{year}", "done"),
        (f"§ 3/{year}", "done"),
        (f"§ 4/{year}", "done"),
        ("", "done"),  # coffee
        (f"§ 5/{year}", "done"),
    ]
    assert minutes.state == "writing"
    assert [(str(one), one.role) for one in minutes.officers.all()] == [
        ("Nils Exempel", "chair"),
        ("Elsa Exempel", "secretary"),
    ]


def test_the_next_meeting_of_the_year_goes_on_counting(cast: Cast) -> None:
    minutes = opened(cast)
    first = at(minutes, 1, cast)

    again = at(minutes, 1, cast)
    second = at(minutes, 2, cast)

    assert (first.pk, first.number) == (again.pk, again.number)
    assert second.number == (first.number or 0) + 1


def test_what_was_taken_up_by_mistake_is_put_back(cast: Cast) -> None:
    minutes = opened(cast)
    wrong = at(minutes, 2, cast)

    paragraphs.put_back(paragraph=wrong, by=cast.nils)
    right = at(minutes, 1, cast)
    paragraphs.write_paragraph(paragraph=right, words="Nils hälsar.", revision=0, by=cast.nils)

    assert right.number == wrong.number
    with pytest.raises(Refused, match="keeps its place"):
        paragraphs.put_back(paragraph=right, by=cast.nils)


def test_whoever_has_not_spoken_goes_first_and_a_reply_before_them(cast: Cast) -> None:
    minutes = opened(cast)
    amina, rut = there(cast, "amina", "rut")
    nils = attendee_of("nils")
    at(minutes, 3, cast)

    first = speaking.ask_to_speak(attendee=amina)
    speaking.give_floor(turn=first, by=cast.nils)
    speaking.strike_own_turn(attendee=amina)
    speaking.ask_to_speak(attendee=amina)
    floor = speaking.give_floor(turn=speaking.ask_to_speak(attendee=nils), by=cast.nils)
    speaking.ask_to_speak(attendee=rut)
    elsa = attendee_of("elsa")
    speaking.add_speaker(attendee=elsa, by=cast.nils, is_reply=True)

    room = Room(minutes)
    assert room.speaking == floor
    assert [(one.turn.attendee.name, one.turn.is_reply, one.before) for one in room.speakers] == [
        ("Elsa Exempel", True, 0),
        ("Ruth Example", False, 0),
        ("Amina Exempel", False, 1),
    ]


def test_the_list_of_speakers_ends_with_its_point(cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    at(minutes, 1, cast)
    speaking.ask_to_speak(attendee=amina)

    at(minutes, 2, cast)

    assert not Turn.objects.waiting().exists()
    with pytest.raises(Refused, match="nothing to reply to"):
        speaking.ask_to_speak(attendee=amina, is_reply=True)


def test_a_decision_carries_its_proposal_gives_a_task_and_decides_the_list(
    client: Client, cast: Cast
) -> None:
    minutes = opened(cast)
    amina, rut = there(cast, "amina", "rut")
    paragraph = at(minutes, 3, cast)
    won = moving.propose(attendee=amina, words="Listan antas.")
    lost = moving.propose(attendee=rut, words="Listan skjuts upp.")
    listed = paragraph.item.activity_list
    assert listed is not None
    ActivityList.objects.filter(pk=listed.pk).update(state="proposed")
    client.force_login(cast.elsa)

    answer = client.post(
        f"/en/meetings/{minutes.meeting_id}/now/paragraphs/{paragraph.pk}/decide/",
        {
            "words": "Stormötet antar aktivitetslistan.",
            "how": "acclamation",
            "carried": won.pk,
            "doer": "role-committee",
            "due_on": "2031-01-31",
            "takes_list": "on",
        },
    )

    resolution = Resolution.objects.get(paragraph=paragraph)
    listed.refresh_from_db()
    won.refresh_from_db()
    lost.refresh_from_db()
    task = Task.objects.get(kind=Task.Kind.DECISION, about_id=resolution.pk)
    assert answer.status_code == 302
    assert (won.state, lost.state) == ("carried", "lost")
    assert (listed.state, listed.decided_as) == ("decided", paragraph.reference)
    assert (resolution.task, task.role, str(task.due_on)) == (task, "committee", "2031-01-31")


def test_a_decision_goes_to_nobody_who_would_not_see_it(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    paragraph = at(minutes, 1, cast)
    client.force_login(cast.nils)
    page = f"/en/meetings/{minutes.meeting_id}/now/"

    answer = client.post(
        f"{page}paragraphs/{paragraph.pk}/decide/",
        {"words": "Vi bjuder in.", "how": "agreed", "doer": "role-handlers"},
    )

    shown = answer.content.decode()
    roles = [one for one in ("coordinators", "committee", "handlers") if f"role-{one}" in shown]
    assert (answer.status_code, roles) == (422, ["coordinators", "committee"])
    assert "Choose somebody in the list." in shown
    assert not Resolution.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": ""}, "Write what the meeting decides."),
        ({"words": "Ja", "due_on": "2031-01-31"}, "Choose who does it, since there is a day."),
        ({"words": "Ja", "due_on": "i maj"}, "Write the day as year-month-day"),
        ({"words": "Ja", "doer": "person-999999"}, "Choose somebody in the list."),
    ],
)
def test_what_lacks_in_a_decision_is_told_and_kept(
    client: Client, cast: Cast, typed: dict[str, Any], said: str
) -> None:
    minutes = opened(cast)
    paragraph = at(minutes, 3, cast)
    client.force_login(cast.nils)

    answer = client.post(
        f"/en/meetings/{minutes.meeting_id}/now/paragraphs/{paragraph.pk}/decide/",
        {"how": "counted"} | typed,
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Resolution.objects.filter(paragraph=paragraph).exists()


def test_nothing_is_decided_without_the_quorum_of_the_statutes(cast: Cast) -> None:
    minutes = opened(cast)
    paragraph = at(minutes, 3, cast)
    BodyRules.objects.filter(body="assembly").update(quorum=2)
    there(cast, "amina")

    with pytest.raises(Refused, match="2 partners have to be on the voting list, and 1 are"):
        deciding.decide(paragraph=paragraph, words="Ja.", by=cast.nils)
    there(cast, "rut")

    assert deciding.decide(paragraph=paragraph, words="Ja.", by=cast.nils).words == "Ja."


def test_a_decision_that_is_struck_takes_its_task_along(cast: Cast) -> None:
    minutes = opened(cast)
    paragraph = at(minutes, 3, cast)
    doing = deciding.Doing(role="coordinators")
    decided = deciding.decide(paragraph=paragraph, words="Fel.", doing=doing, by=cast.nils)

    struck = deciding.strike_resolution(resolution=decided, by=cast.nils)

    assert struck.task is not None
    assert struck.task.state == "dropped"
    assert not Resolution.objects.standing().filter(paragraph=paragraph).exists()


def test_two_who_write_the_same_point_do_not_overwrite_each_other(
    client: Client, cast: Cast
) -> None:
    minutes = opened(cast)
    paragraph = at(minutes, 1, cast)
    page = f"/en/meetings/{minutes.meeting_id}/now/paragraphs/{paragraph.pk}/write/"
    client.force_login(cast.elsa)

    saved = client.post(page, {"words": "Elsas ord", "revision": 0}, HTTP_ACCEPT="application/json")
    late = client.post(page, {"words": "Nils ord", "revision": 0})

    paragraph.refresh_from_db()
    assert saved.json() == {"revision": 1}
    assert late.status_code == 422
    assert "Somebody else has written here meanwhile: “Elsas ord”" in late.content.decode()
    assert "Nils ord" in late.content.decode()
    assert paragraph.written == "Elsas ord"


def test_the_room_is_shown_with_the_same_queries_however_many_are_there(
    client: Client, cast: Cast
) -> None:
    minutes = opened(cast)
    client.force_login(cast.nils)
    page = f"/en/meetings/{minutes.meeting_id}/now/live/"
    _crowd(minutes, cast, 1)
    few = _queries(client, page)
    _crowd(minutes, cast, 12)

    assert _queries(client, page) == few


def _crowd(minutes: Minutes, cast: Cast, number: int) -> None:
    """That many more have come, want to speak, propose, decide and reserve themselves."""
    paragraph = at(minutes, 3, cast)
    for n in range(number):
        guest = attendance.add_guest(
            meeting=minutes.meeting, name=f"Gäst {n}", organisation=None, by=cast.nils
        )
        speaking.add_speaker(attendee=guest.attendee, by=cast.nils)
        moving.note_motion(attendee=guest.attendee, words=f"Förslag {n}", by=cast.nils)
        decided = deciding.decide(paragraph=paragraph, words=f"Beslut {n}", by=cast.nils)
        deciding.note_reservation(
            resolution=decided, attendee=guest.attendee, words="Nej", by=cast.nils
        )


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_who_has_seen_it_all_gets_nothing_anew(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    client.force_login(cast.nils)
    page = f"/en/meetings/{minutes.meeting_id}/now/live/"

    first = client.get(page)
    seen = client.get(page, HTTP_IF_NONE_MATCH=first["ETag"])
    there(cast, "amina")
    changed = client.get(page, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (first.status_code, seen.status_code, changed.status_code) == (200, 304, 200)
    assert seen.content == b""
    assert "Amina Exempel" in changed.content.decode()


def test_a_closed_meeting_is_still_written_but_nobody_speaks(cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    paragraph = at(minutes, 1, cast)

    opening.close_meeting(meeting=minutes.meeting, by=cast.nils)
    written = paragraphs.write_paragraph(
        paragraph=paragraph, words="Öppnat.", revision=0, by=cast.elsa
    )

    assert written.written == "Öppnat."
    with pytest.raises(Refused, match="The meeting is closed"):
        speaking.ask_to_speak(attendee=amina)
    opening.reopen_meeting(meeting=minutes.meeting, by=cast.nils)
    at(minutes, 1, cast)
    assert speaking.ask_to_speak(attendee=amina).pk


def test_a_meeting_is_not_opened_before_its_day(cast: Cast) -> None:
    with pytest.raises(Refused, match="on its day or after it"):
        opening.open_meeting(meeting=coming(), by=cast.nils)


def test_something_more_is_taken_up_next(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    at(minutes, 2, cast)
    client.force_login(cast.nils)

    client.post(
        f"/en/meetings/{minutes.meeting_id}/now/items/",
        {"title": "En fråga till", "kind": "discussion"},
    )

    found = [(one.title_sv, one.added_late) for one in items(minutes)][1:4]
    assert found == [
        ("Sedan sist", False),
        ("En fråga till", True),
        ("Aktivitetslista för nästa år", False),
    ]


def test_what_is_noted_is_shown_at_once_and_can_be_taken_back(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    at(minutes, 1, cast)
    there(cast, "rut")
    client.force_login(cast.nils)
    page = f"/en/meetings/{minutes.meeting_id}/now/"
    rut = {"attendee": attendee_of("rut").pk}

    proposed = client.post(f"{page}notes/", {"what": "motion", "words": "We meet less.", **rut})
    aside = client.post(f"{page}notes/", {"what": "conflict", "words": "", **rut})
    shown = client.get(page).content.decode()
    conflict = minutes.paragraphs.get().conflicts.get()
    client.post(f"{page}notes/conflict/{conflict.pk}/")

    assert (proposed.headers["Location"], aside.headers["Location"]) == (
        f"{page}#motions",
        f"{page}#present",
    )
    assert "Ruth Example takes part after all" in shown
    assert "Ruth Example takes part after all" not in client.get(page).content.decode()


def test_before_the_notice_has_gone_out_the_page_says_so(client: Client, cast: Cast) -> None:
    meeting = today()
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.DRAFT)
    client.force_login(cast.nils)

    page = client.get(f"/en/meetings/{meeting.pk}/now/").content.decode()

    assert "when its notice has gone out" in page
    assert "now/open/" not in page
