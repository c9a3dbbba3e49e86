"""One form for each kind of line in a project."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import AmountField, CurrencyField, DayField, Form, RowField
from samverka.partnership.models import Organisation
from samverka.projects.forms.fields import NOT_THERE, MonthField, choice, line, text
from samverka.projects.models import (
    Contribution,
    Funding,
    Project,
    ProjectRisk,
    ProjectRow,
)
from samverka.projects.models.money import MOST_HOURS

NUMBER = _("Write the number.")


class RowForm(Form):
    """What is offered is of the project; `row` is what is changed, None for something new."""

    def __init__(
        self, *args: Any, project: Project, row: ProjectRow | None = None, **options: Any
    ) -> None:
        told = dict(options.pop("initial", {}))
        if row is not None:
            told |= {n: getattr(row, n) for n in self.base_fields if hasattr(row, n)}
        super().__init__(*args, initial=told, **options)
        self.project, self.row = project, row
        self.fill()

    def fill(self) -> None:
        """Say which rows are offered."""


class FundingForm(RowForm):
    kind = choice(_("What kind of money"), Funding.Kind.choices)
    organisation = RowField(
        label=_("Who gives it, if they are a partner"),
        required=False,
        empty_label=_("Nobody of the partnership"),
        error_messages=NOT_THERE,
    )
    funder = line(_("Or the name of who gives it"))
    amount = AmountField(label=_("Amount"), required=True, error_messages={"required": NUMBER})
    currency = CurrencyField(label=_("Currency"), initial="SEK")
    told_in = line(_("Where it is written"), help_text=_("For example the number of a decision."))
    is_public = forms.BooleanField(label=_("Everybody may see it"), required=False, initial=True)

    def fill(self) -> None:
        self.offer("organisation", Organisation.objects.partners().order_by("name", "pk"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("organisation") and not told.get("funder"):
            self.add_error("funder", _("Choose who gives it, or write their name."))
        return told


class MilestoneForm(RowForm):
    title = line(_("What has been reached"), required=_("Write what has been reached."))
    due_on = DayField(label=_("When it should be"), required=False)
    verified_by = text(_("How one sees that it is reached"))
    reached_on = DayField(label=_("When it was reached"), required=False)


class ReportForm(RowForm):
    title = line(_("Which report"), required=_("Write which report it is."))
    to = line(_("Who waits for it"), required=_("Write who waits for it."))
    due_on = DayField(label=_("Last day"))


class IndicatorForm(RowForm):
    title = line(_("What is measured"), required=_("Write what is measured."))
    unit = line(_("Counted in"), length=40, help_text=_("For example people, or per cent."))
    baseline = AmountField(label=_("How it was before"))
    target = AmountField(label=_("How it should be"))
    promised = text(_("Or in words, where it is no number"))
    measured_by = text(_("How it is measured"))
    due_on = DayField(label=_("When it should be"), required=False)


class MeasurementForm(RowForm):
    indicator = RowField(label=_("What was measured"), empty_label=None, error_messages=NOT_THERE)
    value = AmountField(
        label=_("What it came to"), required=True, error_messages={"required": NUMBER}
    )
    on = DayField(label=_("Which day"), initial=timezone.localdate)
    words = line(_("A few words about it"))

    def fill(self) -> None:
        self.offer("indicator", self.project.projectindicators.filter(removed_at=None))


class ContributionForm(RowForm):
    partner = RowField(label=_("Who put it in"), empty_label=None, error_messages=NOT_THERE)
    month = MonthField(label=_("Which month"), initial=timezone.localdate)
    kind = choice(_("What"), Contribution.Kind.choices)
    hours = AmountField(label=_("How many hours"))
    hour_value = AmountField(
        label=_("What an hour is worth"), help_text=_("In kronor, where the funder has said it.")
    )
    amount = AmountField(
        label=_("What it is worth"), help_text=_("In kronor. For everything but hours.")
    )
    what = line(_("A few words about it"))

    def fill(self) -> None:
        self.offer("partner", self.project.takers.select_related("organisation").lead_first())

    def clean(self) -> dict[str, Any]:
        """Hours have a number, the rest an amount; what does not belong there is left out."""
        told = super().clean() or self.cleaned_data
        if told.get("kind") == Contribution.Kind.HOURS:
            told["amount"] = None
            self._ask_hours(told)
        elif "kind" in told:
            told["hours"] = told["hour_value"] = None
            if told.get("amount") is None and not self.has_error("amount"):
                self.add_error("amount", _("Write what it is worth."))
        return told

    def _ask_hours(self, told: dict[str, Any]) -> None:
        hours: Decimal | None = told.get("hours")
        if not hours and not self.has_error("hours"):
            self.add_error("hours", _("Write how many hours."))
        elif hours and hours > MOST_HOURS:
            self.add_error("hours", _("A month has 744 hours at most. Divide it."))


class RiskForm(RowForm):
    title = line(_("What may go wrong"), required=_("Write what may go wrong."))
    likelihood = choice(_("How likely is it?"), ProjectRisk.Likelihood.choices)
    consequence = text(_("What happens then"))
    answer = text(_("What we do about it"))


class DocumentForm(RowForm):
    """What is said of a file that is here."""

    title = line(_("What it is called"), required=_("Write what it is called."))
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)


class FileForm(DocumentForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, picture, or a document from Office. 2.5 MB at most."),
        allow_empty_file=True,  # refused with the others that are no document
        max_length=None,
        error_messages={"required": _("Choose a file.")},
    )
    field_order = ["file", "title", "is_public"]


ROW_FORMS: Mapping[str, type[RowForm]] = {
    "funding": FundingForm,
    "milestone": MilestoneForm,
    "report": ReportForm,
    "indicator": IndicatorForm,
    "measurement": MeasurementForm,
    "contribution": ContributionForm,
    "risk": RiskForm,
    "document": DocumentForm,
}
