"""The columns of the table of organisations: what each is called, how it is read and written."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common import exchange
from samverka.common.exchange import SEVERAL, a_day, by_names, names_of, one_of, several, short
from samverka.common.languages import LANGUAGES
from samverka.common.text import clean_line
from samverka.partnership.addresses import web_address
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.partnership.models.organisations import ABOUT_LENGTH, NAME_LENGTH
from samverka.partnership.needs import label_of, need_ids
from samverka.partnership.numbers import organisation_number

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
            by_names((one, (one.name, one.code)) for one in places),
            by_names((one, (one.slug, one.title_sv, one.title_en)) for one in themes),
        )


Column = exchange.Column[Organisation, Known]


def _kind(cell: str, known: Known) -> str:
    kinds = {name: kind.value for kind in Organisation.Kind for name in names_of(kind.label)}
    kinds |= {kind.value: kind.value for kind in Organisation.Kind}
    return str(one_of(cell, kinds, _("“%(cell)s” is not among the kinds we know.")))


def _municipality(cell: str, known: Known) -> Municipality:
    found: Municipality = one_of(
        cell, known.municipalities, _("“%(cell)s” is not a municipality here.")
    )
    return found


def _themes(cell: str, known: Known) -> list[Theme]:
    unknown = _("“%(cell)s” is not a theme here.")
    themes = [one_of(one, known.themes, unknown) for one in several(cell)]
    return sorted({one.pk: one for one in themes}.values(), key=lambda one: one.pk)


def _needs(cell: str, known: Known) -> list[str]:
    needs = {label_of(need, lang).casefold(): need for need in need_ids() for lang in LANGUAGES}
    needs |= {need: need for need in need_ids()}
    unknown = _("“%(cell)s” is not among the needs we know.")
    return sorted({one_of(one, needs, unknown) for one in several(cell)})


def _slug(cell: str, known: Known) -> str:
    """Only to find the organisation again; its address is never changed by a table."""
    return clean_line(cell)


def _text(name: str, label: Promise, length: int) -> Column:
    return Column(name, label, (), short(length), lambda one: getattr(one, name))


COLUMNS = (
    Column("slug", gettext_lazy("Address"), ("id", "adress"), _slug, lambda one: one.slug),
    Column("name", gettext_lazy("Name"), ("namn",), short(NAME_LENGTH), lambda one: one.name),
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
    Column("joined_on", gettext_lazy("Joined"), ("gick med",), a_day, lambda one: one.joined_on),
    Column("left_on", gettext_lazy("Left"), ("lämnade",), a_day, lambda one: one.left_on),
)
BY_NAME = {column.name: column for column in COLUMNS}
# Dates of those who already are here carry their history with them; their own page changes them.
DATES = ("joined_on", "left_on")


def column_for(header: str) -> Column | None:
    return next((column for column in COLUMNS if column.is_called(header)), None)


def as_row(organisation: Organisation) -> list[object]:
    """Its municipality and themes come with it."""
    return [column.write(organisation) for column in COLUMNS]
