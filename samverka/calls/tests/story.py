"""A day in November, and calls that are entered for one story."""

from datetime import date

from samverka.calls.models import Call

NOVEMBER = date(2026, 11, 24)


def new(slug: str, **facts: object) -> Call:
    return Call.objects.create(slug=slug, **{"title_en": slug, "level": "national"} | facts)
