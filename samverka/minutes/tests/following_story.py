"""What the stories of decisions that are followed begin with."""

from typing import Any

from samverka.cast import Cast
from samverka.cast.minutes import keep_example_minutes
from samverka.minutes.models import Minutes, Resolution


def visit(minutes: Minutes) -> Resolution:
    """The decision of the cast that is late: Föreningen Grönskan invites the others."""
    return Resolution.objects.filter(paragraph__minutes=minutes).open().get()


def decision_places(cast: Cast) -> dict[str, Any]:
    """What stands in the addresses of decisions and of what comes back."""
    late = visit(keep_example_minutes(cast))
    return {"meetings/decisions/<int:pk>": late.pk, "corrections": late.paragraph_id}
