"""Fifty vote at the same moment, openly and in secret: each vote is counted once."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from samverka.cast import Cast
from samverka.common.tenancy import everywhere
from samverka.minutes.actions.voting import (
    count_ballot,
    get_code,
    stop_ballot,
    vote_openly,
    vote_secretly,
)
from samverka.minutes.models import Ballot, BallotCode
from samverka.minutes.tests.ballot_story import (
    IN_SECRET,
    YES_OR_NO,
    begun,
    codes,
    crowd,
    option,
    put,
)
from tests.together import kinds, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CROWD, AT_ONCE = 50, 10


def numbers(ballot: Ballot) -> dict[str, int]:
    return dict(ballot.options.values_list("words", "number"))


def test_fifty_open_votes_at_once(cast: Cast) -> None:
    meeting = begun(cast)
    people = crowd(meeting, CROWD)
    ballot = put(meeting, cast, YES_OR_NO)
    yes, no, _abstain = ballot.options.all()
    first = [
        partial(vote_openly, attendee=one, option=yes if n % 5 else no)
        for n, one in enumerate(people)
    ]
    again = [partial(vote_openly, attendee=one, option=no) for one in people]

    voted, twice = together(first), together(again)

    assert kinds(voted) == {"BallotRight": CROWD}
    assert kinds(twice) == {"Refused": CROWD}
    count_ballot(ballot=ballot, by=cast.nils)
    assert numbers(ballot) == {"Yes": 40, "No": 10, "Abstain": 0}


def test_fifty_secret_votes_at_once(cast: Cast) -> None:
    """Each gets a code at the same moment, each votes at the same moment, and tries once more."""
    meeting = begun(cast)
    people = crowd(meeting, CROWD)
    ballot = put(meeting, cast, IN_SECRET)
    ada, bo = ballot.options.all()

    handed = together([partial(get_code, attendee=one, ballot=ballot) for one in people])
    more = together([partial(get_code, attendee=one, ballot=ballot) for one in people])
    assert (kinds(handed), kinds(more)) == ({"str": CROWD}, {"Refused": CROWD})
    assert len(set(map(str, handed))) == CROWD
    voted = together(
        [
            partial(vote_secretly, code=str(code), option=bo if n % 5 else ada)
            for n, code in enumerate(handed)
        ]
    )
    again = together([partial(vote_secretly, code=str(code), option=ada) for code in handed])

    assert (kinds(voted), kinds(again)) == ({"NoneType": CROWD}, {"Refused": CROWD})
    assert not everywhere(BallotCode).exists()
    count_ballot(ballot=ballot, by=cast.nils)
    assert numbers(ballot) == {"Ada": 10, "Bo": 40}


def test_one_right_or_one_code_from_many_phones_at_once(cast: Cast) -> None:
    meeting = begun(cast)
    one, *_others = people = crowd(meeting, 3)
    ballot = put(meeting, cast, YES_OR_NO)
    yes = option(ballot, "Yes")
    openly = together([partial(vote_openly, attendee=one, option=yes)] * AT_ONCE)
    stop_ballot(ballot=ballot, by=cast.nils)
    ballot = put(meeting, cast, IN_SECRET)
    handed = together([partial(get_code, attendee=one, ballot=ballot)] * AT_ONCE)
    code = codes(ballot, people[1:])[0]
    secretly = together([partial(vote_secretly, code=code, option=option(ballot, "Bo"))] * AT_ONCE)

    assert kinds(openly) == {"BallotRight": 1, "Refused": AT_ONCE - 1}
    assert kinds(handed) == {"Refused": AT_ONCE - 1, "str": 1}
    assert kinds(secretly) == {"NoneType": 1, "Refused": AT_ONCE - 1}
    assert numbers(ballot) == {"Ada": 0, "Bo": 1}


def test_votes_and_the_counting_of_them_at_once(cast: Cast) -> None:
    """Whatever comes first: what was taken is in the number, what came too late is refused."""
    meeting = begun(cast)
    people = crowd(meeting, AT_ONCE)
    ballot = put(meeting, cast, IN_SECRET)
    handed = codes(ballot, people)
    bo = option(ballot, "Bo")
    for code in handed[:3]:
        vote_secretly(code=code, option=bo)
    voting: list[Callable[[], object]] = [
        partial(vote_secretly, code=code, option=bo) for code in handed[3:]
    ]
    voting.append(partial(count_ballot, ballot=ballot, by=cast.nils))

    results = together(voting)

    told = kinds(results)
    assert told.pop("Ballot") == 1
    assert numbers(ballot) == {"Ada": 0, "Bo": 3 + told.pop("NoneType", 0)}
    assert set(told) <= {"Refused"}


def test_the_database_does_not_know_which_code_was_written_for_whom(cast: Cast) -> None:
    """PostgreSQL keeps with each row which transaction wrote it: for all codes it is the last."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL keeps it")
    meeting = begun(cast)
    people = crowd(meeting, 4)
    ballot = put(meeting, cast, IN_SECRET)
    codes(ballot, people)

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM minutes_ballotcode")
        writers = cursor.fetchall()
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM minutes_ballotright")
        [(rights,)] = cursor.fetchall()
    assert (len(writers), rights) == (1, 4)
