"""A source of calls: what holds for every kind, and what each kind asks for besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.calls.actions.sources import Wanted
from samverka.calls.models import Call, CallSource
from samverka.calls.models.call import FUNDER_LENGTH
from samverka.calls.readers import SECRET, kept_secrets, opened
from samverka.common.forms import Form, LineField
from samverka.sources import guard
from samverka.sources.kinds import KINDS

Kind = CallSource.Kind
NAME_LENGTH: Final = 120
OPTION_LENGTH: Final = 500
A_DAY, A_WEEK = 24, 168
HOURS: Final = (
    (6, gettext_lazy("Four times a day")),
    (12, gettext_lazy("Twice a day")),
    (A_DAY, gettext_lazy("Once a day")),
    (A_WEEK, gettext_lazy("Once a week")),
)


@dataclass(frozen=True)
class Option:
    """One thing that a kind of source asks for."""

    name: str
    label: str | Promise
    help: str | Promise = ""
    needed: bool = False
    choices: tuple[tuple[str, str | Promise], ...] = ()


ADDRESS: Final = Option("address", gettext_lazy("Address"), needed=True)
OTHER_ADDRESS: Final = Option(
    "address",
    gettext_lazy("Another address"),
    gettext_lazy("Leave it empty. Only if the interface has moved."),
)
DETAILS: Final = Option(
    "details",
    gettext_lazy("How many calls are asked about one by one"),
    gettext_lazy("In one reading. The rest are asked about next time. 100 unless you write it."),
)
DAYS: Final = Option(
    "days",
    gettext_lazy("How many days back the first reading goes"),
    gettext_lazy("180 unless you write something else."),
)

WHAT_IT_IS: Final[Mapping[str, str | Promise]] = {
    Kind.EU: gettext_lazy(
        "All open and coming calls of the EU’s own portal: research, culture, climate and more."
    ),
    Kind.VINNOVA: gettext_lazy("What Vinnova opens and changes. Needs nothing from you."),
    Kind.GDP: gettext_lazy(
        "Formas, Forte, Vetenskapsrådet and others, one agency at a time. Needs a key, which is"
        " free: ask for it on the agency’s site."
    ),
    Kind.GRANTS_GOV: gettext_lazy(
        "What agencies of the United States offer. Choose who may apply."
    ),
    Kind.CORDIS: gettext_lazy(
        "Projects that the EU has paid for, and who took part. They show on the calls that paid"
        " them, and help an idea find the call where others like it got money."
    ),
    Kind.TABLE: gettext_lazy(
        "A table that somebody keeps, as CSV or JSON at an address: one row for each call."
    ),
    Kind.FEED: gettext_lazy(
        "The news of a site. You look at each item first, and say whether it is a call."
    ),
    Kind.WATCH: gettext_lazy(
        "A page without any interface. When it looks different you get a task to read it."
    ),
}

OPTIONS: Final[Mapping[str, tuple[Option, ...]]] = {
    Kind.EU: (
        Option(
            "words",
            gettext_lazy("Words to search for"),
            gettext_lazy("Leave it empty for all calls: matching finds those that fit."),
        ),
        Option(
            "programmes",
            gettext_lazy("Programmes"),
            gettext_lazy("Their numbers on the portal, several with |. Empty means all."),
        ),
        DETAILS,
        OTHER_ADDRESS,
    ),
    Kind.VINNOVA: (DAYS, OTHER_ADDRESS),
    Kind.GDP: (
        Option(
            "address",
            gettext_lazy("The agency’s address"),
            gettext_lazy("For example https://api.vinnova.se/gdp_vinnova"),
            needed=True,
        ),
        Option(
            "key",
            gettext_lazy("Your key"),
            gettext_lazy("Kept sealed and sent to that address alone. It is never shown again."),
            needed=True,
        ),
        DAYS,
    ),
    Kind.GRANTS_GOV: (
        Option("keyword", gettext_lazy("Words to search for")),
        Option(
            "eligibilities",
            gettext_lazy("Who may apply"),
            gettext_lazy("Codes, several with |. 25 stands for others, 99 for everybody."),
        ),
        Option(
            "fundingCategories",
            gettext_lazy("What the money is for"),
            gettext_lazy("Codes, several with |. Empty means all."),
        ),
        DETAILS,
        OTHER_ADDRESS,
    ),
    Kind.CORDIS: (
        Option(
            "topics",
            gettext_lazy("Only calls that begin with"),
            gettext_lazy("For example HORIZON-CL2, several with |. Empty means all of the file."),
        ),
        Option(
            "address",
            gettext_lazy("Another file"),
            gettext_lazy(
                "Leave it empty for Horizon Europe. Else the address of another programme’s file"
                " with CSV tables on CORDIS."
            ),
        ),
    ),
    Kind.TABLE: (
        ADDRESS,
        Option(
            "currency",
            gettext_lazy("Currency"),
            gettext_lazy("Three letters, for amounts without one. SEK unless you write it."),
        ),
    ),
    Kind.FEED: (
        ADDRESS,
        Option(
            "language",
            gettext_lazy("Language of the feed"),
            choices=(("sv", gettext_lazy("Swedish")), ("en", gettext_lazy("English"))),
        ),
    ),
    Kind.WATCH: (
        ADDRESS,
        Option(
            "after",
            gettext_lazy("Look at what comes after these words"),
            gettext_lazy(
                "As they stand on the page. What changes often above them does not count."
            ),
        ),
        Option(
            "until",
            gettext_lazy("And before these words"),
            gettext_lazy("As they stand on the page."),
        ),
    ),
}

NOT_UNDERSTOOD: Final[Mapping[str, str | Promise]] = {
    "address": gettext_lazy("Write the whole address, with https:// first."),
    "key": gettext_lazy("Write the key, as you got it, on one line."),
    "currency": gettext_lazy("Write three letters, for example SEK or EUR."),
    "days": gettext_lazy("Write a whole number of days, as small as you can."),
    "details": gettext_lazy("Write a whole number, at most a few hundred."),
}


def kinds() -> list[tuple[str, str, str | Promise]]:
    """The kinds that can be added: value, name, what it is."""
    labels = dict(Kind.choices)
    return [(kind, str(labels[kind]), WHAT_IT_IS[kind]) for kind in WHAT_IT_IS if kind in KINDS]


def how_often(hours: int) -> str:
    told = ngettext("Every hour", "Every %(n)s hours", hours) % {"n": hours}
    return str(dict(HOURS).get(hours, told))


class SourceForm(Form):
    """`source` is the one that is changed; without it a new one of this kind is made."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = LineField(
        label=gettext_lazy("What do you call it?"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Everybody sees it where calls say where they come from."),
        error_messages={"required": gettext_lazy("Write what you call the source.")},
    )
    funder = LineField(
        label=gettext_lazy("Funder"),
        max_length=FUNDER_LENGTH,
        required=False,
        help_text=gettext_lazy("For calls that do not say it themselves."),
    )
    level = forms.ChoiceField(label=gettext_lazy("Level of its calls"), choices=Call.Level.choices)
    every_hours = forms.TypedChoiceField(
        label=gettext_lazy("How often it is read"), choices=HOURS, coerce=int, initial=24
    )

    def __init__(
        self, *args: Any, kind: str, source: CallSource | None = None, **options: Any
    ) -> None:
        self.kind, self.source = kind, source
        options.setdefault("initial", _initial(kind, source))
        super().__init__(*args, **options)
        for option in OPTIONS[kind]:
            self.fields[f"option_{option.name}"] = _field(option, kind, source)
        if kind == Kind.CORDIS:  # it tells of no calls that these could hold for
            del self.fields["funder"], self.fields["level"]
        own = [f"option_{option.name}" for option in OPTIONS[kind]]
        self.order_fields(["seen", "name", *own, "funder", "level", "every_hours"])

    def clean(self) -> dict[str, Any]:
        """Ask the kind itself whether it understands its options."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        try:
            KINDS[self.kind].from_options(self._all_options())
        except ValueError as error:
            name = str(error)
            said = str(NOT_UNDERSTOOD.get(name, _("This makes no sense to the source.")))
            self.add_error(f"option_{name}" if f"option_{name}" in self.fields else None, said)
            return told
        address = told.get("option_address")
        if address and not guard.may_be_called(address, settings.PRIVATE_HOSTS):
            self.add_error("option_address", str(NOT_UNDERSTOOD["address"]))
        return told

    def _written(self) -> dict[str, str]:
        told = self.cleaned_data
        return {
            option.name: told[f"option_{option.name}"]
            for option in OPTIONS[self.kind]
            if told.get(f"option_{option.name}")
        }

    def _all_options(self) -> dict[str, str]:
        """With the secrets that are kept already."""
        written = self._written()
        kept = kept_secrets(self.source, written) if self.source else {}
        return opened(self.kind, kept) | written

    @property
    def wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(
            told["name"],
            told.get("funder", ""),
            told.get("level") or Call.Level.EUROPEAN,
            told["every_hours"],
            self._written(),
        )


def _initial(kind: str, source: CallSource | None) -> dict[str, Any]:
    if source is None:
        european = kind == Kind.EU
        level = Call.Level.EUROPEAN if european else Call.Level.NATIONAL
        level = Call.Level.INTERNATIONAL if kind == Kind.GRANTS_GOV else level
        named = kind in (Kind.EU, Kind.VINNOVA, Kind.GRANTS_GOV, Kind.CORDIS)
        often = A_WEEK if kind == Kind.CORDIS else A_DAY
        return {"level": level, "name": Kind(kind).label if named else "", "every_hours": often}
    secret = SECRET.get(kind, frozenset())
    shown = {name: said for name, said in source.options.items() if name not in secret}
    return {
        "seen": source.version,
        **{name: getattr(source, name) for name in ("name", "funder", "level", "every_hours")},
        **{f"option_{name}": said for name, said in shown.items()},
    }


def _field(option: Option, kind: str, source: CallSource | None) -> forms.Field:
    facts: dict[str, Any] = {"label": option.label, "help_text": option.help}
    if option.choices:
        return forms.ChoiceField(choices=option.choices, **facts)
    needed = option.needed
    if option.name in SECRET.get(kind, frozenset()):
        facts["widget"] = forms.PasswordInput(attrs={"autocomplete": "off"})
        if source and source.options.get(option.name):
            needed = False
            facts["help_text"] = _(
                "A key is kept. Write it again if it has changed, or if the address is another."
            )
    if option.name == "address":
        facts["widget"] = forms.URLInput(attrs={"autocomplete": "off"})
    missing = str(NOT_UNDERSTOOD.get(option.name, ""))
    return LineField(
        max_length=OPTION_LENGTH,
        required=needed,
        error_messages={"required": missing} if missing else {},
        **facts,
    )
