"""Filters for the pages of plans and years."""

from decimal import Decimal

from django import template
from django.template.defaultfilters import floatformat

from samverka.plan import telling
from samverka.plan.models import ListedActivity

register = template.Library()


@register.filter
def when(activity: ListedActivity) -> str:
    """When it is, in words without the year."""
    return telling.when(activity.starts_on, activity.ends_on)


@register.filter
def is_late(activity: ListedActivity) -> bool:
    return telling.is_late(activity)


@register.filter
def figure(value: Decimal | None) -> str:
    """A number as it is read: decimals only where there are any."""
    if value is None:
        return ""
    return str(floatformat(value, "-2g"))
