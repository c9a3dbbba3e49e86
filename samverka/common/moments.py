"""Moments on the clock of the partnership."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


def moment_on(day: date, clock: time) -> datetime | None:
    """The moment when the clock on the wall says so that day, aware.

    None for an hour that is left out when the clock is changed. Of an hour that comes twice it is
    the first.
    """
    aware = timezone.make_aware(datetime.combine(day, clock))
    return aware if timezone.localtime(aware.astimezone(UTC)).time() == clock else None


def end_of(day: date) -> datetime:
    """The first moment of the day after it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
