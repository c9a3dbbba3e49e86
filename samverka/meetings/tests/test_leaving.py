"""What is exported about a person, and what stays when they leave."""

import pytest

from samverka.cast import Cast
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.personal import ATTENDED, MEETINGS
from samverka.meetings.tests.story import coming


def test_one_gets_to_know_what_meetings_know(cast: Cast) -> None:
    told = {one["meeting"]: (one["food"], one["ride"]) for one in ATTENDED.collect(cast.amina)}
    led = [(one["title"], one["chair"]) for one in MEETINGS.collect(cast.nils)]

    assert told == {"Stormöte": ("Vegetariskt", "wants"), "Stormöte om vägar in": ("", "none")}
    assert led == [
        ("Stormöte", True),
        ("Stormöte om vägar in", True),
        ("Arbetsutskottets möte", True),
    ]


@pytest.mark.parametrize("name", ["amina", "nils"])
def test_who_leaves_is_on_no_list_to_come_but_was_there(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    for kind in (ATTENDED, MEETINGS):
        assert kind.erase
        kind.erase(person)

    assert not coming().attendees.filter(name=person.name).exists()
    [was] = Attendee.objects.filter(name=person.name)
    assert (was.meeting.was_held, was.person) == (True, None)
    assert not Meeting.objects.filter(chair=person).exists()
