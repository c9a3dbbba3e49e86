"""Fields that several forms of this room have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, LineField, TextField

WRONG_DAY = _("Write the day as year-month-day, for example 2027-03-31.")
NOT_THERE = _("Choose one from the list.")


def line(label: Any, length: int, *, required: str | Any = "", **options: Any) -> LineField:
    errors = {"max_length": TOO_LONG, **({"required": required} if required else {})}
    return LineField(
        label=label,
        max_length=length,
        required=bool(required),
        error_messages=errors,
        **options,
    )


def text(label: Any, length: int, *, rows: int = 4, **options: Any) -> TextField:
    errors = {"max_length": TOO_LONG}
    return TextField(
        label=label, rows=rows, max_length=length, required=False, error_messages=errors, **options
    )


def day(label: Any, **options: Any) -> forms.DateField:
    attrs = {"type": "date", "class": "short"}
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"),
        error_messages={"invalid": WRONG_DAY},
        **options,
    )


def choice(label: Any, choices: Any, *, required: bool = True, **options: Any) -> forms.ChoiceField:
    errors = {"required": NOT_THERE, "invalid_choice": NOT_THERE}
    return forms.ChoiceField(
        label=label, choices=choices, required=required, error_messages=errors, **options
    )
