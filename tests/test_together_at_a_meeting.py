"""An applicant and an officer act on the same meeting at the same moment."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from samverka.cast import Cast
from samverka.grants.actions import meeting
from samverka.grants.models import GrantApplication, OfferedTime, Round
from samverka.grants.tests.story import a_round, declare, handed_in
from tests.together import kinds, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 12


def booked(cast: Cast, turn: Round, application: GrantApplication, hours: int) -> OfferedTime:
    soon = timezone.now() + timedelta(days=3, hours=hours)
    [time] = meeting.offer_times(turn=turn, starts=[soon], minutes=30, place="Här", by=cast.elsa)
    return meeting.book_time(application=application, time_key=time.pk)


def test_one_cancels_while_the_other_takes_the_time_away(cast: Cast) -> None:
    """Each is done or told to look again; they never wait for each other for ever."""
    turn = a_round(cast)
    for n in range(TIMES):
        application = handed_in(turn)
        declare(application, cast.elsa)
        time = booked(cast, turn, application, n)

        done = together(
            [
                partial(meeting.take_time_away, time=time, by=cast.elsa),
                partial(meeting.cancel_meeting, application=application),
            ]
        )

        assert set(kinds(done)) <= {"NoneType", "Refused"}, done
        time.refresh_from_db()
        assert time.application is None
