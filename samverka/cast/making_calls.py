"""The calls of the demonstration as rows."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from samverka.calls.models import Call
from samverka.cast.calls import CALLS
from samverka.cast.calls_standing import Call as Told
from samverka.partnership.models import Theme

AS_TOLD = (
    *("slug", "funder", "title_sv", "title_en", "summary_sv", "summary_en", "level"),
    *("amount_min", "amount_max", "currency", "cofinancing_sv", "cofinancing_en"),
    *("partners_min", "countries_min", "url", "source_note", "takes_any_idea", "example"),
)
LISTS = ("paused_months", "applicants", "needed_kinds", "countries")


def make_calls(themes: dict[str, Theme]) -> dict[str, Call]:
    """By their slugs; days count from today."""
    made = Call.objects.bulk_create(map(_row, CALLS))
    for row, one in zip(made, CALLS, strict=True):
        row.themes.set(themes[slug] for slug in one.themes)
    return {one.slug: one for one in made}


def _row(told: Told) -> Call:
    return Call(
        **{name: getattr(told, name) for name in AS_TOLD},
        **{name: list(getattr(told, name)) for name in LISTS},
        opens_on=_day(told.opens_in_days),
        closes_on=_day(told.closes_in_days),
        cutoffs=[
            {"on": f"{_day(days)}", "at": at, "zone": zone} for days, at, zone in told.cutoffs
        ],
        windows=[list(window) for window in told.windows],
        share=told.share and Decimal(told.share),
        curated=["applicants"] if told.any_kind else [],
        applicants_text_sv=told.applicants_sv,
        applicants_text_en=told.applicants_en,
    )


def _day(days: int | None) -> date | None:
    return None if days is None else timezone.localdate() + timedelta(days=days)
