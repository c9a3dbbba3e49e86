"""The columns of the table of projects: what each is called, how it is read and written."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common import exchange
from samverka.common.exchange import SEVERAL, a_day, by_names, names_of, one_of, several, short
from samverka.common.refusal import Refused
from samverka.common.text import clean_line
from samverka.partnership.addresses import web_address
from samverka.partnership.models import Organisation, Theme
from samverka.projects.models import Project
from samverka.projects.models.project import (
    NAME_LENGTH,
    SOURCE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)


@dataclass(frozen=True)
class Named:
    """Who takes part, as the cell says it; `organisation` where it is one of ours."""

    name: str
    organisation: Organisation | None


@dataclass(frozen=True)
class Known:
    """What cells may name: themes and organisations, by every name they go under."""

    themes: Mapping[str, Theme]
    organisations: Mapping[str, Organisation]

    @classmethod
    def here(cls) -> "Known":
        themes, organisations = list(Theme.objects.all()), list(Organisation.objects.all())
        return cls(
            by_names((one, (one.slug, one.title_sv, one.title_en)) for one in themes),
            by_names((one, (one.slug, one.name, one.number)) for one in organisations),
        )


Column = exchange.Column[Project, Known]


def _state(cell: str, known: Known) -> str:
    states = {name: one.value for one in Project.State for name in names_of(one.label)}
    states |= {one.value: one.value for one in Project.State}
    return str(one_of(cell, states, _("“%(cell)s” is not among the states we know.")))


def _themes(cell: str, known: Known) -> list[Theme]:
    unknown = _("“%(cell)s” is not a theme here.")
    found = [one_of(one, known.themes, unknown) for one in several(cell)]
    return sorted({one.pk: one for one in found}.values(), key=lambda one: one.pk)


def _partners(cell: str, known: Known) -> list[Named]:
    """Those that are not ours are kept as names."""
    names = list(dict.fromkeys(several(cell)))
    if any(len(name) > NAME_LENGTH for name in names):
        raise Refused(_("A name has at most %(most)s characters.") % {"most": NAME_LENGTH})
    return [Named(name, known.organisations.get(name.casefold())) for name in names]


def _who(project: Project) -> str:
    """Whoever leads comes first. Its partners come with it."""
    takers = [(one.leads, one.organisation.name) for one in project.takers.all()]
    takers += [(one.leads, one.name) for one in project.outsiders.all()]
    return SEVERAL.join(name for _leads, name in sorted(takers, key=lambda one: not one[0]))


def _text(name: str, label: Promise, length: int, *also: str) -> Column:
    return Column(name, label, also, short(length), lambda one: getattr(one, name))


def _on(name: str, label: Promise, *also: str) -> Column:
    return Column(name, label, also, a_day, lambda one: getattr(one, name) or "")


COLUMNS = (
    Column(
        "slug",
        gettext_lazy("Address"),
        ("id", "adress"),
        lambda cell, known: clean_line(cell),
        lambda one: one.slug,
    ),
    _text("title_sv", gettext_lazy("Name in Swedish"), TITLE_LENGTH, "namn", "titel"),
    _text("title_en", gettext_lazy("Name in English"), TITLE_LENGTH, "title"),
    _text("summary_sv", gettext_lazy("What it wants to change, in Swedish"), SUMMARY_LENGTH),
    _text("summary_en", gettext_lazy("What it wants to change, in English"), SUMMARY_LENGTH),
    _on("starts_on", gettext_lazy("First day"), "start"),
    _on("ends_on", gettext_lazy("Last day"), "slut"),
    Column("state", gettext_lazy("State"), ("läge",), _state, lambda one: one.state),
    Column(
        "partners",
        gettext_lazy("Partners, whoever leads first"),
        ("parter", "partner"),
        _partners,
        _who,
    ),
    Column(
        "themes",
        gettext_lazy("Themes"),
        ("teman",),
        _themes,
        lambda one: SEVERAL.join(theme.slug for theme in one.themes.all()),
    ),
    _text("reference", gettext_lazy("The funder’s number"), 120, "diarienummer"),
    Column(
        "website",
        gettext_lazy("Website"),
        ("webbplats",),
        lambda cell, known: web_address(clean_line(cell)),
        lambda one: one.website,
    ),
    _text("source", gettext_lazy("Taken from"), SOURCE_LENGTH, "källa"),
)
BY_NAME = {column.name: column for column in COLUMNS}
ROWS = ("partners", "themes")  # what stands in rows of its own, beside the project


def column_for(header: str) -> Column | None:
    return next((column for column in COLUMNS if column.is_called(header)), None)


def as_row(project: Project) -> list[object]:
    """Its partners and themes come with it."""
    return [column.write(project) for column in COLUMNS]
