"""What pages of meetings show of earlier decisions."""

from django import template

from samverka.meetings.models import Meeting
from samverka.minutes import since_last as told
from samverka.minutes.models import Paragraph, TakenUpAgain

register = template.Library()


@register.simple_tag
def since_last(meeting: Meeting) -> told.SinceLast:
    """Open decisions of the body, and those that this meeting has heard of."""
    return told.since_last(meeting)


@register.simple_tag
def taken_up(paragraph: Paragraph) -> list[TakenUpAgain]:
    """Where a paragraph came back, or will come back."""
    return list(paragraph.taken_up_again.standing().with_meetings())
