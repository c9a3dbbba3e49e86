"""Asking somebody to join an organisation, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import EmailField, Form, LineField
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.people.forms import NAME_LENGTH


class InviteForm(Form):
    email = EmailField(
        label=_("E-mail of the person"),
        help_text=_("At work, if they have one there. The letter goes to this address."),
        error_messages={"required": _("Write the e-mail address of the person.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(SWEDISH, _("Swedish")), (ENGLISH, _("English"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language")},
    )


class AcceptForm(Form):
    """Somebody who has an account with a name is asked for nothing but their yes."""

    name = LineField(
        label=_("Your name"),
        help_text=_("Those you work with see it."),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, so that others know who you are.")},
    )
    language = forms.ChoiceField(
        label=_("Your language"),
        help_text=_("For letters to you, and for your desk when you sign in."),
        choices=[(SWEDISH, _("Swedish")), (ENGLISH, _("English"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language")},
    )
    consent = forms.BooleanField(
        label=_("I have read how my data is taken care of, and agree."),
        error_messages={"required": _("We need your yes to make the account.")},
    )

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["name"], self.fields["language"]


class CloseForm(Form):
    """A coordinator closes the account of somebody who has asked for it."""

    email = EmailField(
        label=_("E-mail of the person who has asked"),
        error_messages={"required": _("Write the e-mail address of the person.")},
    )
