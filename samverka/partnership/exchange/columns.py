"""The columns of the table of organisations: what each is called, how it is read and written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.languages import LANGUAGES
from samverka.common.refusal import Refused
from samverka.common.text import clean_line, clean_text
from samverka.partnership.addresses import web_address
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.partnership.models.organisations import ABOUT_LENGTH, NAME_LENGTH
from samverka.partnership.needs import label_of, need_ids
from samverka.partnership.numbers import organisation_number

SEVERAL = "|"  # stands between themes, and between needs, in one cell
FOR_WHOM_LENGTH = 500


@dataclass(frozen=True)
class Known:
    """What cells may name: municipalities and themes, by every name they go under."""

    municipalities: Mapping[str, Municipality]
    themes: Mapping[str, Theme]

    @classmethod
    def here(cls) -> "Known":
        places = list(Municipality.objects.all())
        themes = list(Theme.objects.all())
        return cls(
            _by_names((one, (one.name, one.code)) for one in places),
            _by_names((one, (one.slug, one.title_sv, one.title_en)) for one in themes),
        )


@dataclass(frozen=True)
class Column:
    """`read` takes a filled cell and raises `Refused`; `write` gives what stands in the cell."""

    name: str
    label: str | Promise
    also: tuple[str, ...]  # further names for it in a file
    read: Callable[[str, Known], Any]
    write: Callable[[Organisation], object]


def _by_names(rows: Iterable[tuple[Any, Iterable[str]]]) -> dict[str, Any]:
    return {name.casefold(): row for row, names in rows for name in names if name}


def _short(length: int) -> Callable[[str, Known], str]:
    def read(cell: str, known: Known) -> str:
        text = clean_text(cell) if length > NAME_LENGTH else clean_line(cell)
        if len(text) > length:
            most = {"most": length, "number": len(text)}
            raise Refused(_("At most %(most)s characters; this is %(number)s.") % most)
        return text

    return read


def _kind(cell: str, known: Known) -> str:
    kinds = {name: kind.value for kind in Organisation.Kind for name in names_of(kind.label)}
    kinds |= {kind.value: kind.value for kind in Organisation.Kind}
    return str(_one_of(cell, kinds, _("“%(cell)s” is not among the kinds we know.")))


def names_of(label: str | Promise) -> set[str]:
    """What it is called in both languages: the file may come from somebody who reads the other."""
    names = set()
    for language in LANGUAGES:
        with translation.override(language):
            names.add(str(label).casefold())
    return names


def _municipality(cell: str, known: Known) -> Municipality:
    found: Municipality = _one_of(
        cell, known.municipalities, _("“%(cell)s” is not a municipality here.")
    )
    return found


def _themes(cell: str, known: Known) -> list[Theme]:
    unknown = _("“%(cell)s” is not a theme here.")
    themes = [_one_of(one, known.themes, unknown) for one in _several(cell)]
    return sorted({one.pk: one for one in themes}.values(), key=lambda one: one.pk)


def _needs(cell: str, known: Known) -> list[str]:
    needs = {label_of(need, lang).casefold(): need for need in need_ids() for lang in LANGUAGES}
    needs |= {need: need for need in need_ids()}
    unknown = _("“%(cell)s” is not among the needs we know.")
    return sorted({_one_of(one, needs, unknown) for one in _several(cell)})


def _several(cell: str) -> list[str]:
    return [part for one in cell.split(SEVERAL) if (part := clean_line(one))]


def _one_of(cell: str, choices: Mapping[str, Any], unknown: str) -> Any:
    found = choices.get(clean_line(cell).casefold())
    if found is None:
        raise Refused(unknown % {"cell": clean_line(cell)[:60]})
    return found


def _day(cell: str, known: Known) -> date:
    try:
        return date.fromisoformat(clean_line(cell))
    except ValueError:
        raise Refused(_("Write the day as 2027-01-31.")) from None


def _slug(cell: str, known: Known) -> str:
    """Only to find the organisation again; its address is never changed by a table."""
    return clean_line(cell)


def _text(name: str, label: Promise, length: int) -> Column:
    return Column(name, label, (), _short(length), lambda one: getattr(one, name))


COLUMNS = (
    Column("slug", gettext_lazy("Address"), ("id", "adress"), _slug, lambda one: one.slug),
    Column("name", gettext_lazy("Name"), ("namn",), _short(NAME_LENGTH), lambda one: one.name),
    Column(
        "kind", gettext_lazy("Kind of organisation"), ("typ", "kind"), _kind, lambda one: one.kind
    ),
    Column(
        "number",
        gettext_lazy("Organisation number"),
        ("organisationsnummer", "orgnr"),
        lambda cell, known: organisation_number(cell),
        lambda one: one.number,
    ),
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        ("kommun",),
        _municipality,
        lambda one: one.municipality.name if one.municipality else "",
    ),
    Column(
        "website",
        gettext_lazy("Website"),
        ("webbplats",),
        lambda cell, known: web_address(clean_line(cell)),
        lambda one: one.website,
    ),
    _text("about_sv", gettext_lazy("What you do, in Swedish"), ABOUT_LENGTH),
    _text("about_en", gettext_lazy("What you do, in English"), ABOUT_LENGTH),
    _text("for_whom_sv", gettext_lazy("For whom, in Swedish"), FOR_WHOM_LENGTH),
    _text("for_whom_en", gettext_lazy("For whom, in English"), FOR_WHOM_LENGTH),
    Column(
        "themes",
        gettext_lazy("Themes"),
        ("teman",),
        _themes,
        lambda one: SEVERAL.join(theme.slug for theme in one.themes.all()),
    ),
    Column(
        "needs",
        gettext_lazy("Needs you meet"),
        ("behov",),
        _needs,
        lambda one: SEVERAL.join(one.needs),
    ),
    Column("joined_on", gettext_lazy("Joined"), ("gick med",), _day, lambda one: one.joined_on),
    Column("left_on", gettext_lazy("Left"), ("lämnade",), _day, lambda one: one.left_on),
)
BY_NAME = {column.name: column for column in COLUMNS}
# Dates of those who already are here carry their history with them; their own page changes them.
DATES = ("joined_on", "left_on")


def column_for(header: str) -> Column | None:
    """By its name here, or by what it is called in either language."""
    wanted = clean_line(header).casefold()
    for column in COLUMNS:
        if wanted in {column.name, *names_of(column.label), *column.also}:
            return column
    return None


def as_row(organisation: Organisation) -> list[object]:
    """Its municipality and themes come with it."""
    return [column.write(organisation) for column in COLUMNS]
