"""Whether days fit into a project; what is wrong is told as the field and a sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from samverka.applications.models import Application

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


def trouble_with_days(application: Application, facts: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first thing that is wrong with `starts_on`, `ends_on` or `on`."""
    for field in ("starts_on", "ends_on", "on"):
        said = _outside(application, facts.get(field))
        if said:
            return field, said
    first, last = facts.get("starts_on"), facts.get("ends_on")
    if first and last and last < first:
        return "ends_on", _backwards(first, last)
    return None


def _backwards(first: date, last: date) -> str:
    meant = last.replace(day=min(last.day, 28), year=first.year)
    year = first.year if meant >= first else first.year + 1
    return _("The last day lies before the first. Should it be %(year)s?") % {"year": year}


def _outside(application: Application, day: date | None) -> str:
    if day is None:
        return ""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _("Choose a day between %(first)s and %(last)s.") % {
            "first": FIRST_YEAR,
            "last": LAST_YEAR,
        }
    if application.starts_on and day < application.starts_on:
        return _(
            "The project begins %(day)s. Choose a day from then on, or let it begin earlier."
        ) % {"day": in_full(application.starts_on)}
    if application.ends_on and day > application.ends_on:
        return _("The project ends %(day)s. Choose a day until then, or let it go on longer.") % {
            "day": in_full(application.ends_on)
        }
    return ""


def in_full(day: date) -> str:
    return format_date(day, _("j F Y"))
