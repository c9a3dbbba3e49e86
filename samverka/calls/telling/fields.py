"""What a field of a call says, in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dates import MONTHS
from django.utils.formats import localize
from django.utils.translation import gettext as _

from samverka.calls.countries import country_names
from samverka.calls.models import Call, CutOff
from samverka.calls.telling.cutoffs import cutoff_in_words, windows_in_words
from samverka.calls.terms import accepts_any_kind, days_of, says_the_same
from samverka.common.templatetags.samverka import day, spaced
from samverka.partnership.models import Organisation

AMOUNTS = ("budget", "amount_min", "amount_max")


def value_in_words(name: str, value: Any) -> str:
    """Empty where nothing is said; `days` are cut-offs, `themes` are rows."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name in AMOUNTS:
        return spaced(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return str(localize(value.normalize() if value % 1 else int(value)))
    if name == "level":
        return str(dict(Call.Level.choices).get(value, value))
    return ", ".join(_several(name, value)) if isinstance(value, list) else str(value)


def _several(name: str, value: Iterable[Any]) -> list[str]:
    if name in ("applicants", "needed_kinds"):
        labels = dict(Organisation.Kind.choices)
        return [str(labels.get(kind, kind)) for kind in value]
    if name == "countries":
        return country_names(value)
    if name == "paused_months":
        return [str(MONTHS[number]) for number in value]
    if name == "windows":
        return windows_in_words(value)
    if name in ("days", "cutoffs"):
        days = (one if isinstance(one, CutOff) else CutOff.read(one) for one in value)
        return [cutoff_in_words(one) for one in days]
    return [str(one) for one in value]


def value_now(call: Call, name: str) -> Any:
    """What a field of the form says in the call as it stands."""
    if name == "days":
        return days_of(call)
    if name == "any_kind":
        return accepts_any_kind(call)
    if name == "themes":
        return list(call.themes.all())
    return getattr(call, name)


def what_differs(
    call: Call, told: Mapping[str, Any], labels: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Where the call says something else than what somebody wrote: the label, what it says."""
    found = []
    for name, value in told.items():
        now = value_now(call, name)
        if not says_the_same(name, now, list(value) if name == "themes" else value):
            found.append((str(labels[name]), value_in_words(name, now)))
    return found
