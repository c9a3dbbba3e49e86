"""What is filled in about plans, years and activities."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import (
    TOO_LONG,
    DayField,
    Form,
    LineField,
    RowField,
    RowsField,
    TextField,
)
from samverka.partnership.choosing import offer_themes
from samverka.partnership.models import Municipality, Organisation
from samverka.plan.days import are_whole_months, first_of, last_of
from samverka.plan.models import (
    FIRST_YEAR,
    LAST_YEAR,
    REFERENCE_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    Goal,
    GoalIndicator,
    ListedActivity,
)
from samverka.plan.telling import when

ABOUT_LENGTH = 10_000
MOST_PEOPLE = 1_000_000
NO_YEAR = {
    "invalid": _("Write the year with four digits, for example 2027."),
    "required": _("Write the year with four digits, for example 2027."),
}
NO_NUMBER = {"invalid": _("Write a number, for example 12 or 12.5.")}
NOT_THERE = {"invalid_choice": _("That one is not there any more. Choose another.")}


def line(label: Any, *, required: Any = "", length: int = TITLE_LENGTH, help_text: Any = "") -> Any:
    """One line; `required` is the sentence for where it is left empty."""
    return LineField(
        label=label,
        required=bool(required),
        max_length=length,
        help_text=help_text,
        error_messages={"max_length": TOO_LONG, "required": required or ""},
    )


def words(label: Any, *, rows: int = 4, required: Any = "", help_text: Any = "") -> TextField:
    return TextField(
        label=label,
        rows=rows,
        required=bool(required),
        max_length=ABOUT_LENGTH,
        help_text=help_text,
        error_messages={"max_length": TOO_LONG, "required": required or ""},
    )


def day(label: Any, *, help_text: Any = "") -> DayField:
    return DayField(label=label, required=False, help_text=help_text)


def year(label: Any) -> forms.IntegerField:
    wrong = _("Choose a year between %(first)s and %(last)s.") % {
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
    }
    return forms.IntegerField(
        label=label,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={**NO_YEAR, "min_value": wrong, "max_value": wrong},
    )


class PlanForm(Form):
    title_sv = line(_("Name in Swedish"), required=_("Give the plan a name."))
    title_en = line(_("Name in English"))
    since = year(_("First year"))
    until = year(_("Last year"))
    about_sv = words(_("About the plan, in Swedish"))
    about_en = words(_("About the plan, in English"))
    adopted_on = day(_("Decided on"))
    adopted_as = line(
        _("The decision"), length=REFERENCE_LENGTH, help_text=_("For example § 3/2020")
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if {"since", "until"} <= told.keys() and told["until"] < told["since"]:
            self.add_error("until", _("The last year comes before the first. Change one of them."))
        return told


class FieldForm(Form):
    title_sv = line(_("Name in Swedish"), required=_("Give the field a name."))
    title_en = line(_("Name in English"))
    about_sv = words(_("What it is about, in Swedish"))
    about_en = words(_("What it is about, in English"))


class GoalForm(Form):
    title_sv = line(_("The goal in Swedish"), required=_("Write what you want to reach."))
    title_en = line(_("The goal in English"))


class IndicatorForm(Form):
    what_sv = line(_("What is measured, in Swedish"), required=_("Write what is measured."))
    what_en = line(_("What is measured, in English"))
    counts = forms.ChoiceField(
        label=_("Where the figure comes from"),
        choices=GoalIndicator.Counts.choices,
        error_messages=NOT_THERE | {"required": _("Choose where the figure comes from.")},
    )
    target = forms.DecimalField(
        label=_("Target for each year"),
        required=False,
        min_value=0,
        localize=True,
        max_digits=12,
        decimal_places=2,
        error_messages=NO_NUMBER,
    )
    unit_sv = line(
        _("Unit in Swedish"), length=UNIT_LENGTH, help_text=_("For example people or hours")
    )
    unit_en = line(_("Unit in English"), length=UNIT_LENGTH)


class FigureForm(Form):
    ids = "figure_%s"
    year = year(_("Year"))
    value = forms.DecimalField(
        label=_("The figure"),
        localize=True,
        max_digits=12,
        decimal_places=2,
        error_messages=NO_NUMBER | {"required": _("Write the figure.")},
    )
    source = line(_("Where it comes from"))


def _month(label: Any, empty: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", empty), *MONTHS.items()],
        error_messages={"invalid_choice": _("Choose a month in the list.")},
    )


class ActivityForm(Form):
    """When it is can be told as a month, some months, or days. `starts_on` and `ends_on` come out
    of it."""

    title_sv = line(_("What, in Swedish"), required=_("Write what you want to do."))
    title_en = line(_("What, in English"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=ListedActivity.Kind.choices,
        error_messages=NOT_THERE | {"required": _("Choose what kind of activity it is.")},
    )
    month = _month(_("Month"), _("Not chosen"), _("Or write the day below."))
    until_month = _month(_("To and including"), _("The same month"))
    on = day(_("Day"), help_text=_("Only if you know it. Then the month is not needed."))
    last_on = day(_("Last day"), help_text=_("If it goes on for several days."))
    goals = RowsField(
        label=_("For which goals"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_THERE,
    )
    responsible = RowField(
        label=_("Responsible partner"),
        required=False,
        empty_label=_("The coordinators"),
        error_messages=NOT_THERE,
    )
    theme = RowField(
        label=_("Theme"), required=False, empty_label=_("None"), error_messages=NOT_THERE
    )
    municipality = RowField(
        label=_("Municipality"),
        required=False,
        empty_label=_("The whole county"),
        error_messages=NOT_THERE,
    )
    about_sv = words(_("More about it, in Swedish"))
    about_en = words(_("More about it, in English"))
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": _("The page had been open for long. Load it again.")},
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        self.year = year
        super().__init__(*args, **options)
        lasting = Goal.objects.filter(field__plan__since__lte=year, field__plan__until__gte=year)
        self.offer("goals", lasting.select_related("field"))
        self.offer("responsible", Organisation.objects.partners().order_by("name"))
        offer_themes(self, "theme")
        self.offer("municipality", Municipality.objects.all())

    @staticmethod
    def of(activity: ListedActivity) -> dict[str, Any]:
        """What the form begins with for an activity that is there."""
        names = ("title_sv", "title_en", "kind", "responsible", "theme", "municipality")
        facts: dict[str, Any] = {name: getattr(activity, name) for name in names}
        facts |= {"about_sv": activity.about_sv, "about_en": activity.about_en}
        facts |= {"goals": list(activity.goals.all()), "seen": activity.version}
        starts, ends = activity.starts_on, activity.ends_on
        if are_whole_months(starts, ends):
            later = ends.month if ends.month != starts.month else None
            return facts | {"month": starts.month, "until_month": later}
        return facts | {"on": starts, "last_on": ends if ends != starts else None}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not {"month", "until_month", "on", "last_on"} & self.errors.keys():
            self._read_when(told)
        return told

    def _read_when(self, told: dict[str, Any]) -> None:
        month, until, on = told.pop("month"), told.pop("until_month"), told.pop("on")
        last_on = told.pop("last_on")
        if last_on and not on:
            self.add_error("on", _("Write the first day too."))
        elif on:
            told["starts_on"], told["ends_on"] = on, last_on or on
            self._ask_days(on, last_on or on)
        elif not month:
            self.add_error("month", _("Choose a month, or write the day."))
        elif until and until < month:
            self.add_error("until_month", _("It ends before it begins. Change one of the months."))
        else:
            told["starts_on"] = first_of(self.year, month)
            told["ends_on"] = last_of(self.year, until or month)

    def _ask_days(self, first: Any, last: Any) -> None:
        outside = _("The day has to lie in %(year)s.") % {"year": self.year}
        if first.year != self.year:
            self.add_error("on", outside)
        elif last.year != self.year:
            self.add_error("last_on", outside)
        elif last < first:
            self.add_error("last_on", _("It ends before it begins. Change one of the days."))


class DecisionForm(Form):
    on = day(_("Decided on"))
    reference = line(
        _("The decision"),
        required=_("Write which decision it was, for example § 3/2026."),
        length=REFERENCE_LENGTH,
        help_text=_("For example § 3/2026, assembly meeting"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].required = True
        self.fields["on"].error_messages["required"] = _("Write the day of the decision.")


class ReferenceForm(Form):
    reference = line(
        _("The decision"),
        required=_("Write which decision it was, for example § 3/2026."),
        length=REFERENCE_LENGTH,
    )


class ResultForm(Form):
    ids = "done_%s"
    result_sv = words(_("What came of it, in Swedish"))
    result_en = words(_("What came of it, in English"))
    reached = forms.IntegerField(
        label=_("How many people it reached"),
        required=False,
        min_value=0,
        validators=[MaxValueValidator(MOST_PEOPLE, _("Write a smaller number."))],
        error_messages={
            "invalid": _("Write a whole number."),
            "min_value": _("Write a whole number."),
        },
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not (told.get("result_sv") or told.get("result_en")):
            self.add_error("result_sv", _("Write in a sentence what came of it."))
        return told


class WhyForm(Form):
    ids = "not_%s"
    why_sv = words(_("Why not, in Swedish"), rows=2)
    why_en = words(_("Why not, in English"), rows=2)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not (told.get("why_sv") or told.get("why_en")):
            self.add_error("why_sv", _("Write in a sentence why."))
        return told


class WordsForm(Form):
    words_sv = words(_("Our own words, in Swedish"), rows=10)
    words_en = words(_("Our own words, in English"), rows=10)


class ActivitiesField(RowsField):
    """Activities, each with when it is."""

    def label_from_instance(self, obj: ListedActivity) -> str:
        return f"{obj.title} ({when(obj.starts_on, obj.ends_on)})"


class CopyForm(Form):
    chosen = ActivitiesField(
        label=_("Which activities"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_THERE | {"required": _("Choose at least one activity.")},
    )


class YearForm(Form):
    year = year(_("Year"))
