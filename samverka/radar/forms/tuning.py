"""How much an organisation wants to hear of."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverka.collaboration.forms import SeenForm
from samverka.radar.models import Tuning


class TuningForm(SeenForm):
    ids = "tune-%s"
    width = forms.ChoiceField(
        label=_("How much do you want to see?"),
        choices=Tuning.Width.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose few, some or many."),
            "invalid_choice": _("Choose few, some or many."),
        },
    )
    letters = forms.BooleanField(
        label=_("Write to those who work here when a new call fits"), required=False
    )

    def __init__(self, *args: Any, numbers: Mapping[str, int], **options: Any) -> None:
        """`numbers` tells how many calls of the last month each choice would have shown."""
        super().__init__(*args, **options)
        field = self.fields["width"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (value, f"{label} – {_of_last_month(numbers.get(value, 0))}")
            for value, label in Tuning.Width.choices
        ]


def _of_last_month(number: int) -> str:
    told = ngettext("%(number)s of last month’s calls", "%(number)s of last month’s calls", number)
    return told % {"number": number}
