"""What is filled in when letters are signed, when it is sent, and when the funder has decided."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.actions import Decision, Sending
from samverka.applications.models import (
    NOTE_LENGTH,
    REASONS_LENGTH,
    REFERENCE_LENGTH,
    TO_LENGTH,
    Application,
    Section,
)
from samverka.common.amounts import amount_in
from samverka.common.forms import TOO_LONG, DayField, Form, LineField, TextField
from samverka.common.refusal import Refused

LONG = {"max_length": TOO_LONG}


class SignedForm(Form):
    """A signed letter. What kind of file it is, its content says.

    Whoever asks for another paper says so in `label` and `missing`.
    """

    label, missing = _("Signed letter"), _("Choose the signed letter first.")
    file = forms.FileField(
        help_text=_("PDF, PNG or JPEG, 2.5 MB at most. A photograph of the paper is fine."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
        allow_empty_file=True,  # refused with the others that are no letter
        max_length=None,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        file = self.fields["file"]
        file.label, file.error_messages["required"] = self.label, self.missing


class SendForm(Form):
    """To whom it went. `despite` is asked for only when something is missing."""

    to = LineField(
        label=_("To whom do you send it?"),
        max_length=TO_LENGTH,
        error_messages={"required": _("Write the name of the funder."), **LONG},
    )
    reference = LineField(
        label=_("The funder's number for it"),
        help_text=_("For example the number that their system gave it."),
        required=False,
        max_length=REFERENCE_LENGTH,
        error_messages=LONG,
    )
    note = TextField(
        label=_("A note for yourselves"),
        rows=3,
        required=False,
        max_length=NOTE_LENGTH,
        error_messages=LONG,
    )
    despite = TextField(
        label=_("Why do you send it all the same?"),
        help_text=_("Only where something is missing. The others in the application read it."),
        rows=2,
        required=False,
        max_length=NOTE_LENGTH,
        error_messages=LONG,
    )

    def __init__(self, *args: Any, application: Application, lacks: bool, **options: Any) -> None:
        call = application.call
        options.setdefault("initial", {"to": call.funder if call else ""})
        super().__init__(*args, **options)
        if not lacks:
            del self.fields["despite"]

    @property
    def sending(self) -> Sending:
        return Sending(**self.cleaned_data)


class DecisionForm(Form):
    """Granted or not, when, how much, and the funder's own words."""

    GRANTED, REFUSED = "granted", "refused"

    outcome = forms.ChoiceField(
        label=_("What did the funder decide?"),
        choices=[(GRANTED, _("Granted")), (REFUSED, _("Refused"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided.")},
    )
    on = DayField(
        label=_("Day of the decision"),
        error_messages={"required": _("Write the day of the decision.")},
    )
    amount = LineField(
        label=_("How much the funder gives"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    reasons = TextField(
        label=_("The funder's reasons"),
        help_text=_("In their own words. The next application learns from them."),
        required=False,
        max_length=REASONS_LENGTH,
        error_messages=LONG,
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("The day of the decision has not come yet."))
        return on

    def clean_amount(self) -> Decimal | None:
        said: str = self.cleaned_data["amount"]
        try:
            return amount_in(said) if said else None
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        granted = told.get("outcome") == self.GRANTED
        if granted and told.get("amount") is None and not self.has_error("amount"):
            self.add_error("amount", _("Write how much the funder gives."))
        return told

    @property
    def was_granted(self) -> bool:
        return bool(self.cleaned_data["outcome"] == self.GRANTED)

    @property
    def decision(self) -> Decision:
        told = self.cleaned_data
        return Decision(told["on"], told["reasons"], told["amount"])


class ReuseForm(Form):
    """For each empty section one of the earlier ones, or none."""

    def __init__(
        self, *args: Any, into: list[Section], earlier: list[Section], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.into = {str(section.pk): section for section in into}
        self.earlier = {str(section.pk): section for section in earlier}
        choices = [
            ("", _("Leave it empty")),
            *((key, str(row)) for key, row in self.earlier.items()),
        ]
        for section in into:
            self.fields[f"section_{section.pk}"] = forms.ChoiceField(
                label=str(section),
                required=False,
                choices=choices,
                initial=self._like(section),
                error_messages={"invalid_choice": _("Choose a section from the list.")},
            )

    def _like(self, section: Section) -> str:
        """The earlier one with the same key, or else the same title."""
        for name in ("key", "title"):
            for key, row in self.earlier.items():
                if getattr(row, name) == getattr(section, name):
                    return key
        return ""

    @property
    def pairs(self) -> list[tuple[Section, Section]]:
        """Which section gets which text."""
        chosen = ((key, self.cleaned_data[f"section_{key}"]) for key in self.into)
        return [(self.into[key], self.earlier[source]) for key, source in chosen if source]
