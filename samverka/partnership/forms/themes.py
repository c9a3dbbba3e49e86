"""What a theme is called, and what it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form, LineField, TextField
from samverka.partnership.forms.organisations import TOO_LONG

TITLE_LENGTH = 160
SUMMARY_LENGTH = 1000


def _title(label: Any, **options: Any) -> LineField:
    needed = _("Write what the theme is called.")
    errors = {"max_length": TOO_LONG, "required": needed}
    return LineField(label=label, max_length=TITLE_LENGTH, error_messages=errors, **options)


def _summary(label: Any) -> TextField:
    errors = {"max_length": TOO_LONG}
    return TextField(
        label=label, rows=4, required=False, max_length=SUMMARY_LENGTH, error_messages=errors
    )


class ThemeForm(Form):
    """`seen` is the version of the theme that the person was looking at."""

    title_sv = _title(_("Name in Swedish"))
    summary_sv = _summary(_("What it is about, in Swedish"))
    title_en = _title(_("Name in English"), required=False)
    summary_en = _summary(_("What it is about, in English"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
