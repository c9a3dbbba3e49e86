"""Words for templates about talks."""

from datetime import datetime

from django import template
from django.utils import timezone

from samverka.talks.models import Talk

register = template.Library()


@register.filter
def hours(talk: Talk) -> str:
    """14–16 on the hour, otherwise 14.30–16."""
    return f"{_clock(talk.starts_at)}–{_clock(talk.ends_at)}"


def _clock(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour}.{local.minute:02}" if local.minute else f"{local.hour}"
