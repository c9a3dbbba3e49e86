"""What the stories of meetings begin with."""

from typing import Any

from samverka.meetings.models import Meeting


def coming() -> Meeting:
    """The assembly meeting of the cast: its notice is out, and it has not begun."""
    return Meeting.objects.get(state=Meeting.State.CALLED)


def meeting_places() -> dict[str, Any]:
    """What stands in the addresses of meetings."""
    meeting = coming()
    return {"meetings": meeting.pk, "items": meeting.items.all()[0].pk}
