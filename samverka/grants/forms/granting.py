"""What is filled in from the decision on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import line, text
from samverka.applications.forms.sending import SignedForm
from samverka.common.amounts import written
from samverka.common.forms import AmountField, DayField, Form
from samverka.common.papers import whole_day
from samverka.grants.actions.closing import Claim
from samverka.grants.actions.deciding import STATES, Verdict
from samverka.grants.actions.granting import LEAST_REASONS, TOO_SHORT
from samverka.grants.actions.paying import Planned
from samverka.grants.forms.awaited import await_it
from samverka.grants.models import (
    WHAT_LENGTH,
    WORDS_LENGTH,
    Grant,
    GrantApplication,
    GrantDecision,
    GrantReport,
    Payment,
)
from samverka.grants.wording import sentences

AT_LEAST = _("The applicant reads this. Write it to them, in at least 40 characters.")


class ReasonsForm(Form):
    """Why, in words that the applicant gets."""

    reasons = text(_("Why?"), WORDS_LENGTH, help_text=AT_LEAST)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        await_it(self.fields["reasons"])

    def clean_reasons(self) -> str:
        reasons: str = self.cleaned_data["reasons"]
        if len(reasons.strip()) < LEAST_REASONS:
            raise forms.ValidationError(TOO_SHORT)
        return reasons


class DecisionForm(Form):
    """The decision: what, how much, and why. Sentences can be chosen to begin with."""

    NAMES = {
        GrantDecision.Kind.GRANT: _("Sentences for a yes"),
        GrantDecision.Kind.REFUSE: _("Sentences for a no"),
        GrantDecision.Kind.DISMISS: _("Sentences for what is not taken up"),
    }

    kind = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    amount = AmountField(
        label=_("How much is granted"),
        help_text=_("At most what they apply for, and what the round has left."),
    )
    reasons = text(
        _("Why, in your own words"),
        WORDS_LENGTH,
        rows=6,
        help_text=_("To the applicant. Chosen sentences come first, these words after them."),
    )
    conditions = text(
        _("Conditions"), WORDS_LENGTH, help_text=_("They stand in the letter and the agreement.")
    )
    why_sv = text(
        _("Why, for everybody to read, in Swedish"),
        WORDS_LENGTH,
        help_text=_("Stands on the public page of what is granted. No names of persons."),
    )
    why_en = text(_("The same in English"), WORDS_LENGTH)

    def __init__(self, *args: Any, application: GrantApplication, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [kind for kind in STATES if application.can_move(STATES[kind])]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.prepared = sentences(application.language)
        for kind in kinds:
            self.fields[f"begin_{kind.value}"] = forms.MultipleChoiceField(
                label=self.NAMES[kind],
                choices=self.prepared[kind],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        order = ["kind", "amount", *(f"begin_{kind.value}" for kind in kinds)]
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = told.get("kind")
        granted = kind == GrantDecision.Kind.GRANT
        if granted and not told.get("amount") and not self.has_error("amount"):
            self.add_error("amount", _("Write how much is granted."))
        if kind and not self.has_error("reasons") and len(self.why) < LEAST_REASONS:
            self.add_error("reasons", TOO_SHORT)
        return told

    @property
    def why(self) -> str:
        """The chosen sentences, and the own words after them."""
        told = self.cleaned_data
        prepared = dict(self.prepared[told["kind"]])
        chosen = " ".join(prepared[name] for name in told.get(f"begin_{told['kind']}", ()))
        return "\n\n".join(filter(None, (chosen, told.get("reasons", "").strip())))

    @property
    def verdict(self) -> Verdict:
        told = self.cleaned_data
        kind = GrantDecision.Kind(told["kind"])
        granted = kind == GrantDecision.Kind.GRANT
        return Verdict(
            kind=kind,
            reasons=self.why,
            amount=told["amount"] if granted else None,
            conditions=told["conditions"] if granted else "",
            why_sv=told["why_sv"],
            why_en=told["why_en"],
        )


class ExtraForm(Form):
    extra = text(_("More conditions, in words"), WORDS_LENGTH, rows=3)


class SignedAgreementForm(SignedForm):
    label, missing = _("Signed agreement"), _("Choose the signed agreement first.")


class PaymentForm(Form):
    """A payment as it is planned."""

    amount = AmountField(
        label=_("Amount"),
        required=True,
        error_messages={"required": _("Write how much is to be paid.")},
    )
    planned_on = DayField(label=_("About which day"))
    report = forms.ChoiceField(label=_("Which report has to be approved first?"), required=False)
    after = line(_("What else comes first"), WHAT_LENGTH)

    def __init__(self, *args: Any, grant: Grant, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reports = {str(one.pk): one for one in grant.reports.all()}
        named = [(key, _report_label(one)) for key, one in self.reports.items()]
        self.fields["report"].choices = [("", _("No report")), *named]  # type: ignore[attr-defined]

    @property
    def planned(self) -> Planned:
        told = self.cleaned_data
        return Planned(**{**told, "report": self.reports.get(told["report"])})

    @staticmethod
    def facts(payment: Payment) -> dict[str, Any]:
        return {
            "amount": written(payment.amount),
            "planned_on": payment.planned_on,
            "report": payment.report_id or "",
            "after": payment.after,
        }


def _report_label(report: GrantReport) -> str:
    return f"{report.get_kind_display()} ({whole_day(report.due_on)})"


class PaidForm(Form):
    on = DayField(label=_("Day of the payment"))
    reference = line(
        _("Reference"), WHAT_LENGTH, help_text=_("As it stands in the bank or the accounts.")
    )


class RepaidForm(Form):
    on = DayField(label=_("The day the money came"))


class ClaimForm(ReasonsForm):
    amount = AmountField(
        label=_("How much is claimed back"),
        required=True,
        error_messages={"required": _("Write how much is claimed back.")},
    )
    due_on = DayField(label=_("Until which day"))
    field_order = ("amount", "due_on", "reasons")

    @property
    def claim(self) -> Claim:
        return Claim(**self.cleaned_data)


class RevokeForm(ReasonsForm):
    due_on = DayField(
        label=_("Until which day should what was paid be given back?"),
        help_text=_("All that has been paid is claimed back."),
    )
    field_order = ("due_on", "reasons")


class AnswerForm(ReasonsForm):
    """Yes or no to a change."""

    answer = forms.ChoiceField(
        label=_("What do you answer?"),
        choices=[
            ("agree", _("Yes, agree to the change")),
            ("refuse", _("No, what was agreed holds")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    conditions = text(
        _("What holds from now on"),
        WORDS_LENGTH,
        rows=3,
        help_text=_(
            "After a yes it stands in the letter and the agreement. Left empty, the new last day"
            " stands there, or your reasons where no day is asked for."
        ),
    )
    field_order = ("answer", "conditions", "reasons")

    @property
    def agrees(self) -> bool:
        return bool(self.cleaned_data["answer"] == "agree")


class InterimForm(Form):
    due_on = DayField(label=_("Until which day"))


class ReturnForm(Form):
    words = text(_("What is missing?"), WORDS_LENGTH, help_text=_("The applicant reads this."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        await_it(self.fields["words"])


class SignForm(Form):
    """The applicant signs what stands in the agreement with this hash."""

    name = line(
        _("Your name"),
        100,
        required=_("Write your name."),
        help_text=_("You sign for the organisation."),
    )
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ChangeForm(Form):
    """What the project asks to change."""

    words = text(
        _("What do you want to change, and why?"), WORDS_LENGTH, help_text=_("A few sentences.")
    )
    ends_on = DayField(label=_("A new last day for the project"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        await_it(self.fields["words"])
