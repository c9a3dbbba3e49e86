"""A meeting that is opened a little before its time is settled from then on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.actions.agenda import Item, add_item, remove_item
from samverka.meetings.actions.calling import cancel_meeting
from samverka.meetings.models import Meeting
from samverka.meetings.tests.story import coming
from samverka.minutes.actions.opening import open_meeting
from samverka.minutes.actions.paragraphs import take_up


def test_nobody_plans_or_calls_off_what_is_opened(cast: Cast) -> None:
    """The chair begins ten minutes early; what is taken up cannot be struck from the agenda."""
    meeting = coming()
    starts = timezone.now() + timedelta(minutes=10)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    meeting.refresh_from_db()
    late = add_item(meeting=meeting, item=Item("discussion", 5, title_sv="Kaffe"), by=cast.elsa)
    open_meeting(meeting=meeting, by=cast.nils)
    take_up(item=late, by=cast.nils)

    with pytest.raises(Refused):
        remove_item(row=late, by=cast.elsa)
    with pytest.raises(Refused):
        cancel_meeting(meeting=meeting, why="Nej", by=cast.elsa)

    assert Meeting.objects.get(pk=meeting.pk).is_called
