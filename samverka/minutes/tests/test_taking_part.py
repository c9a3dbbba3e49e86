"""Those who take part do so on their phones, by their key."""

import pytest
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.personal import ATTENDED
from samverka.minutes.actions import deciding, moving, speaking
from samverka.minutes.actions.voting import Question, print_slips, stop_ballot, vote_openly
from samverka.minutes.forms.voting import SlipsForm
from samverka.minutes.models import Conflict, Motion, Reservation
from samverka.minutes.tests.ballot_story import IN_SECRET, YES_OR_NO, codes, crowd, option, put
from samverka.minutes.tests.story import at, attendee_of, opened, there


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


def test_one_comes_in_speaks_proposes_and_leaves_without_an_account(
    client: Client, cast: Cast
) -> None:
    minutes = opened(cast)
    at(minutes, 3, cast)
    amina = attendee_of("amina")
    page = f"/en/meetings/answer/{amina.key}/now/"

    outside = client.post(f"{page}speak/", {"ask": "1"}, follow=True).content.decode()
    client.post(f"{page}here/")
    client.post(f"{page}speak/", {"ask": "1"})
    client.post(f"{page}propose/", {"words": "Höstens samtal hålls i Kumla."})
    inside = client.get(page)
    client.post(f"{page}gone/")

    assert "Say first that you are here." in outside
    assert "You are on the list" in inside.content.decode()
    assert "Höstens samtal hålls i Kumla." in inside.content.decode()
    assert inside["Cache-Control"] == "private, no-store"
    assert not minutes.presences.there().filter(attendee=amina).exists()


def test_people_stand_behind_a_proposal_until_it_is_withdrawn(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    amina, rut = there(cast, "amina", "rut")
    at(minutes, 3, cast)
    motion = moving.propose(attendee=amina, words="I Kumla.")
    page = f"/en/meetings/answer/{rut.key}/now/motions/{motion.pk}/"

    client.post(page, {"behind": "1"})
    stood = motion.behind.count()
    client.post(page, {"not_behind": "1"})
    refused = client.post(page, {"withdraw": "1"}, follow=True).content.decode()
    moving.withdraw_motion(motion=motion, attendee=amina)

    assert (stood, motion.behind.count()) == (1, 0)
    assert "Only whoever proposed it can withdraw it." in refused
    assert Motion.objects.get().state == "withdrawn"


def test_whoever_stands_aside_takes_no_part_in_the_point(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    paragraph = at(minutes, 3, cast)

    client.post(f"/en/meetings/answer/{amina.key}/now/aside/", {"words": "Vi söker pengarna."})

    told = Conflict.objects.get()
    assert (told.paragraph, told.attendee, told.words) == (paragraph, amina, "Vi söker pengarna.")
    with pytest.raises(Refused, match="takes no part"):
        moving.propose(attendee=amina, words="Ändå")
    moving.take_part_after_all(conflict=told, by=cast.nils)
    assert moving.propose(attendee=amina, words="Ändå").pk


@pytest.mark.parametrize("question", [YES_OR_NO, IN_SECRET])
def test_nobody_both_votes_and_stands_aside(cast: Cast, question: Question) -> None:
    """A code leads back to nobody, so it cannot be taken back: the vote begins anew."""
    minutes = opened(cast)
    at(minutes, 3, cast)
    voter, other, *_more = crowd(minutes.meeting, 4)
    ballot = put(minutes.meeting, cast, question)
    if ballot.secret:
        codes(ballot, [voter])
    else:
        vote_openly(attendee=voter, option=option(ballot, "Yes"))

    with pytest.raises(Refused, match="It has to be stopped first"):
        moving.stand_aside(attendee=voter, words="")
    with pytest.raises(Refused, match="It has to be stopped first"):
        moving.note_conflict(attendee=voter, words="", by=cast.nils)
    moving.stand_aside(attendee=other, words="")
    assert list(Conflict.objects.values_list("attendee__name", flat=True)) == [other.name]
    if ballot.secret:
        assert other not in SlipsForm(ballot=ballot).fields["attendees"].queryset  # type: ignore[attr-defined]
        with pytest.raises(Refused, match="stands aside"):
            print_slips(ballot=ballot, attendees=[other], by=cast.nils)
    stop_ballot(ballot=ballot, by=cast.nils)
    moving.stand_aside(attendee=voter, words="")


def test_a_reservation_stands_by_its_decision(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    paragraph = at(minutes, 3, cast)
    decided = deciding.decide(paragraph=paragraph, words="Ja.", by=cast.nils)

    client.post(
        f"/en/meetings/answer/{amina.key}/now/decisions/{decided.pk}/", {"words": "För dyrt."}
    )

    told = Reservation.objects.get()
    assert (told.resolution, told.attendee, told.words) == (decided, amina, "För dyrt.")


def test_what_is_too_long_is_told_and_kept(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    at(minutes, 3, cast)

    answer = client.post(f"/en/meetings/answer/{amina.key}/now/propose/", {"words": "x" * 2001})

    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()


def test_somebody_with_an_account_who_was_not_called_comes_in(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    minutes.meeting.attendees.filter(person=cast.amina).delete()
    client.force_login(cast.amina)
    page = f"/en/meetings/{minutes.meeting_id}/"

    door = client.get(f"{page}now/").content.decode()
    client.post(f"{page}come-in/")

    assert "You are not on its list yet" in door
    came = minutes.presences.get(attendee__person=cast.amina)
    assert (came.votes, str(came.organisation)) == (True, "Föreningen Grönskan")


def test_a_reply_needs_somebody_to_reply_to(cast: Cast) -> None:
    minutes = opened(cast)
    amina, rut = there(cast, "amina", "rut")
    at(minutes, 3, cast)
    speaking.give_floor(turn=speaking.ask_to_speak(attendee=amina), by=cast.nils)

    reply = speaking.ask_to_speak(attendee=rut, is_reply=True)

    assert reply.is_reply


def test_somebody_who_is_erased_during_a_meeting_stays_named_there(cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")

    assert ATTENDED.erase is not None
    ATTENDED.erase(cast.amina)

    amina.refresh_from_db()
    assert (amina.name, amina.person, amina.email) == ("Amina Exempel", None, "")
    assert minutes.presences.there().filter(attendee=amina).exists()


def test_words_for_a_point_that_is_past_are_not_put_to_the_next(client: Client, cast: Cast) -> None:
    minutes = opened(cast)
    (amina,) = there(cast, "amina")
    before, now = at(minutes, 2, cast), at(minutes, 3, cast)
    page = f"/en/meetings/answer/{amina.key}/now/propose/"

    late = client.post(page, {"words": "I Kumla.", "point": before.pk})
    told = late.content.decode()
    client.post(page, {"words": "I Kumla.", "point": now.pk})

    assert late.status_code == 422
    assert "The meeting has gone on to another point." in told
    assert "I Kumla." in told
    assert f'name="point" value="{now.pk}"' in told
    assert Motion.objects.get().paragraph == now
