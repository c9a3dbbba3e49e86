"""Go or no go, and the days that each step takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.collaboration.forms import TOO_LONG, SeenForm
from samverka.common.forms import TextField
from samverka.radar.backplan import MOST_DAYS, STEPS
from samverka.radar.models import Decision
from samverka.radar.models.decisions import WHY_LENGTH

State = Decision.State


class DecideForm(SeenForm):
    ids = "decide-%s"
    state = forms.ChoiceField(
        label=_("Do you apply?"),
        choices=[(state.value, state.label) for state in (State.GO, State.NO_GO)],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether you apply or not."),
            "invalid_choice": _("Choose whether you apply or not."),
        },
    )
    why = TextField(
        label=_("Why?"),
        rows=3,
        max_length=WHY_LENGTH,
        help_text=_("A sentence that your colleagues understand next year too."),
        error_messages={
            "required": _("Write why in a sentence."),
            "max_length": TOO_LONG,
        },
    )


class DaysForm(SeenForm):
    """A field for each step."""

    ids = "days-%s"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wrong = _("Write a number of days, at most %(most)s.") % {"most": MOST_DAYS}
        names = ("required", "invalid", "min_value", "max_value")
        for step in STEPS:
            self.fields[step.name] = forms.IntegerField(
                label=str(step.label),
                min_value=0,
                max_value=MOST_DAYS,
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(names, wrong),
            )

    @property
    def days(self) -> dict[str, int]:
        """By the name of each step; only of a valid form."""
        return {step.name: self.cleaned_data[step.name] for step in STEPS}
