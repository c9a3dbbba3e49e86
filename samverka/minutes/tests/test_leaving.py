"""What is exported about somebody who took part, and what stays when they leave."""

from samverka.cast import Cast
from samverka.meetings.personal import ATTENDED
from samverka.minutes.actions.moving import propose
from samverka.minutes.actions.speaking import ask_to_speak
from samverka.minutes.actions.voting import vote_openly
from samverka.minutes.personal import TAKEN_PART
from samverka.minutes.tests.adjusted import locked, there
from samverka.minutes.tests.ballot_story import begun, here, option, put


def test_one_gets_to_know_what_minutes_know(cast: Cast) -> None:
    meeting = begun(cast)
    [rut] = here("rut")
    ask_to_speak(attendee=rut)
    propose(attendee=rut, words="Vi ses i maj.")
    ballot = put(meeting, cast)
    vote_openly(attendee=rut, option=option(ballot, "Yes"))

    told = TAKEN_PART.collect(cast.rut)

    assert [(one["meeting"], one["what"]) for one in told] == [
        *(("Stormöte", "presence"), ("Stormöte", "turn"), ("Stormöte", "motion")),
        ("Stormöte", "ballotright"),
    ]
    assert (told[2]["words"], told[3]["choice"]) == ("Vi ses i maj.", "Yes")
    assert TAKEN_PART.collect(cast.amina) == []


def test_of_approved_minutes_too(cast: Cast) -> None:
    locked(cast)

    told = {one["what"] for one in TAKEN_PART.collect(cast.rut)}

    assert told == {"presence", "officer", "motion", "conflict", "ballotright", "reservation"}


def test_who_leaves_while_the_meeting_goes_on_was_there(cast: Cast) -> None:
    """Their name stands in what is told of it; who is erased does not stop all others."""
    begun(cast)
    [rut] = here("rut")
    assert ATTENDED.erase

    ATTENDED.erase(cast.rut)

    rut.refresh_from_db()
    assert (rut.name, rut.person, rut.email) == (cast.rut.name, None, "")


def test_who_leaves_stays_in_approved_minutes(cast: Cast) -> None:
    locked(cast)
    rut = there("rut")
    assert ATTENDED.erase

    ATTENDED.erase(cast.rut)

    rut.refresh_from_db()
    assert (rut.name, rut.person) == (cast.rut.name, None)
