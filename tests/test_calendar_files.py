"""Two calendar programs, not one, read what we write: the same entry, at the same moment."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from samverka.cast import Cast
from samverka.common.calendar_files import Entry, calendar_file
from samverka.meetings import calendar_entries as of_meetings
from samverka.meetings.tests.story import coming
from samverka.record.models import Letter
from samverka.talks.actions.preparing import cancel_talk, change_talk
from samverka.talks.forms.preparing import TalkForm
from samverka.talks.models import Talk
from samverka.talks.tests.story import a_talk, comes
from tests.calendars import Seen, seen_by_both
from tests.patience import examples

STOCKHOLM = ZoneInfo("Europe/Stockholm")
# The nights of 2026 in which the clock is changed: an hour that is left out, and one that is twice.
SPRING = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
MINUTES = st.integers(0, 6 * 60)
any_night = st.one_of(
    st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)),
    st.tuples(st.sampled_from([SPRING, AUTUMN]), MINUTES).map(
        lambda drawn: drawn[0] + timedelta(minutes=drawn[1])
    ),
)
SECOND_HALF_PAST_TWO = AUTUMN + timedelta(hours=3, minutes=30)


def in_file(talk: Talk, **facts: Any) -> Seen:
    """How its entry looks to both, beside what is the same for every talk of the story."""
    told: dict[str, Any] = {
        "method": "PUBLISH",
        "uid": f"talk-{talk.pk}@127.0.0.1",
        "starts": talk.starts_at,
        "ends": talk.ends_at,
        "sequence": 0,
        "status": "CONFIRMED",
        "title": "Cultivate together",
    }
    return Seen(**told | facts)


def as_planned(talk: Talk) -> dict[str, Any]:
    facts = TalkForm.facts(talk) | {"starts_at": talk.starts_at, "ends_at": talk.ends_at}
    return {name: facts[name] for name in facts if name not in ("day", "begins", "ends")}


@given(starts=any_night, lasts=st.integers(1, 600))
@example(starts=SECOND_HALF_PAST_TWO, lasts=30)
@example(starts=SECOND_HALF_PAST_TWO - timedelta(hours=1), lasts=60)
@examples(100)
def test_a_moment_comes_back_as_the_same_moment(starts: datetime, lasts: int) -> None:
    """In the nights of the changed clock too, whether the times are in UTC or on the wall."""
    starts = starts.replace(microsecond=0)
    ends = starts + timedelta(minutes=lasts)
    for zone in (UTC, STOCKHOLM):
        entry = Entry(
            key="talk-7",
            title="Odla",
            starts=starts.astimezone(zone),
            ends=ends.astimezone(zone),
            sequence=3,
        )
        [seen] = seen_by_both(calendar_file([entry], name="Samtal"))
        assert isinstance(seen.starts, datetime)
        assert isinstance(seen.ends, datetime)
        assert [seen.starts.astimezone(UTC), seen.ends.astimezone(UTC)] == [starts, ends]
        assert seen.sequence == 3


@given(first=st.dates(date(2020, 1, 1), date(2037, 1, 1)), days=st.integers(0, 30))
@examples(30)
def test_whole_days_come_back_as_whole_days(first: date, days: int) -> None:
    entry = Entry(key="d", title="Dagar", starts=first, ends=first + timedelta(days=days))
    [seen] = seen_by_both(calendar_file([entry], name="Samtal"))
    assert (seen.starts, seen.ends) == (first, first + timedelta(days=days + 1))


@given(title=st.text(min_size=1, max_size=200), words=st.text(max_size=200))
@examples(50)
def test_whatever_is_written_both_can_read_it(title: str, words: str) -> None:
    moment = datetime(2026, 12, 9, 13, tzinfo=UTC)
    entry = Entry(key="t", title=title, starts=moment, words=words, place=words[:40])
    [seen] = seen_by_both(calendar_file([entry], name=title))
    assert seen.starts == moment


def test_the_feed_and_the_file_of_one_talk_tell_of_the_same_entry(
    client: Client, cast: Cast
) -> None:
    Talk.objects.all().delete()
    talk, other = a_talk(), a_talk(slug="off", state="cancelled", sequence=1)

    feed = seen_by_both(client.get("/en/calendar.ics").content)
    [own] = seen_by_both(client.get(f"/en/talks/{talk.slug}/calendar.ics").content)

    assert own == in_file(talk)
    assert sorted(feed, key=lambda one: one.sequence) == [
        own,
        in_file(other, sequence=1, status="CANCELLED", title="Cancelled: Cultivate together"),
    ]


def test_a_talk_is_moved_and_called_off_in_the_calendar_of_who_comes(cast: Cast) -> None:
    talk = a_talk()
    ada = comes(talk, "Ada")
    later = {"starts_at": talk.starts_at + timedelta(minutes=30)}
    planned = as_planned(talk) | later
    moved = change_talk(talk=talk, planned=planned, by=cast.elsa).talk  # type: ignore[arg-type]
    cancel_talk(talk=talk, why="The speaker is ill.", by=cast.elsa)

    letters = Letter.objects.about(ada).exclude(calendar="").order_by("pk")
    off = {"status": "CANCELLED", "title": "Cancelled: Cultivate together"}
    assert [seen_by_both(letter.calendar) for letter in letters] == [
        [in_file(talk, method="REQUEST")],
        [in_file(moved, method="REQUEST", sequence=1)],
        [in_file(moved, method="CANCEL", sequence=2, **off)],
    ]


def test_a_meeting_is_one_entry_to_both(cast: Cast) -> None:
    meeting = coming()
    [seen] = seen_by_both(calendar_file([of_meetings.entry_of(meeting)], name="Möten"))
    assert (seen.uid, seen.starts, seen.ends, seen.sequence) == (
        f"meeting-{meeting.pk}@127.0.0.1",
        meeting.starts_at,
        meeting.ends_at,
        meeting.sequence,
    )


@pytest.mark.parametrize("address", ["/en/calls/deadlines.ics", "/sv/calls/deadlines.ics"])
def test_last_days_of_calls_are_read_by_both(client: Client, cast: Cast, address: str) -> None:
    assert seen_by_both(client.get(address).content)
