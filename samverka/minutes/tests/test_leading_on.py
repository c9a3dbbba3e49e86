"""How the running view leads on: what comes next, what to press, and the end of the meeting."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.meetings.models import Meeting
from samverka.minutes.actions import opening, paragraphs, speaking, voting
from samverka.minutes.tests.ballot_story import YES_OR_NO
from samverka.minutes.tests.story import at, items, opened, there


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


def test_what_is_taken_up_between_two_points_comes_next(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    new: dict[str, Any] = {"title_en": "", "kind": "discussion", "by": cast.nils}
    paragraphs.take_up_new(meeting=minutes.meeting, title_sv="Före allt", **new)
    at(minutes, 1, cast)
    paragraphs.end_paragraph(paragraph=at(minutes, 2, cast), outcome="tabled", by=cast.nils)

    paragraphs.take_up_new(meeting=minutes.meeting, title_sv="En till", **new)

    assert [one.title_sv for one in items(minutes)] == [
        "Välkomna och närvaro",
        "Sedan sist",
        "En till",
        "Aktivitetslista för nästa år",
        "Tema för vårens Samhällssamtal",
        "Kaffe och utbyte",
        "Före allt",
        "Uppgifter och avslut",
    ]


def test_there_is_one_first_thing_to_press(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    client.force_login(cast.nils)
    page = f"/en/meetings/{minutes.meeting_id}/now/"
    first = at(minutes, 1, cast)
    at(minutes, 3, cast)
    speaking.ask_to_speak(attendee=amina)

    def pressed_first(address: str) -> list[str]:
        shown = client.get(address).content.decode()
        return re.findall(r'<button class="primary[^>]*>(?:<svg.*?</svg>)?([^<]+)', shown)

    going_on = pressed_first(page)
    beside = pressed_first(f"{page}?paragraph={first.pk}")
    voting.open_ballot(meeting=minutes.meeting, question=YES_OR_NO, by=cast.nils)
    at_a_vote = pressed_first(page)

    assert going_on == ["Next: Theme of the Community Talk in spring"]
    assert beside == ["The meeting has decided this"]
    assert at_a_vote == ["Count the votes"]


def test_a_meeting_is_held_when_it_is_closed_however_long_it_was_to_be(cast: Cast) -> None:
    minutes = opened(cast)
    meeting = minutes.meeting
    held = []
    for act in (None, opening.close_meeting, opening.reopen_meeting):
        if act:
            act(meeting=meeting, by=cast.nils)
        fresh = Meeting.objects.get(pk=meeting.pk)
        held.append((fresh.was_held, fresh in Meeting.objects.held()))

    assert held == [(False, False), (True, True), (False, False)]


def test_what_was_not_taken_up_is_told_when_the_meeting_closes(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    client.force_login(cast.nils)
    page = f"/en/meetings/{minutes.meeting_id}/now/"
    at(minutes, 1, cast)

    closed = client.post(f"{page}close/", follow=True).content.decode()
    opened_again = client.post(f"{page}reopen/", follow=True).content.decode()
    for item in items(minutes)[1:]:
        paragraphs.take_up(item=item, by=cast.nils)
    at_last = client.post(f"{page}close/", follow=True).content.decode()

    assert "4 points of the agenda were not taken up." in closed  # a break is not missed
    listed = closed.partition("What the meeting did not come to</h2>")[2].partition("</ul>")[0]
    assert re.findall("<li>([^<]+)</li>", listed) == [
        "Since last time",
        "Activity list for next year",
        "Theme of the Community Talk in spring",
        "Tasks and closing",
    ]
    assert "The meeting goes on." in opened_again
    assert "The meeting is closed." in at_last
    assert "What the meeting did not come to" not in at_last
