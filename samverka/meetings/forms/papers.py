"""What is filled in about a paper: a file, or an address where it lies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, LineField, RowField
from samverka.meetings.models import Meeting

LONG = {"max_length": TOO_LONG}


class PaperForm(Form):
    item = RowField(
        label=_("For which item"), required=False, empty_label=_("For the whole meeting")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, picture, or a document from Office. 2.5 MB at most."),
        required=False,
        allow_empty_file=True,  # refused with the others that are no document
        max_length=None,
    )
    link = forms.URLField(
        label=_("Or an address where it lies"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": _("Write the whole address, beginning with https://"),
            **LONG,
        },
    )
    name = LineField(
        label=_("What the link is called"), required=False, max_length=200, error_messages=LONG
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("item", meeting.items.all())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("file") and not told.get("link") and not self.has_error("link"):
            self.add_error("file", _("Choose a file, or write an address."))
        return told
