"""The trail on a page: all that came before and after the row that the page is about."""

from typing import Any

from django import template
from django.db.models import Model

from samverka.trail.walking import trail_of

register = template.Library()
LYING = 5  # so many stops have room beside each other


@register.inclusion_tag("trail/trail.html", takes_context=True)
def trail(context: template.Context, row: Model) -> dict[str, Any]:
    """As far as whoever asks for the page may see it; nothing where the row stands alone."""
    stops = trail_of(row, context["request"].user)
    return {"stops": stops, "across": len(stops) <= LYING}
