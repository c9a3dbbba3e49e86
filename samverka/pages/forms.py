"""Texts, and why a page did or did not help."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, LineField, TextField
from samverka.common.writing import SealedForm
from samverka.pages.markdown import bad_links
from samverka.pages.models import BODY_LENGTH, NOTE_LENGTH, WORDS_LENGTH


class TextForm(Form):
    """A text in both languages, in Markdown."""

    body_sv = TextField(
        label=_("In Swedish"),
        rows=14,
        required=False,
        max_length=BODY_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    body_en = TextField(
        label=_("In English"),
        rows=14,
        required=False,
        max_length=BODY_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    note = LineField(
        label=_("What did you change?"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("One line for the history."),
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_body_sv(self) -> str:
        return self._with_good_links("body_sv")

    def clean_body_en(self) -> str:
        return self._with_good_links("body_en")

    def _with_good_links(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        if bad := bad_links(text):
            raise forms.ValidationError(
                _(
                    "This link does not work here: %(link)s. Begin it with https://, mailto: or a"
                    " slash."
                )
                % {"link": bad[0][:80]}
            )
        return text


class WhyForm(SealedForm):
    """Why a page did or did not help. It never asks who."""

    field_order = ("text",)

    text = TextField(
        label=_("Why?"),
        rows=5,
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("Write nothing private, about you or others. We cannot answer you here."),
        error_messages={"max_length": TOO_LONG},
    )


class HandledForm(Form):
    words = LineField(
        label=_("What was done?"),
        max_length=WORDS_LENGTH // 2,
        help_text=_("One line. Whoever shares the task reads it."),
        error_messages={"required": _("Write in a line what was done, or why it need not be.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
