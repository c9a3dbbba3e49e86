"""Two ask for the last seat of a car at the same moment: one gets it, the other is told."""

from functools import partial

import pytest

from samverka.cast import Cast
from samverka.meetings.actions.answering import Reply, answer_meeting
from samverka.meetings.actions.riding import ask_ride
from samverka.meetings.models import Attendee, Ride
from samverka.meetings.tests.story import attendee, coming
from samverka.partnership.models import Municipality
from tests.together import kinds, together

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6


def test_the_last_seat_is_asked_for_once(cast: Cast) -> None:
    driver, meeting = attendee("rut"), coming()
    Attendee.objects.filter(pk=driver.pk).update(ride_seats=1)
    home = Municipality.objects.get(name="Nora")
    wanted = Reply("room", ride="wants", ride_from=home)
    crowd = [
        answer_meeting(
            attendee=Attendee.objects.create(meeting=meeting, name=f"{n} Exempel"), reply=wanted
        )
        for n in range(CROWD)
    ]

    results = together([partial(ask_ride, passenger=one, driver=driver) for one in crowd])

    assert kinds(results) == {"Refused": CROWD - 1, "Ride": 1}
    assert Ride.objects.filter(driver=driver).count() == 1
