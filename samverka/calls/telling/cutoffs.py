"""Days and times of the year on which one can apply, in words."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from samverka.calls.models import CutOff
from samverka.common.templatetags.samverka import day

A_LEAP_YEAR = 2024  # has every day that a year may have


def cutoff_in_words(cutoff: CutOff) -> str:
    """17 mars kl. 17.00 i Bryssel: the funder's own clock, and ours where it shows another time."""
    if cutoff.at is None:
        return day(cutoff.on)
    clock = f"{cutoff.at:%H.%M}"
    facts = {"day": day(cutoff.on), "time": clock, "place": _place(cutoff.zone)}
    there = moment(cutoff)
    if there is None:
        return _("%(day)s at %(time)s") % facts
    here = there.astimezone(ZoneInfo(settings.TIME_ZONE))
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return _("%(day)s at %(time)s Swedish time") % facts
    facts |= {"here": f"{here:%H.%M}", "day_here": day(here.date())}
    if here.date() == there.date():
        return _("%(day)s at %(time)s in %(place)s, which is %(here)s here") % facts
    return _("%(day)s at %(time)s in %(place)s, which is %(day_here)s at %(here)s here") % facts


def moment(cutoff: CutOff) -> datetime | None:
    """None where the funder tells no clock, does not say whose, or names one nobody knows."""
    if cutoff.at is None:
        return None
    try:
        zone = ZoneInfo(cutoff.zone) if cutoff.zone else None
        return datetime.combine(cutoff.on, cutoff.at, zone) if zone else None
    except (ValueError, OSError, LookupError):
        return None


def _place(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def windows_in_words(windows: Iterable[Iterable[str]]) -> list[str]:
    """Each time of the year when one can apply: 1 March to 31 May."""
    return [
        _("%(first)s to %(last)s") % {"first": _of_the_year(first), "last": _of_the_year(last)}
        for first, last in windows
    ]


def _of_the_year(kept: str) -> str:
    month, number = map(int, kept.split("-"))
    return format_date(date(A_LEAP_YEAR, month, number), _("j F"))
