"""Fields that several forms of this room have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, DayField, LineField, TextField

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


def day(label: Any, **options: Any) -> DayField:
    return DayField(label=label, required=False, **options)


def choice(label: Any, choices: Any, *, required: bool = True, **options: Any) -> forms.ChoiceField:
    errors = {"required": NOT_THERE, "invalid_choice": NOT_THERE}
    return forms.ChoiceField(
        label=label, choices=choices, required=required, error_messages=errors, **options
    )
