"""The budget of an application: the grant, and lists of lines to be filled in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.budgeting.sentences import categories_of
from samverka.applications.forms.fields import choice, line
from samverka.budgets import CostRules
from samverka.budgets.financing_rules import GrantRange
from samverka.common.amounts import shown, written
from samverka.common.forms import AmountField, Form, things_to_mend
from samverka.grants.counting import Line
from samverka.grants.forms.applying import NOT_CHOSEN
from samverka.grants.forms.awaited import AwaitedForm
from samverka.grants.models import WHAT_LENGTH, GrantApplication, GrantCost

MOST = Decimal(1_000_000_000)  # in one line
SPARE = 2  # empty lines at the end of each list


class AskedForm(AwaitedForm):
    asked = AmountField(most=MOST, label=gettext_lazy("The grant you apply for, in kronor"))

    def __init__(self, *args: Any, rules: CostRules, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked"].help_text = _range_of(rules)


def _range_of(rules: CostRules) -> str:
    """How much can be asked for, as far as the rules of the round say."""
    for one in rules.rules:
        if isinstance(one, GrantRange) and one.most:
            least, most = shown(one.least), shown(one.most)
            return _("From %(least)s to %(most)s kronor.") % {"least": least, "most": most}
    return ""


class LineForm(AwaitedForm):
    """A line is one when it says what it is or how much; what lacks then is told."""

    number = "amount"
    what = line(gettext_lazy("What"), WHAT_LENGTH)

    @property
    def error_links(self) -> list[tuple[str, str]]:
        """Each with the line that it stands in: there are many alike."""
        said = self["what"].value() or self._number_of_line
        return [(to, f"{said}: {words}") for to, words in super().error_links]

    @property
    def _number_of_line(self) -> str:
        number = str(self.prefix).rpartition("-")[2]
        return _("Line %(n)s") % {"n": int(number) + 1} if number.isdecimal() else ""

    @property
    def is_empty(self) -> bool:
        told = self.cleaned_data
        return not told.get("what") and told.get(self.number) is None

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        amount = told.get(self.number)
        if told.get("what") and amount is None and self.number not in self.errors:
            self.add_error(self.number, _("Write how much this is, or take the line away."))
        if amount is not None and not told.get("what") and "what" not in self.errors:
            self.add_error("what", _("Write what this is."))
        return told


class CostForm(LineForm):
    amount = AmountField(most=MOST, label=gettext_lazy("Kronor"))
    category = choice(gettext_lazy("Kind of cost"), [], required=False)

    def __init__(self, *args: Any, categories: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NOT_CHOSEN, *categories.items()]


class CashForm(LineForm):
    amount = AmountField(most=MOST, label=gettext_lazy("Kronor"))


class HoursForm(LineForm):
    number = "hours"
    hours = AmountField(most=MOST, label=gettext_lazy("Hours"))


def _formset(form: type[LineForm]) -> Any:
    return forms.formset_factory(form, extra=SPARE, max_num=30, absolute_max=30)


class BudgetForm:
    """The grant, what it costs, own money and own hours: four parts of one page."""

    PARTS = (
        (GrantCost.Kind.COST, _formset(CostForm)),
        (GrantCost.Kind.CASH, _formset(CashForm)),
        (GrantCost.Kind.HOURS, _formset(HoursForm)),
    )

    def __init__(self, application: GrantApplication, data: Any = None) -> None:
        rows = list(application.costs.all())
        rules = CostRules.named(application.round.cost_rules)
        initial = {"asked": written(application.asked) if application.asked else ""}
        self.asked = AskedForm(data, initial=initial, rules=rules)
        self.parts: dict[str, Any] = {
            kind: formset(
                data,
                prefix=kind.value,
                error_messages={"missing_management_form": _("Something was lost. Send again.")},
                initial=[_first(one) for one in rows if one.kind == kind],
                form_kwargs={"categories": categories_of(rules)}
                if kind == GrantCost.Kind.COST
                else {},
            )
            for kind, formset in self.PARTS
        }

    @property
    def costs(self) -> Any:
        return self.parts[GrantCost.Kind.COST]

    @property
    def cash(self) -> Any:
        return self.parts[GrantCost.Kind.CASH]

    @property
    def hours(self) -> Any:
        return self.parts[GrantCost.Kind.HOURS]

    def is_valid(self) -> bool:
        return all([self.asked.is_valid(), *(part.is_valid() for part in self.parts.values())])

    @property
    def money(self) -> Decimal:
        return self.asked.cleaned_data.get("asked") or Decimal(0)

    @property
    def lines(self) -> list[Line]:
        """Those that can be read; a line with a slip in it is left out of the sums."""
        self.is_valid()
        return [
            _line(kind, one.cleaned_data)
            for kind, part in self.parts.items()
            for one in part
            if hasattr(one, "cleaned_data") and one.is_valid() and not one.is_empty
        ]

    @property
    def forms(self) -> list[Form]:
        return [self.asked, *(one for part in self.parts.values() for one in part)]

    @property
    def error_count(self) -> int:
        return self.asked.error_count + sum(
            int(one.total_error_count()) for one in self.parts.values()
        )

    @property
    def error_links(self) -> list[tuple[str, str]]:
        whole = [("", str(one)) for part in self.parts.values() for one in part.non_form_errors()]
        return [*whole, *(link for one in self.forms for link in one.error_links)]

    @property
    def error_title(self) -> str:
        return things_to_mend(self.error_count)


def _first(cost: GrantCost) -> dict[str, Any]:
    number = {"hours": written(cost.quantity)} if cost.kind == GrantCost.Kind.HOURS else {}
    return {"what": cost.what, "category": cost.category, "amount": written(cost.amount), **number}


def _line(kind: str, told: Mapping[str, Any]) -> Line:
    nothing = Decimal(0)
    return Line(
        kind=kind,
        what=told.get("what", ""),
        category=told.get("category", ""),
        amount=told.get("amount") or nothing,
        quantity=told.get("hours") or nothing,
    )
