"""Words for the page of one call."""

from decimal import Decimal

from django import template
from django.utils.formats import localize

from samverka.calls.countries import country_names
from samverka.calls.models import Call
from samverka.calls.telling import cutoffs
from samverka.calls.telling.asked import partners_of_kind
from samverka.calls.terms import days_of
from samverka.common.templatetags.samverka import money

register = template.Library()
register.filter("cutoff", cutoffs.cutoff_in_words)
register.filter("last_days", days_of)
register.filter("of_the_year", cutoffs.windows_in_words)
register.filter("country_names", country_names)
register.filter("partners_of_kind", partners_of_kind)


@register.filter
def budget(call: Call) -> str:
    """The money of the whole call."""
    return "" if call.budget is None else money(call.budget, call.currency)


@register.filter
def per_cent(share: Decimal) -> str:
    """80, or 72,5: no more digits than it takes."""
    return str(localize(share.normalize() if share % 1 else int(share)))
