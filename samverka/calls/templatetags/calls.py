"""Words for templates about calls."""

from django import template
from django.utils.dates import MONTHS

from samverka.calls.documents import amount_of
from samverka.calls.telling import eligibility

register = template.Library()
register.filter("amount", amount_of)
register.filter("headline", eligibility.headline)
register.filter("points", eligibility.points)


@register.filter
def month_names(numbers: list[int]) -> list[str]:
    """January is 1."""
    return [str(MONTHS[number]) for number in numbers]
