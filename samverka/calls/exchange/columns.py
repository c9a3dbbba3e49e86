"""The columns of the table of calls: what each is called, how it is read and written."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.calls.exchange import cells
from samverka.calls.exchange.cells import ANY, Known
from samverka.calls.models import Call, CutOff
from samverka.calls.models.call import (
    FUNDER_LENGTH,
    REFERENCE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)
from samverka.calls.terms import MOST_COUNTRIES, MOST_PARTNERS, accepts_any_kind, days_of
from samverka.calls.told import PLACE_LENGTH
from samverka.common import exchange
from samverka.common.exchange import SEVERAL, short
from samverka.sources.table import NAMES

Column = exchange.Column[Call, Known]
LONGEST_WORDS = 300
# Columns that stand for a field of another name.
FIELDS = {
    "grant_min": "amount_min",
    "grant_max": "amount_max",
    "address": "url",
    "deadlines": "days",
    "applicants_sv": "applicants_text_sv",
    "applicants_en": "applicants_text_en",
    "kinds": "applicants",
}
AMOUNTS = ("grant_min", "grant_max", "budget")


def _column(
    name: str,
    label: Promise,
    read: Callable[[str, Known], Any],
    write: Callable[[Call], object] | None = None,
    also: tuple[str, ...] = (),
) -> Column:
    """Also found by the names that tables of funders have for it."""
    field = FIELDS.get(name, name)
    known = {one.replace("_", " ") for one in NAMES.get(name, ())} | set(NAMES.get(name, ()))
    return Column(
        name,
        label,
        (*sorted(known), *also),
        read,
        write or (lambda call: getattr(call, field)),
    )


def _listed(name: str) -> Callable[[Call], str]:
    return lambda call: SEVERAL.join(str(one) for one in getattr(call, name))


def _cutoff(one: CutOff) -> str:
    return " ".join(filter(None, [f"{one.on}", f"{one.at:%H:%M}" if one.at else "", one.zone]))


def _windows(call: Call) -> str:
    return SEVERAL.join(f"{first}/{last}" for first, last in call.windows)


def _kinds(call: Call) -> str:
    return ANY if accepts_any_kind(call) else SEVERAL.join(call.applicants)


COLUMNS = (
    _column("identifier", _("Identity"), short(100), lambda call: call.slug, ("slug",)),
    _column("title_sv", _("Title in Swedish"), short(TITLE_LENGTH)),
    _column("title_en", _("Title in English"), short(TITLE_LENGTH)),
    _column("summary_sv", _("What the money is for, in Swedish"), short(SUMMARY_LENGTH)),
    _column("summary_en", _("What the money is for, in English"), short(SUMMARY_LENGTH)),
    _column("funder", _("Funder"), short(FUNDER_LENGTH)),
    _column("programme", _("Programme"), short(FUNDER_LENGTH)),
    _column("reference", _("The funder’s reference"), short(REFERENCE_LENGTH)),
    _column("level", _("Level"), cells.level),
    _column("address", _("The funder’s own page"), cells.address),
    _column("opens_on", _("Opens"), cells.day("opens_on")),
    _column(
        "deadlines",
        _("Last days"),
        cells.days,
        lambda call: SEVERAL.join(map(_cutoff, days_of(call))),
    ),
    _column("windows", _("Times of the year"), cells.windows, _windows, ("perioder",)),
    _column(
        "paused_months",
        _("Months when it pauses, each year"),
        cells.months,
        _listed("paused_months"),
        ("pausar",),
    ),
    _column("grant_min", _("A project gets at least"), cells.amount("grant_min")),
    _column("grant_max", _("A project gets at most"), cells.amount("grant_max")),
    _column("budget", _("Money in all"), cells.amount("budget")),
    _column("currency", _("Currency"), cells.currency),
    _column(
        "share",
        _("The funder pays at most, in per cent"),
        cells.share,
        lambda call: "" if call.share is None else f"{call.share.normalize():f} %",
    ),
    _column("cofinancing_sv", _("Your own contribution, in Swedish"), short(LONGEST_WORDS)),
    _column("cofinancing_en", _("Your own contribution, in English"), short(LONGEST_WORDS)),
    _column("kinds", _("Kinds that may lead"), cells.kinds, _kinds, ("slag",)),
    _column(
        "needed_kinds",
        _("These kinds have to take part"),
        cells.needed_kinds,
        _listed("needed_kinds"),
    ),
    _column("partners_min", _("Organisations together, at least"), cells.number(MOST_PARTNERS)),
    _column("countries_min", _("From so many countries, at least"), cells.number(MOST_COUNTRIES)),
    _column(
        "countries",
        _("Only for organisations in these countries"),
        cells.countries,
        _listed("countries"),
        ("länder",),
    ),
    _column("place", _("Meant for this place"), short(PLACE_LENGTH)),
    _column(
        "applicants_sv",
        _("Who may apply, in words, in Swedish"),
        short(LONGEST_WORDS),
        also=("sökande", "vem_kan_söka", "vem kan söka"),
    ),
    _column(
        "applicants_en",
        _("Who may apply, in words, in English"),
        short(LONGEST_WORDS),
        also=("applicants", "who_can_apply", "who can apply", "eligible_applicants"),
    ),
    _column(
        "themes",
        _("Themes"),
        cells.themes,
        lambda call: SEVERAL.join(theme.slug for theme in call.themes.all()),
        ("teman",),
    ),
    _column("keywords", _("Subject words"), cells.keywords, _listed("keywords")),
    _column("source_note", _("Where this is from"), short(LONGEST_WORDS)),
)
BY_NAME = {column.name: column for column in COLUMNS}
LABELS = {FIELDS.get(name, name): column.label for name, column in BY_NAME.items()}
HEADER = [column.name for column in COLUMNS]


def column_for(header: str) -> Column | None:
    return next((column for column in COLUMNS if column.is_called(header)), None)


def as_row(call: Call) -> list[object]:
    """Its themes come with it."""
    return [column.write(call) for column in COLUMNS]
