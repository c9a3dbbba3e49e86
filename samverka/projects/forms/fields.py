"""Fields that several forms of this room have."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, DayField, LineField, TextField
from samverka.projects.models.rows import LINE_LENGTH, TEXT_LENGTH

NOT_THERE = {
    "required": _("Choose one from the list."),
    "invalid_choice": _("Choose one from the list."),
}


def line(label: Any, *, required: Any = "", length: int = LINE_LENGTH, **options: Any) -> LineField:
    """`required` is what to do where nothing is written."""
    errors = {"max_length": TOO_LONG, **({"required": required} if required else {})}
    return LineField(
        label=label,
        max_length=length,
        required=bool(required),
        error_messages=errors,
        **options,
    )


def text(label: Any, *, length: int = TEXT_LENGTH, rows: int = 3, **options: Any) -> TextField:
    return TextField(
        label=label,
        rows=rows,
        max_length=length,
        required=False,
        error_messages={"max_length": TOO_LONG},
        **options,
    )


def choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages=NOT_THERE, **options)


class MonthField(DayField):
    """A month, as its first day. A day of it is taken for the month."""

    default_error_messages = {
        "required": _("Write which month."),
        "invalid": _("Write the month as year-month, for example 2027-03."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d"], **options)
        self.widget = forms.DateInput(attrs={"type": "month", "class": "short"}, format="%Y-%m")

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        return day.replace(day=1) if day else None
