"""Who is at a meeting, who has the vote of a partner, and who leads and checks."""

import pytest
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.models import Attendee
from samverka.minutes.actions import attendance, opening
from samverka.minutes.content import content_of
from samverka.minutes.models import Minutes, Presence
from samverka.minutes.tests.story import opened, there


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


def voting(minutes: Minutes) -> list[str]:
    return [one.attendee.name for one in minutes.presences.voting().with_people()]


def test_one_of_each_partner_votes(cast: Cast) -> None:
    minutes = opened(cast)
    amina, _rut = there(cast, "amina", "rut")
    other = attendance.add_guest(
        meeting=minutes.meeting, name="Berit", organisation=amina.organisation, by=cast.nils
    )
    guest = attendance.add_guest(
        meeting=minutes.meeting, name="Gäst", organisation=None, by=cast.nils
    )
    first = voting(minutes)

    attendance.give_vote(attendee=other.attendee, by=cast.nils)
    second = voting(minutes)
    attendance.mark_gone(attendee=other.attendee, by=cast.nils)
    attendance.say_gone(attendee=amina)
    attendance.say_here(attendee=amina, by_link=False)

    assert first == ["Amina Exempel", "Ruth Example"]
    assert second == ["Berit", "Ruth Example"]
    assert voting(minutes) == ["Amina Exempel", "Ruth Example"]
    with pytest.raises(Refused):
        attendance.give_vote(attendee=guest.attendee, by=cast.nils)


def test_somebody_who_was_chosen_on_the_day_leads(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    (rut,) = there(cast, "rut")
    client.force_login(cast.rut)
    page = f"/en/meetings/{minutes.meeting_id}/now/close/"
    before = client.post(page).status_code

    opening.choose_officer(meeting=minutes.meeting, attendee=rut, role="chair", by=cast.nils)
    after = client.post(page).status_code

    assert (before, after) == (404, 302)
    assert Presence.objects.filter(attendee=rut).exists()
    assert [str(one) for one in minutes.officers.filter(role="chair")] == ["Ruth Example"]


def test_nobody_checks_what_they_lead(cast: Cast) -> None:
    minutes = opened(cast)

    with pytest.raises(Refused):
        opening.choose_officer(
            meeting=minutes.meeting,
            attendee=Attendee.objects.get(meeting=minutes.meeting, person=cast.nils),
            role="adjuster",
            by=cast.nils,
        )


def test_who_had_the_vote_and_left_is_told_so_and_their_partner_votes_on(cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    other = attendance.add_guest(
        meeting=minutes.meeting, name="Berit", organisation=amina.organisation, by=cast.nils
    )
    attendance.mark_gone(attendee=amina, by=cast.nils)
    attendance.give_vote(attendee=other.attendee, by=cast.nils)

    attendance.mark_there(attendee=amina, by=cast.nils)
    attendance.take_vote(attendee=other.attendee, by=cast.nils)
    attendance.mark_there(attendee=other.attendee, by=cast.nils)

    told = {one["name"]: one["votes"] for one in content_of(minutes)["present"]}
    assert voting(minutes) == []
    assert told == {
        "Amina Exempel": False,
        "Berit": False,
        "Elsa Exempel": False,
        "Nils Exempel": False,
    }
    attendance.give_vote(attendee=amina, by=cast.nils)
    attendance.mark_gone(attendee=amina, by=cast.nils)
    left = [one for one in content_of(minutes)["present"] if one["left_at"]]
    assert [(one["name"], one["votes"]) for one in left] == [("Amina Exempel", True)]
