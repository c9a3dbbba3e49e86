"""What the audience fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, LineField, TextField
from samverka.talks.models.question import QUESTION_LENGTH


class DoorForm(Form):
    code = LineField(
        label=_("The code of the talk"),
        max_length=20,
        help_text=_("It stands on the screen, like GRAN-42."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("Write the code that stands on the screen."),
            "max_length": TOO_LONG,
        },
    )


class AskForm(Form):
    words = TextField(
        label=_("Your question"),
        rows=3,
        max_length=QUESTION_LENGTH,
        help_text=_("At most 300 characters. Everybody in the room can read it."),
        error_messages={"required": _("Write your question."), "max_length": TOO_LONG},
    )
    name = LineField(
        label=_("Your name"),
        required=False,
        max_length=80,
        error_messages={"max_length": TOO_LONG},
    )
