"""What is proposed to those who decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.forms import TOO_LONG, AmountField, Form, TextField

WORDS_LENGTH = 6_000


class ProposalForm(Form):
    ids = "proposal-%s"
    grant = forms.ChoiceField(
        label=gettext_lazy("Do you propose a grant?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose yes or no."),
            "invalid_choice": gettext_lazy("Choose yes or no."),
        },
    )
    amount = AmountField(label=gettext_lazy("How much, if you propose a grant?"))
    words = TextField(
        label=gettext_lazy("Why?"),
        rows=6,
        max_length=WORDS_LENGTH,
        help_text=gettext_lazy(
            "What you weighed together, and what came up when you talked about it. Those who decide"
            " read it."
        ),
        error_messages={
            "required": gettext_lazy("Write why. A few sentences are enough."),
            "max_length": TOO_LONG,
        },
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("grant") == "yes" and not told.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Write how much you propose."))
        return told

    @property
    def proposed(self) -> Any:
        """The amount; None for a no."""
        return self.cleaned_data["amount"] if self.cleaned_data["grant"] == "yes" else None
