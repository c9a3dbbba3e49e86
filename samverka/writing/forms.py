"""What is written beside a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form, LineField, TextField
from samverka.writing.models import NAME_LENGTH, QUOTE_LENGTH, WORDS_LENGTH

ANCHOR_LENGTH = 200


class Anchored(Form):
    """`from` and `to` are filled in by the page where words have been marked."""

    anchor_from = forms.CharField(
        required=False, max_length=ANCHOR_LENGTH, widget=forms.HiddenInput
    )
    anchor_to = forms.CharField(required=False, max_length=ANCHOR_LENGTH, widget=forms.HiddenInput)

    @property
    def anchor(self) -> dict[str, str]:
        ends = {end: self.cleaned_data.get(f"anchor_{end}", "") for end in ("from", "to")}
        return {end: position for end, position in ends.items() if position}


class CommentForm(Anchored):
    """About marked words, or about the whole text."""

    ids = "comment-%s"
    quote = forms.CharField(required=False, widget=forms.HiddenInput)
    words = TextField(
        label=_("Your comment"),
        rows=3,
        max_length=WORDS_LENGTH,
        error_messages={"required": _("Write what you want to say about it.")},
    )

    def clean_quote(self) -> str:
        """Much may be marked; the beginning says enough."""
        return str(self.cleaned_data["quote"])[:QUOTE_LENGTH]


class AnswerForm(Form):
    words = TextField(
        label=_("Your answer"),
        rows=2,
        max_length=WORDS_LENGTH,
        error_messages={"required": _("Write your answer first.")},
    )

    def __init__(self, *args: Any, thread_id: int, **options: Any) -> None:
        super().__init__(*args, auto_id=f"answer-{thread_id}-%s", **options)
        self.thread_id = thread_id


class SuggestionForm(Anchored):
    """Spaces at the ends of what is marked belong to it."""

    ids = "suggest-%s"
    instead_of = forms.CharField(
        required=False, strip=False, max_length=WORDS_LENGTH, widget=forms.HiddenInput
    )
    wanted = forms.CharField(
        label=_("What it should say"),
        help_text=_("Leave it empty to take the marked words away."),
        required=False,
        strip=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why = LineField(label=_("Why"), required=False, max_length=QUOTE_LENGTH)

    def clean_wanted(self) -> str:
        """One paragraph: a suggestion stays where it was put."""
        return " ".join(str(self.cleaned_data["wanted"]).splitlines())


class NameForm(Form):
    ids = "version-%s"
    name = LineField(
        label=_("Keep this version as"),
        help_text=_("For example: Sent to the partners"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Give it a name that the others understand.")},
    )
