"""What an applicant fills in, page by page. Nothing is required here: what is missing is told
beside it, and stops nobody from saving."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.forms.fields import choice, day, line, text
from samverka.common.amounts import amount_in, written
from samverka.common.forms import (
    TOO_LONG,
    EmailField,
    Form,
    LineField,
    RowField,
    RowsField,
    TextField,
    things_to_mend,
)
from samverka.common.refusal import Refused
from samverka.common.writing import SealedForm
from samverka.grants.counting import Line
from samverka.grants.forms.awaited import AwaitedForm
from samverka.grants.models import NAME_LENGTH, WHAT_LENGTH, GrantApplication, GrantCost
from samverka.grants.models.applying import PHONE_LENGTH
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.partnership.numbers import organisation_number

SUMMARY_LENGTH, ANSWER_LENGTH = 2_000, 20_000
MOST = Decimal(1_000_000_000)  # in one line
SPARE = 2  # empty lines at the end of each list
NOT_CHOSEN = ("", gettext_lazy("Not chosen"))
NOT_THERE = {"invalid_choice": gettext_lazy("Choose one from the list.")}


class BeginForm(SealedForm):
    """The first page: enough to lead back to it."""

    field_order = ("name", "email")

    name = line(
        gettext_lazy("Name of the organisation that applies"),
        NAME_LENGTH,
        required=gettext_lazy("Write what the organisation is called."),
    )
    email = EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy(
            "We send the address of your application there, so that you find your way back."
            " Without it you have to save the address yourself."
        ),
    )


class WhoForm(AwaitedForm):
    optional = ("organisation_number", "phone")

    name = line(gettext_lazy("Name of the organisation"), NAME_LENGTH)
    organisation_number = LineField(
        label=gettext_lazy("Organisation number"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Leave it empty if you have none. Never a person's own number."),
        error_messages={"max_length": TOO_LONG},
    )
    kind = choice(
        gettext_lazy("Kind of organisation"),
        [NOT_CHOSEN, *Organisation.Kind.choices],
        required=False,
    )
    municipality = RowField(
        label=gettext_lazy("Municipality where you do this"),
        required=False,
        empty_label=gettext_lazy("Not chosen"),
        error_messages=NOT_THERE,
    )
    contact_name = line(gettext_lazy("Whom we can talk to"), NAME_LENGTH)
    email = EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = line(gettext_lazy("Telephone"), PHONE_LENGTH)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("municipality", Municipality.objects.all())

    def clean_organisation_number(self) -> str:
        said = str(self.cleaned_data["organisation_number"])
        try:
            return organisation_number(said) if said else ""
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None

    @staticmethod
    def facts(application: GrantApplication) -> dict[str, Any]:
        return {name: getattr(application, name) for name in WhoForm.base_fields}


class ProjectForm(AwaitedForm):
    optional = ("themes", "continues")

    title = line(gettext_lazy("Name of the project"), NAME_LENGTH)
    summary = text(
        gettext_lazy("What you want to do, in a few sentences"),
        SUMMARY_LENGTH,
        help_text=gettext_lazy("Everybody may read this if you get the money."),
    )
    starts_on = day(gettext_lazy("First day of the project"))
    ends_on = day(gettext_lazy("Last day of the project"))
    themes = RowsField(
        label=gettext_lazy("What it is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_THERE,
    )
    continues = LineField(
        label=gettext_lazy("Does it continue a project that got money before?"),
        required=False,
        max_length=20,
        help_text=gettext_lazy(
            "Then write the registration number of that application. Otherwise leave it empty."
        ),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, application: GrantApplication, **options: Any) -> None:
        super().__init__(*args, **options)
        self.application = application
        self.offer("themes", Theme.objects.all())

    def clean_continues(self) -> GrantApplication | None:
        """One that got money: nobody learns by trying numbers what else was handed in."""
        number = str(self.cleaned_data["continues"]).replace(" ", "").upper()
        if not number:
            return None
        granted = GrantApplication.objects.filter(state=GrantApplication.State.GRANTED)
        found = granted.filter(number=number).exclude(pk=self.application.pk).first()
        if found is None:
            raise forms.ValidationError(
                _("No application that got money has this number. Look in the letter once more.")
            )
        return found

    @staticmethod
    def facts(application: GrantApplication) -> dict[str, Any]:
        same = {name: getattr(application, name) for name in ("title", "summary")}
        days = {"starts_on": application.starts_on, "ends_on": application.ends_on}
        before = application.continues
        themes = application.themes.all()
        return {**same, **days, "themes": themes, "continues": before.number if before else ""}


class TextsForm(AwaitedForm):
    """One field for each section of the form; how long it may be is counted, not cut."""

    def __init__(self, *args: Any, sections: list[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        for section in sections:
            self.fields[section["key"]] = TextField(
                label=section["title"],
                rows=8,
                required=False,
                max_length=ANSWER_LENGTH,
                help_text=section["guidance"],
                error_messages={"max_length": TOO_LONG},
            )
        self.optional = tuple(one["key"] for one in sections if not one["required"])
        self.await_all()


class AmountField(forms.CharField):
    """12 000 or 12 000,50; empty is nothing."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"class": "short", "inputmode": "decimal"})
        errors = {"max_length": gettext_lazy("Write a number.")}
        super().__init__(
            required=False, max_length=30, widget=widget, error_messages=errors, **options
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").strip()

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            amount = amount_in(said)
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None
        if amount > MOST:
            raise forms.ValidationError(_("This is more than any budget here holds."))
        return amount


class AskedForm(AwaitedForm):
    asked = AmountField(label=gettext_lazy("The grant you apply for, in kronor"))


class LineForm(AwaitedForm):
    """A line is one when it says what it is or how much; what lacks then is told."""

    number = "amount"
    what = line(gettext_lazy("What"), WHAT_LENGTH)

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
    amount = AmountField(label=gettext_lazy("Kronor"))
    category = choice(gettext_lazy("Kind of cost"), [], required=False)

    def __init__(self, *args: Any, categories: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NOT_CHOSEN, *categories.items()]


class CashForm(LineForm):
    amount = AmountField(label=gettext_lazy("Kronor"))


class HoursForm(LineForm):
    number = "hours"
    hours = AmountField(label=gettext_lazy("Hours"))


def _formset(form: type[LineForm]) -> Any:
    return forms.formset_factory(form, extra=SPARE, max_num=30, absolute_max=30)


class BudgetForm:
    """The grant, what it costs, own money and own hours: four parts of one page."""

    PARTS = (
        (GrantCost.Kind.COST, _formset(CostForm)),
        (GrantCost.Kind.CASH, _formset(CashForm)),
        (GrantCost.Kind.HOURS, _formset(HoursForm)),
    )

    def __init__(
        self, application: GrantApplication, categories: Mapping[str, str], data: Any = None
    ) -> None:
        rows = list(application.costs.all())
        initial = {"asked": written(application.asked) if application.asked else ""}
        self.asked = AskedForm(data, initial=initial)
        self.parts: dict[str, Any] = {
            kind: formset(
                data,
                prefix=kind.value,
                error_messages={"missing_management_form": _("Something was lost. Send again.")},
                initial=[_shown(one) for one in rows if one.kind == kind],
                form_kwargs={"categories": categories} if kind == GrantCost.Kind.COST else {},
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


def _shown(cost: GrantCost) -> dict[str, Any]:
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


class FileForm(Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, PNG or JPEG. 2.5 MB at most."),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


class AnswerForm(Form):
    """What is said when something has been completed."""

    answer = text(gettext_lazy("What you have changed, or your answer"), 2_000)
