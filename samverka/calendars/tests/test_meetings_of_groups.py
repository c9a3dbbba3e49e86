"""Meetings with applicants and of reference groups stand in the calendars of who takes part."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from samverka.calendars.actions import choose_address
from samverka.calendars.models import CalendarAddress
from samverka.calendars.months import Span
from samverka.calendars.own import happenings_of
from samverka.calendars.public import happenings
from samverka.calendars.tests.story import events
from samverka.calendars.wanted import Wanted
from samverka.cast import Cast
from samverka.grants.actions.meeting import book_time, offer_times
from samverka.grants.models import GrantApplication, OfferedTime
from samverka.grants.tests.story import a_round, declare, handed_in
from samverka.people.models import Person
from samverka.references.models import Engagement
from samverka.references.tests.story import a_group, a_meeting

pytestmark = pytest.mark.django_db
ALL = Wanted(activities=True)
GRANT, GROUP = "Meeting about a grant", "Reference group"


@pytest.fixture(autouse=True)
def plain_english() -> None:
    translation.activate("en")


def soon() -> Span:
    today = timezone.localdate()
    return Span(today, today + timedelta(days=20))


def own(person: Person, label: str) -> list[tuple[str, str]]:
    """What they are called and where they lead, of one sort."""
    found = happenings_of(person, soon(), CalendarAddress.Calls.NONE)
    return [(one.title, one.path) for one in found if one.label == label]


@pytest.fixture
def application(cast: Cast) -> GrantApplication:
    """Signed in, Kim has written it and booked a time with Elsa."""
    found = handed_in(a_round(cast), writer=cast.kim)
    declare(found, cast.elsa)
    start = timezone.now() + timedelta(days=3)
    turn = found.round
    times = offer_times(turn=turn, starts=[start], minutes=45, place="Här", by=cast.elsa)
    book_time(application=found, time_key=times[0].pk)
    return found


def test_a_meeting_with_an_applicant_is_there_for_the_two_who_meet(
    cast: Cast, application: GrantApplication
) -> None:
    case = f"/en/grants/cases/{application.number}/"
    told = {name: own(getattr(cast, name), GRANT) for name in ("elsa", "kim", "nils", "petra")}
    assert told == {
        "elsa": [(f"Meeting with {application.name} about their application", case)],
        "kim": [(f"Meeting about your application: {application.title}", application.own_url)],
        "nils": [],
        "petra": [],
    }


def test_the_file_hands_on_no_key(
    cast: Cast, client: Client, application: GrantApplication
) -> None:
    address = choose_address(calls="none", by=cast.kim)
    found = events(client, f"/en/calendar/{address.key}.ics")
    name = f"grant-meeting-{application.number}"
    [entry] = [one for key, one in found.items() if key.startswith(name)]

    assert application.key not in entry.to_ical().decode()


def test_whoever_has_an_interest_later_has_it_no_more(
    cast: Cast, application: GrantApplication
) -> None:
    application.declarations.filter(person=cast.elsa).update(conflict=True)

    assert own(cast.elsa, GRANT) == []


def test_what_is_called_off_or_withdrawn_is_gone(cast: Cast, application: GrantApplication) -> None:
    OfferedTime.objects.update(called_off_at=timezone.now())
    assert own(cast.elsa, GRANT) == own(cast.kim, GRANT) == []
    OfferedTime.objects.update(called_off_at=None)
    GrantApplication.objects.filter(pk=application.pk).update(state="withdrawn")
    assert own(cast.elsa, GRANT) == own(cast.kim, GRANT) == []


def shown_to_all() -> list[tuple[str, str]]:
    """Titles and links of group meetings in the calendar of everybody."""
    found = happenings(soon(), ALL)
    return [(one.title, one.entry.words) for one in found if one.label == GROUP]


def test_meetings_of_public_groups_are_for_everybody_but_their_links(cast: Cast) -> None:
    group = a_group(cast)
    a_meeting(cast, group)
    title = group.title
    assert shown_to_all() == own(cast.kim, GROUP) == []
    assert [title for title, _path in own(cast.amina, GROUP)] == [title]

    Engagement.objects.filter(pk=group.pk).update(public=True)
    assert shown_to_all() == [(title, "")]
    path = group.get_absolute_url()
    assert own(cast.kim, GROUP) == own(cast.amina, GROUP) == [(title, path)]
    assert GROUP not in {one.label for one in happenings(soon(), Wanted())}


def test_those_who_take_part_read_the_link(cast: Cast) -> None:
    group = a_group(cast, public=True)
    a_meeting(cast, group)

    words = {
        name: [one.entry.words for one in happenings_of(who, soon(), "none") if one.label == GROUP]
        for name, who in (("amina", cast.amina), ("kim", cast.kim))
    }
    assert words == {"amina": ["Link: https://example.org/room"], "kim": [""]}
