"""Forms of a budget. What is odd is told at its field, and stays there as it was typed."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.budgeting.counting import KINDS, Counted
from samverka.applications.budgeting.proposing import all_rules
from samverka.applications.budgeting.sentences import (
    KINDS as KIND_LABELS,
)
from samverka.applications.budgeting.sentences import (
    categories_of,
    title_of,
    units_of,
)
from samverka.applications.models import (
    COST_LENGTH,
    PACKAGE_LENGTH,
    CostLine,
    Share,
)
from samverka.budgets import CostRules, Flat, RulesError
from samverka.common.amounts import written
from samverka.common.forms import AmountField, DayField, Form, LineField

RATE = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?")
COUNTRY = re.compile(r"[A-Z]{2}")
NO_NUMBER = {"invalid": gettext_lazy("The page had been open for long. Load it again.")}
CHOICE = "choice_"


class SeenForm(Form):
    """`seen` is the version that the person saw; after a collision, the one that stands now."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, error_messages=NO_NUMBER
    )

    def clean_seen(self) -> int:
        return self.cleaned_data.get("seen") or 0

    def look_at(self, version: int) -> None:
        """The next press saves over what stands now, which the page shows."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["seen"] = str(version)
        self.data = data


class RulesForm(SeenForm):
    """Which rules; where they are chosen, what they leave to the call or to the project."""

    rules = forms.ChoiceField(
        label=gettext_lazy("Rules to count by"),
        help_text=gettext_lazy("Those of the funder. What the call says comes first."),
        error_messages={"required": gettext_lazy("Choose the rules.")},
    )
    decided_on = DayField(
        label=gettext_lazy("When the funder decides"),
        help_text=gettext_lazy("About. De minimis aid is counted three years back from that day."),
        required=False,
    )

    def __init__(self, *args: Any, now: CostRules | None, **options: Any) -> None:
        super().__init__(*args, **options)
        names = {name: title_of(one.titles) for name, one in all_rules().items()}
        field = self.fields["rules"]
        assert isinstance(field, forms.ChoiceField)
        ordered = sorted(names.items(), key=lambda pair: pair[1].casefold())
        field.choices = [("", _("Choose")), *ordered]
        self.now = now
        for choice in now.choices if now else ():
            self.fields[CHOICE + choice.code] = self._field(choice)

    @staticmethod
    def _field(choice: Any) -> forms.Field:
        label = title_of(choice.titles)
        if choice.at_most is not None:
            most = {"most": written(choice.at_most)}
            help_text = _("At most %(most)s. Empty: as high as allowed.") % most
            return AmountField(label=label, help_text=help_text)
        options = [(code, title_of(titles)) for code, titles in choice.options.items()]
        return forms.ChoiceField(
            label=label, choices=[("", _("Not chosen")), *options], required=False
        )

    def clean(self) -> dict[str, Any]:
        """`chosen` are the answers to what the chosen rules ask; another set asks anew."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        told["chosen"] = {}
        if not self.now or told.get("rules") != self.now.name:
            return told
        for choice in self.now.choices:
            said = told.get(CHOICE + choice.code)
            if said in (None, ""):
                continue
            try:
                choice.check(str(said))
            except RulesError:
                most = {"most": written(choice.at_most or Decimal(0))}
                self.add_error(CHOICE + choice.code, _("At most %(most)s.") % most)
            else:
                told["chosen"][choice.code] = str(said)
        return told


class CostForm(SeenForm):
    """One cost; which fields it has follows from how it is counted."""

    whose = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=NO_NUMBER)
    how = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    what = LineField(
        label=gettext_lazy("What it is for"),
        max_length=COST_LENGTH,
        error_messages={"required": gettext_lazy("Write what it is for. A few words are enough.")},
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Category"),
        error_messages={"required": gettext_lazy("Choose a category.")},
    )
    quantity = AmountField(
        label=gettext_lazy("How many"),
        required=True,
        error_messages={"required": gettext_lazy("Write how many.")},
    )
    unit = forms.ChoiceField(label=gettext_lazy("The funder's own price"), required=False)
    unit_cost = AmountField(
        label=gettext_lazy("What one costs"),
        error_messages={"required": gettext_lazy("Write what one costs.")},
    )
    amount = AmountField(
        label=gettext_lazy("Amount"),
        required=True,
        error_messages={"required": gettext_lazy("Write the amount.")},
    )
    contributed = forms.BooleanField(
        label=gettext_lazy("The partner gives these hours, voluntary or paid by itself"),
        help_text=gettext_lazy("They count as its own contribution too."),
        required=False,
    )
    contains_indirect = forms.BooleanField(
        label=gettext_lazy("Overheads are in it already"), required=False
    )
    work_package = LineField(
        label=gettext_lazy("Work package"),
        max_length=PACKAGE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False)

    def __init__(
        self, *args: Any, counted: Counted, mode: str, years: Iterable[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.mode, rules = mode, counted.rules
        self.hour_value = rules.hour_value
        free = {
            code: title for code, title in categories_of(rules).items() if code not in rules.derived
        }
        self._offer("category", free, _("Choose"))
        self._offer("unit", units_of(rules), _("None of them"))
        self._offer("year", {str(one): str(one) for one in years}, _("Not said"))
        others = sorted({one.currency for one in counted.rates} - {rules.currency})
        self._offer("currency", {one: one for one in others}, rules.currency)
        self._leave_out(rules, bool(others))
        self.hour_is_known = mode == CostLine.Mode.HOURS and bool(self.hour_value)
        if "unit_cost" in self.fields:
            alone = "unit" not in self.fields and not self.hour_is_known
            self.fields["unit_cost"].required = alone
        if mode == CostLine.Mode.HOURS:
            self.fields["quantity"].label = _("How many hours")
            self.fields["unit_cost"].label = _("What an hour costs")
            if self.hour_value:
                said = _("Empty: %(value)s, as the rules say.")
                self.fields["unit_cost"].help_text = said % {"value": written(self.hour_value)}

    def _offer(self, name: str, choices: Mapping[str, str], nothing: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", nothing), *choices.items()]

    def _leave_out(self, rules: CostRules, other_currencies: bool) -> None:
        """What has no meaning for this way of counting, or under these rules, is not asked."""
        counted = self.mode in CostLine.COUNTED
        gone = {"amount"} if counted else {"quantity", "unit", "unit_cost"}
        if not units_of(rules):
            gone.add("unit")
        if self.mode != CostLine.Mode.HOURS:
            gone.add("contributed")
        flats = (rule for rule in rules.rules if isinstance(rule, Flat))
        if self.mode not in ("unit", "lump") or not any(one.without_inclusive for one in flats):
            gone.add("contains_indirect")
        if not other_currencies:
            gone.add("currency")
        for name in gone:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "quantity" in self.fields:
            if told.get("unit_cost") is None and not told.get("unit") and not self.hour_is_known:
                self._ask("unit_cost", _("Write what one costs."))
            if told.get("unit"):  # the price is the funder's
                told["unit_cost"] = None
            self._ask_size(told)
        return told

    def _ask_size(self, told: Mapping[str, Any]) -> None:
        product = (told.get("quantity") or 0) * (told.get("unit_cost") or 0)
        if product >= 10**12:
            said = _("Together this is more than any budget holds. Is there a digit too many?")
            self._ask("quantity", said)

    def _ask(self, name: str, said: str) -> None:
        if name not in self.errors:
            self.add_error(name, said)

    @property
    def facts(self) -> dict[str, Any]:
        """Fields of a `CostLine`; those that were not asked are as empty as they can be."""
        told = {name: self.cleaned_data[name] for name in self.fields if name not in OF_THE_FORM}
        return {**EMPTY, **told, "year": int(told["year"] or 0), "mode": self.mode}


OF_THE_FORM = ("seen", "whose", "how")
EMPTY: dict[str, Any] = {
    "amount": None,
    "quantity": None,
    "unit": "",
    "unit_cost": None,
    "contributed": False,
    "contains_indirect": False,
    "currency": "",
}


class FinancingForm(SeenForm):
    """What a member asks for and brings; an empty field is nothing."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in KINDS:
            self.fields[kind] = AmountField(label=KIND_LABELS[kind])
        self.fields["own_in_kind"].help_text = _(
            "Hours that the partner gives stand among the costs, and are counted by themselves."
        )
        self.fields["revenue"].help_text = _("Lowers what has to be financed.")

    @property
    def facts(self) -> dict[str, Decimal]:
        return {kind: self.cleaned_data[kind] or Decimal(0) for kind in KINDS}


class TermsForm(SeenForm):
    """What rules want to know of a member."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the organisation is"),
        choices=[("", gettext_lazy("Not said")), *Share.Kind.choices],
        required=False,
    )
    size = forms.ChoiceField(
        label=gettext_lazy("How large it is"),
        choices=[("", gettext_lazy("Not said")), *Share.Size.choices],
        required=False,
    )
    country = LineField(
        label=gettext_lazy("Country, two letters"),
        max_length=2,
        widget=forms.TextInput(attrs={"class": "short"}),
        error_messages={"required": gettext_lazy("Write the country, for example SE.")},
    )
    de_minimis = forms.BooleanField(
        label=gettext_lazy("The grant is given as de minimis aid"),
        help_text=gettext_lazy("Ask the funder. It concerns those who sell something."),
        required=False,
    )
    undertaking = LineField(
        label=gettext_lazy("Single undertaking"),
        help_text=gettext_lazy(
            "Only if another partner belongs to the same group: the same words with both."
        ),
        max_length=COST_LENGTH,
        required=False,
    )

    def clean_country(self) -> str:
        country = str(self.cleaned_data["country"]).upper()
        if not COUNTRY.fullmatch(country):
            raise forms.ValidationError(_("Write the country as two letters, for example SE."))
        return country

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
