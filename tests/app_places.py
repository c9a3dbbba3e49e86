"""What stands in the addresses of apps that tell it in a story of their own."""

from typing import Any

from samverka.cast import Cast
from samverka.grants.tests.applied import applying_places
from samverka.grants.tests.granted_story import granting_places
from samverka.grants.tests.handled import handling_places
from samverka.meetings.tests.story import meeting_places
from samverka.minutes.tests.adjusted import minutes_places
from samverka.minutes.tests.ballot_story import ballot_places
from samverka.minutes.tests.following_story import decision_places
from samverka.minutes.tests.story import room_places
from samverka.projects.tests.story import project_places
from samverka.references.tests.story import reference_places
from samverka.talks.tests.story import talk_places


def told_by_apps(cast: Cast) -> dict[str, Any]:
    """By the part before the argument."""
    found = meeting_places(cast) | talk_places() | room_places(cast) | ballot_places(cast)
    found |= decision_places(cast) | minutes_places() | reference_places(cast)
    found |= handling_places(cast) | applying_places(cast) | granting_places(cast)
    return found | project_places(cast)
