"""One form for each kind of line in the plan, and the sheet of person-months."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import day
from samverka.applications.models import (
    MOST_MONTHS,
    PLAN_TEXT_LENGTH,
    PLAN_TITLE_LENGTH,
    ChangeStep,
    Deliverable,
    Member,
    PlanRow,
    Risk,
)
from samverka.applications.planning.gathering import Plan, efforts_of
from samverka.applications.planning.period import trouble_with_days
from samverka.common.forms import TOO_LONG, Form, LineField, RowField, RowsField, TextField

NOT_THERE = {"invalid_choice": _("Choose one from the list.")}


class MemberField(RowField):
    def label_from_instance(self, row: Any) -> str:
        return str(row.organisation.name)


class MembersField(RowsField):
    def label_from_instance(self, row: Any) -> str:
        return str(row.organisation.name)


def line(label: Any, *, required: Any = "", help_text: Any = "") -> LineField:
    errors = {"max_length": TOO_LONG, **({"required": required} if required else {})}
    return LineField(
        label=label,
        max_length=PLAN_TITLE_LENGTH,
        required=bool(required),
        error_messages=errors,
        help_text=help_text,
    )


def text(label: Any, help_text: Any = "") -> TextField:
    return TextField(
        label=label,
        rows=3,
        max_length=PLAN_TEXT_LENGTH,
        required=False,
        error_messages={"max_length": TOO_LONG},
        help_text=help_text,
    )


def lead(label: Any) -> MemberField:
    return MemberField(
        label=label, required=False, empty_label=_("Nobody yet"), error_messages=NOT_THERE
    )


def package(label: Any) -> RowField:
    return RowField(label=label, required=False, empty_label=_("None"), error_messages=NOT_THERE)


def several(kind: type[RowsField], label: Any, help_text: Any = "") -> RowsField:
    return kind(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_THERE,
        help_text=help_text,
    )


def choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages=NOT_THERE)


class PlanForm(Form):
    """What is offered comes from the plan: its members, packages and steps."""

    def __init__(self, *args: Any, plan: Plan, row: PlanRow | None = None, **options: Any) -> None:
        if row is not None:
            options["initial"] = {
                name: self._now(row, name) for name in self.base_fields if hasattr(row, name)
            }
        super().__init__(*args, **options)
        self.plan, self.row = plan, row
        members = Member.objects.filter(pk__in=[one.pk for one in plan.members])
        packages = [one for _n, one in plan.packages]
        offers: dict[str, Any] = {
            "lead": members.select_related("organisation"),
            "members": members.select_related("organisation"),
            "package": self._kept("workpackages", packages),
            "packages": self._kept("workpackages", packages),
            "step": self._kept("changesteps", self.steps),
            "leads_to": self._kept("changesteps", self.steps),
        }
        for name in [*self.fields]:
            if name in offers:
                self.offer(name, offers[name])
                if not offers[name].exists():
                    del self.fields[name]

    @property
    def steps(self) -> list[ChangeStep]:
        mine = self.row.pk if isinstance(self.row, ChangeStep) else None
        return [one for one in self.plan.steps if one.pk != mine]

    def _kept(self, what: str, rows: list[Any]) -> Any:
        manager = getattr(self.plan.application, f"plan_{what}")
        return manager.filter(pk__in=[one.pk for one in rows])

    @staticmethod
    def _now(row: PlanRow, name: str) -> Any:
        value = getattr(row, name)
        return list(value.all()) if hasattr(value, "all") else value

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        trouble = trouble_with_days(self.plan.application, told)
        if trouble:
            self.add_error(*trouble)
        return told


class PackageForm(PlanForm):
    title = line(_("What the work package is called"), required=_("Give it a name."))
    objective = text(_("What it is to achieve"))
    lead = lead(_("Who leads it"))
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))


class ActivityForm(PlanForm):
    title = line(_("What is done"), required=_("Write in a few words what is done."))
    lead = lead(_("Who does it"))
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))


class WholeActivityForm(ActivityForm):
    """With all that larger funders ask for."""

    what = text(_("More about it"))
    members = several(MembersField, _("Who else takes part"))
    package = package(_("Work package"))


class MilestoneForm(PlanForm):
    title = line(_("What has been reached"), required=_("Write what has been reached."))
    verified_by = text(_("How one sees that it is reached"))
    on = day(_("When"))
    package = package(_("Work package"))


class DeliverableForm(PlanForm):
    title = line(_("What is handed in"), required=_("Write what is handed in."))
    kind = choice(_("Kind"), Deliverable.Kind.choices)
    level = choice(_("Who may read it"), Deliverable.Level.choices)
    on = day(_("When"))
    package = package(_("Work package"))


class RiskForm(PlanForm):
    title = line(_("What may go wrong"), required=_("Write what may go wrong."))
    likelihood = choice(_("How likely is it?"), Risk.Likelihood.choices)
    consequence = text(_("What happens then"))
    answer = text(_("What we do about it"))
    packages = several(RowsField, _("Which work packages it concerns"))


class StepForm(PlanForm):
    title = line(_("In a few words"), required=_("Write it in a few words."))
    kind = choice(_("Where it belongs"), ChangeStep.Kind.choices)
    leads_to = several(RowsField, _("What it leads to"), _("Choose steps that come later."))
    assumption = text(_("What must hold for that"))

    ORDER = tuple(ChangeStep.Kind)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        kind = told.get("kind")
        for step in told.get("leads_to") or ():
            if kind and self.ORDER.index(step.kind) <= self.ORDER.index(kind):
                sentence = _("“%(title)s” does not come later. Choose steps further on.")
                self.add_error("leads_to", sentence % {"title": step.title})
                break
        return told


class IndicatorForm(PlanForm):
    title = line(_("What is measured"), required=_("Write what is measured."))
    step = package(_("Which step it shows"))
    baseline = line(_("How it is today"))
    target = line(_("How it should be"))
    measured_by = text(_("How it is measured"))
    on = day(_("When"))


PLAN_FORMS: Mapping[str, type[PlanForm]] = {
    "package": PackageForm,
    "activity": WholeActivityForm,
    "milestone": MilestoneForm,
    "deliverable": DeliverableForm,
    "risk": RiskForm,
    "step": StepForm,
    "indicator": IndicatorForm,
}


class EffortForm(Form):
    """Person-months: a field for each package and member; `before` carries what was seen."""

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sheet = efforts_of(plan)
        self.cells: dict[str, tuple[int, int]] = {}
        for number, package, months, _sum in self.sheet.rows:
            for member, now in zip(self.sheet.members, months, strict=True):
                self._cell(number, package.pk, member, now)

    def _cell(self, number: str, package: int, member: Member, now: Decimal) -> None:
        name = f"m{package}_{member.pk}"
        self.cells[name] = (package, member.pk)
        self.fields[name] = forms.DecimalField(
            label=f"{number} {member.organisation.name}",
            required=False,
            min_value=0,
            max_value=MOST_MONTHS,
            decimal_places=2,
            initial=now or None,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
            error_messages={
                "invalid": _("Write a number, for example 2.5."),
                "min_value": _("Person-months are never below zero."),
                "max_value": _("At most %(limit_value)s person-months. Is a zero too many?"),
                "max_decimal_places": _("At most two decimals."),
            },
        )
        hidden = forms.DecimalField(required=False, initial=now, widget=forms.HiddenInput)
        self.fields[f"was_{name}"] = hidden

    @property
    def rows(self) -> list[tuple[str, Any, list[Any], Decimal]]:
        return [
            (number, package, [self[f"m{package.pk}_{one.pk}"] for one in self.sheet.members], sum_)
            for number, package, _months, sum_ in self.sheet.rows
        ]

    @property
    def months(self) -> dict[tuple[int, int], Decimal]:
        return self._read("")

    @property
    def before(self) -> dict[tuple[int, int], Decimal]:
        return self._read("was_")

    def _read(self, before: str) -> dict[tuple[int, int], Decimal]:
        return {
            cell: self.cleaned_data.get(before + name) or Decimal(0)
            for name, cell in self.cells.items()
        }


class QuickForm(ActivityForm):
    """The three lines that a small project needs; its ids are its own."""

    ids = "quick_%s"
