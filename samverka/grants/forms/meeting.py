"""Times that officers offer, and notes of what was said."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.forms import TOO_LONG, ClockField, DayField, Form, LineField, TextField
from samverka.common.moments import moment_on
from samverka.grants.actions.meeting import MOST_AT_ONCE
from samverka.grants.models.assessing import PLACE_LENGTH

NOTES_LENGTH = 6_000
WRITE_NUMBER = {
    "required": gettext_lazy("Write a number."),
    "invalid": gettext_lazy("Write a number."),
}


def _number(label: Any, least: int, most: int, first: int) -> forms.IntegerField:
    attrs = {"class": "short", "inputmode": "numeric"}
    return forms.IntegerField(
        label=label,
        initial=first,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs=attrs),
        error_messages=WRITE_NUMBER,
    )


class TimesForm(Form):
    """Several times after each other on one day."""

    ids = "times-%s"
    on = DayField(label=gettext_lazy("Day"))
    clock = ClockField(
        label=gettext_lazy("The first begins at"),
        error_messages={"required": gettext_lazy("Write the time as 13:00.")},
    )
    number = _number(gettext_lazy("How many times after each other?"), 1, MOST_AT_ONCE, 4)
    minutes = _number(gettext_lazy("Minutes for each"), 10, 240, 45)
    pause = _number(gettext_lazy("Minutes between them"), 0, 240, 15)
    place = LineField(
        label=gettext_lazy("Where, or the link to the video meeting"),
        max_length=PLACE_LENGTH,
        error_messages={
            "required": gettext_lazy("Write where you meet, or the link."),
            "max_length": TOO_LONG,
        },
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if {"on", "clock"} <= set(told) and moment_on(told["on"], told["clock"]) is None:
            self.add_error("clock", _("That hour is left out when the clock is changed."))
        return told

    @property
    def starts(self) -> list[datetime]:
        told = self.cleaned_data
        first = moment_on(told["on"], told["clock"])
        assert first
        step = timedelta(minutes=told["minutes"] + told["pause"])
        return [first + step * n for n in range(told["number"])]


class MeetingNotesForm(Form):
    ids = "meeting-%s"
    notes = TextField(
        label=gettext_lazy("What was said"),
        rows=6,
        max_length=NOTES_LENGTH,
        help_text=gettext_lazy("Those who handle the application read it."),
        error_messages={
            "required": gettext_lazy("Write what was said."),
            "max_length": TOO_LONG,
        },
    )
