"""What the stories of calendars begin with."""

import pytest
from django.utils import timezone

from samverka.applications.models import Application
from samverka.calendars.tests.story import TODAY
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.grants.models import Round
from samverka.knowledge.models import Course
from samverka.meetings.models import Meeting
from samverka.plan.models import ActivityList
from samverka.talks.models import Talk
from samverka.tasks.models import Task


@pytest.fixture
def empty(cast: Cast) -> None:
    """Nothing is planned or offered, no call is known, nobody meets."""
    for kind in (Talk, Round, Application, Call, ActivityList, Meeting, Task, Course):
        kind.objects.all().delete()


@pytest.fixture
def november(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 24 November 2026, besides."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
