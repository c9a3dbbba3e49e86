"""What those who prepare a round fill in."""

from typing import Any, cast

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import choice, line, text
from samverka.applications.models import Edition
from samverka.applications.shipped import forms as shipped
from samverka.budgets import CostRules
from samverka.calls.models import Call
from samverka.collaboration.forms import SeenForm
from samverka.common.forms import AmountField, DayField, Form, RowField
from samverka.common.languages import reader_language
from samverka.grants.actions.judging_by import Judged
from samverka.grants.actions.rounds import Planned
from samverka.grants.models import NAME_LENGTH, WORDS_LENGTH, Criterion, Panelist, Round
from samverka.partnership.models import Municipality, Organisation

TERMS_LENGTH = 6_000
SHIPPED, OWN = "house-", "edition-"  # before what stands for a form
NUMBER = {
    "required": _("Write a whole number."),
    "invalid": _("Write a whole number."),
    "min_value": _("At least %(limit_value)s."),
    "max_value": _("That is too many."),
}
CHOOSE = {
    "required": _("Choose one from the list."),
    "invalid_choice": _("Choose one from the list."),
}


def number(label: Any, most: int, least: int = 1) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=widget, error_messages=NUMBER
    )


def row(label: Any) -> RowField:
    return RowField(label=label, empty_label=_("Choose"), error_messages=CHOOSE)


def several(label: Any, choices: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
        **options,
    )


class RoundForm(SeenForm):
    """Everything that a round says of itself; criteria and panel have forms of their own."""

    call = row(_("Our call"))
    host = row(_("Whose money it is"))
    name_sv = line(_("Name in Swedish"), NAME_LENGTH, required=_("Give the round a name."))
    name_en = line(_("Name in English"), NAME_LENGTH)
    terms_sv = text(_("Terms, in Swedish"), TERMS_LENGTH, rows=8)
    terms_en = text(_("Terms, in English"), TERMS_LENGTH, rows=8)
    form = choice(_("The form that applicants fill in"), [])
    cost_rules = choice(_("How the budget is counted"), [])
    budget = AmountField(
        label=_("Money to share out, in kronor"), help_text=_("Empty: it is not told.")
    )
    opens_on = DayField(label=_("First day to apply"))
    closes_on = DayField(
        label=_("Last day to apply"),
        required=False,
        help_text=_("Empty: it goes on until somebody ends it."),
    )
    paused_months = several(_("Months when it pauses"), list(MONTHS.items()))
    kinds = several(
        _("Who may apply"), Organisation.Kind.choices, help_text=_("None chosen: everybody.")
    )
    municipalities = several(
        _("Municipalities"), [], help_text=_("None chosen: anywhere in the county.")
    )
    times = number(_("How many times one project may get money"), 20)
    longest_months = number(_("How many months a project may last"), 60)
    report_days = number(_("Days after the project until the report"), 365)

    def __init__(self, *args: Any, turn: Round | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(
            "call", Call.objects.filter(state=Call.State.PUBLISHED, level=Call.Level.REGIONAL)
        )
        self.offer("host", Organisation.objects.partners().order_by("name"))
        kept = [(f"{OWN}{turn.edition_id}", _("The form it has"))] if turn else []
        self._choose("form", [*kept, *_forms()])
        self._choose("cost_rules", _cost_rules())
        places = Municipality.objects.order_by("name").values_list("code", "name")
        self._choose("municipalities", list(places))

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_paused_months(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["paused_months"]]

    @property
    def planned(self) -> Planned:
        return cast(Planned, {name: self.cleaned_data[name] for name in Planned.__annotations__})

    @staticmethod
    def facts(turn: Round) -> dict[str, Any]:
        """The round as the form shows it."""
        facts = {name: getattr(turn, name) for name in Planned.__annotations__ if name != "form"}
        return {**facts, "form": f"{OWN}{turn.edition_id}", "seen": turn.version}


def _forms() -> list[tuple[str, str]]:
    """Those of the house, then those that groups here have made."""
    own = Edition.objects.filter(template__key="").order_by("template", "-number")
    newest = {one.template_id: one for one in reversed(own.select_related("template"))}
    english = reader_language() == "en"
    house = [
        (f"{SHIPPED}{key}", one.name_en if english else one.name_sv)
        for key, one in shipped().items()
    ]
    return [*house, *((f"{OWN}{one.pk}", str(one.template)) for one in newest.values())]


def _cost_rules() -> list[tuple[str, str]]:
    language = reader_language()
    named = ((name, CostRules.named(name).titles) for name in CostRules.names())
    return [(name, titles.get(language) or next(iter(titles.values()))) for name, titles in named]


class CriterionForm(Form):
    ids = "criterion-%s"
    title_sv = line(_("What is judged"), NAME_LENGTH, required=_("Write what is judged."))
    title_en = line(_("What is judged, in English"), NAME_LENGTH)
    guidance_sv = text(_("What to look for"), WORDS_LENGTH, rows=2)
    guidance_en = text(_("What to look for, in English"), WORDS_LENGTH, rows=2)
    most = number(_("Most points"), 10, least=2)
    weight = number(_("Weight"), 10)

    @property
    def judged(self) -> Judged:
        return cast(Judged, dict(self.cleaned_data))

    @staticmethod
    def facts(criterion: Criterion) -> dict[str, Any]:
        return {name: getattr(criterion, name) for name in CriterionForm.base_fields}


class PanelForm(Form):
    ids = "panel-%s"
    person = row(_("Person"))
    organisation = row(_("Sent by"))
    role = choice(_("What they do"), Panelist.Role.choices)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("person", people)
        self.offer("organisation", Organisation.objects.partners().order_by("name"))
