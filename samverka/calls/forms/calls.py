"""Everything that a call says, as a coordinator fills it in."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from samverka.calls.countries import COUNTRIES
from samverka.calls.forms.rows import Several
from samverka.calls.models import Call, CutOff
from samverka.calls.models.call import (
    FUNDER_LENGTH,
    REFERENCE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)
from samverka.calls.terms import (
    A_LEAP_YEAR,
    MOST_COUNTRIES,
    MOST_DAYS,
    MOST_MONEY,
    MOST_PARTNERS,
    PLAIN,
    accepts_any_kind,
    days_of,
    problems,
)
from samverka.calls.told import KEYWORD_LENGTH, MOST_KEYWORDS, PLACE_LENGTH
from samverka.common.forms import TOO_LONG, Form, LineField, RowsField, TextField
from samverka.common.text import clean_line
from samverka.partnership.choosing import offer_themes
from samverka.partnership.forms.committee import DayField
from samverka.partnership.models import Organisation

LONG = {"max_length": TOO_LONG}
LONGEST_WORDS = 300
CURRENCIES = ("SEK", "EUR", "NOK", "DKK", "GBP", "CHF", "USD")
ZONES = {
    "Europe/Stockholm": _("Stockholm"),
    "Europe/Brussels": _("Brussels"),
    "Europe/Helsinki": _("Helsinki"),
    "Europe/London": _("London"),
    "UTC": "UTC",
}
NO_AMOUNT = _("Write the amount with digits only, without öre. For example 50000")
Choices = list[tuple[str, Any]]


def line(label: Any, most: int, **options: Any) -> LineField:
    return LineField(label=label, required=False, max_length=most, error_messages=LONG, **options)


def text(label: Any, **options: Any) -> TextField:
    return TextField(
        label=label, required=False, max_length=SUMMARY_LENGTH, error_messages=LONG, **options
    )


class NumberField(forms.IntegerField):
    """A whole number; spaces between the digits are fine, as people write them."""

    def __init__(self, *, wrong: Any, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "short"}
        errors = dict.fromkeys(("invalid", "min_value", "max_value", "required"), wrong)
        super().__init__(widget=forms.TextInput(attrs=attrs), error_messages=errors, **options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python("".join(str(value).split()) if value else value)


def amount(label: Any, **options: Any) -> NumberField:
    return NumberField(
        label=label, required=False, min_value=0, max_value=MOST_MONEY, wrong=NO_AMOUNT, **options
    )


def boxes(label: Any, choices: Choices, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("“%(value)s” is not among the choices.")},
        **options,
    )


class DayRow(Form):
    """A last day, and the clock on it where the funder tells one."""

    on = DayField(label=_("Last day"))
    at = forms.TimeField(
        label=_("Clock time"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time as 17:00.")},
    )
    zone = forms.ChoiceField(
        label=_("By the clock in"),
        required=False,
        error_messages={"invalid_choice": _("Choose a place from the list.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].error_messages["required"] = _("Write the day that the time belongs to.")
        now = str(self["zone"].value() or "")
        known = [*ZONES, *({now} & available_timezones() - set(ZONES))]
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("The funder does not say")), *((one, place(one)) for one in known)]

    @property
    def cutoff(self) -> CutOff:
        told = self.cleaned_data
        return CutOff(told["on"], told["at"], told["zone"] if told["at"] else "")


def place(zone: str) -> str:
    return str(ZONES[zone]) if zone in ZONES else zone.rsplit("/", 1)[-1].replace("_", " ")


MONTH_CHOICES: Choices = [(str(number), name) for number, name in MONTHS.items()]


ENDS = ("first", "last")


class WindowRow(Form):
    """A time of the year that comes back, from a day to a day."""

    first_day = NumberField(
        label=_("First day"), min_value=1, max_value=31, wrong=_("Write a day from 1 to 31.")
    )
    first_month = forms.ChoiceField(label=_("Month"), choices=MONTH_CHOICES)
    last_day = NumberField(
        label=_("Last day"), min_value=1, max_value=31, wrong=_("Write a day from 1 to 31.")
    )
    last_month = forms.ChoiceField(label=_("Month"), choices=MONTH_CHOICES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_month", "last_month"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "–"), *MONTH_CHOICES]
            field.error_messages["required"] = _("Choose a month.")
            field.error_messages["invalid_choice"] = _("Choose a month.")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for end in ("first", "last"):
            number, month = told.get(f"{end}_day"), told.get(f"{end}_month")
            if number and month and number > calendar.monthrange(A_LEAP_YEAR, int(month))[1]:
                self.add_error(f"{end}_day", _("That month has no such day."))
        return told

    @property
    def window(self) -> list[str]:
        told = self.cleaned_data
        return [f"{int(told[f'{end}_month']):02}-{told[f'{end}_day']:02}" for end in ENDS]


class CallForm(Form):
    """The fields of a call, named as in the model. `seen` is the version that was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title_sv = line(
        _("Title in Swedish"),
        TITLE_LENGTH,
        help_text=_("A title in one of the languages is enough."),
    )
    title_en = line(_("Title in English"), TITLE_LENGTH)
    summary_sv = text(_("What the money is for, in Swedish"), rows=5)
    summary_en = text(_("What the money is for, in English"), rows=5)
    funder = line(_("Funder"), FUNDER_LENGTH)
    programme = line(_("Programme"), FUNDER_LENGTH)
    reference = line(_("The funder’s reference"), REFERENCE_LENGTH)
    level = forms.ChoiceField(label=_("Level"), choices=Call.Level.choices)
    url = forms.URLField(
        label=_("The funder’s own page"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Write the whole web address, with https://."), **LONG},
    )
    opens_on = DayField(label=_("Opens"), required=False)
    paused_months = forms.TypedMultipleChoiceField(
        label=_("Months when it pauses, each year"),
        required=False,
        coerce=int,
        choices=MONTH_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose a month.")},
    )
    amount_min = amount(_("A project gets at least"))
    amount_max = amount(_("A project gets at most"))
    budget = amount(_("Money in all"))
    currency = forms.ChoiceField(
        label=_("Currency"), error_messages={"invalid_choice": _("Choose from the list.")}
    )
    share = forms.DecimalField(
        label=_("The funder pays at most, in per cent"),
        required=False,
        min_value=1,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places"),
            _("Write a number from 1 to 100."),
        ),
    )
    cofinancing_sv = line(_("Your own contribution, in Swedish"), LONGEST_WORDS)
    cofinancing_en = line(_("Your own contribution, in English"), LONGEST_WORDS)
    any_kind = forms.BooleanField(
        label=_("Every kind of organisation may lead an application"), required=False
    )
    applicants = boxes(
        _("Or only these kinds may lead"),
        Organisation.Kind.choices,
        help_text=_("Leave all empty where nobody knows. Nothing is then told as a yes."),
    )
    needed_kinds = boxes(_("These kinds have to take part"), Organisation.Kind.choices)
    partners_min = NumberField(
        label=_("Organisations together, at least"),
        min_value=1,
        max_value=MOST_PARTNERS,
        initial=1,
        wrong=_("Write a number from 1 to 99."),
    )
    countries_min = NumberField(
        label=_("From so many countries, at least"),
        min_value=1,
        max_value=MOST_COUNTRIES,
        initial=1,
        wrong=_("Write a number from 1 to 50."),
    )
    countries = boxes(_("Only for organisations in these countries"), list(COUNTRIES.items()))
    place = line(_("Meant for this place"), PLACE_LENGTH)
    applicants_text_sv = line(_("Who may apply, in words, in Swedish"), LONGEST_WORDS)
    applicants_text_en = line(_("Who may apply, in words, in English"), LONGEST_WORDS)
    takes_any_idea = forms.BooleanField(
        label=_("Money for new ideas as such, whatever they are about"), required=False
    )
    themes = RowsField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    keywords = line(
        _("Subject words"), 2_000, help_text=_("With commas between. They help others to find it.")
    )
    source_note = line(
        _("Where this is from"),
        LONGEST_WORDS,
        help_text=_("A page or a document that somebody can check it against."),
    )

    def __init__(
        self, data: QueryDict | None = None, *, call: Call | None = None, more: str = ""
    ) -> None:
        super().__init__(data, initial=as_it_stands(call))
        offer_themes(self)
        self._keep_choices(call)
        days = [{"on": one.on, "at": one.at, "zone": one.zone} for one in days_of(call or Call())]
        windows = [_window(one) for one in (call.windows if call else ())]
        self.days = Several(
            DayRow, "days", data=data, begun=days, most=MOST_DAYS, with_one_more=more == "days"
        )
        self.windows = Several(
            WindowRow,
            "windows",
            data=data,
            begun=windows,
            most=MOST_DAYS,
            with_one_more=more == "windows",
        )

    def _keep_choices(self, call: Call | None) -> None:
        """What a source told stays among the choices, however unusual."""
        currency = self.fields["currency"]
        assert isinstance(currency, forms.ChoiceField)
        codes = dict.fromkeys([*CURRENCIES, *([call.currency] if call else [])])
        currency.choices = [(code, code) for code in codes]
        countries = self.fields["countries"]
        assert isinstance(countries, forms.MultipleChoiceField)
        others = [one for one in (call.countries if call else ()) if one not in COUNTRIES]
        countries.choices = [*COUNTRIES.items(), *((one, one) for one in others)]

    def is_valid(self) -> bool:
        return super().is_valid() and self.days.is_valid() and self.windows.is_valid()

    def clean_keywords(self) -> list[str]:
        words = [clean_line(word) for word in self.cleaned_data["keywords"].split(",")]
        found = list(dict.fromkeys(word for word in words if word))
        if len(found) > MOST_KEYWORDS:
            raise forms.ValidationError(_("At most 40 subject words."))
        if any(len(word) > KEYWORD_LENGTH for word in found):
            raise forms.ValidationError(_("A subject word has at most 80 characters."))
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        days = self._cutoffs() if self.days.is_valid() else []
        for name, said in problems({**told, "days": days}):
            if not self.has_error(name):
                self.add_error(name, said)
        return told

    def _cutoffs(self) -> list[CutOff]:
        found = {row.cutoff for row in self.days.filled}
        return sorted(found, key=lambda one: (one.on, str(one.at or "")))

    @property
    def told(self) -> dict[str, Any]:
        """What was filled in, for the actions; only of a valid form."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        windows = [row.window for row in self.windows.filled]
        return found | {"days": self._cutoffs(), "windows": windows}

    @property
    def labels(self) -> dict[str, Any]:
        """What each of the told fields is called."""
        rows = {"days": _("Last days"), "windows": _("Times of the year")}
        return {name: field.label for name, field in self.fields.items()} | rows

    def without_errors(self) -> None:
        """Shown again before it is sent for good: nothing is told to be wrong yet."""
        self.errors.clear()
        self.days.without_errors()
        self.windows.without_errors()

    @property
    def error_count(self) -> int:
        return super().error_count + self.days.error_count + self.windows.error_count

    @property
    def error_links(self) -> list[tuple[str, str]]:
        return [*super().error_links, *self.days.error_links, *self.windows.error_links]


def as_it_stands(call: Call | None) -> dict[str, Any]:
    """What the form begins with."""
    if call is None:
        return {"currency": CURRENCIES[0], "level": Call.Level.NATIONAL}
    plain = {name: getattr(call, name) for name in PLAIN if name != "windows"}
    return plain | {
        "keywords": ", ".join(call.keywords),
        "any_kind": accepts_any_kind(call),
        "themes": [theme.pk for theme in call.themes.all()],
        "seen": call.version,
    }


def _window(kept: Iterable[str]) -> dict[str, int]:
    told: dict[str, int] = {}
    for end, day in zip(ENDS, kept, strict=False):
        month, number = map(int, day.split("-"))
        told |= {f"{end}_day": number, f"{end}_month": month}
    return told


def taken_over(data: QueryDict, name: str, said: Mapping[str, Any]) -> QueryDict:
    """What was typed, with the source's words in the place of one field."""
    typed = data.copy()
    if name == "cutoffs":
        for key in [key for key in typed if key.startswith("days-")]:
            del typed[key]
        for n, kept in enumerate(said.get("cutoffs", ())):
            for part in ("on", "at", "zone"):
                typed[f"days-{n}-{part}"] = kept.get(part, "")
    elif name == "keywords":
        typed[name] = ", ".join(said.get(name, ()))
    else:
        value = said.get(name)
        typed[name] = "" if value is None else as_typed(value)
    return typed


def as_typed(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
