"""What those who check the minutes say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import EmailField, Form, TextField
from samverka.minutes.models import WORDS_LENGTH


class ApproveForm(Form):
    """The hash of the version that was on the page."""

    hash = forms.CharField(max_length=64, widget=forms.HiddenInput())


class WrongForm(Form):
    words = TextField(
        label=_("What is wrong?"),
        help_text=_("Name the paragraph, and write how it should read."),
        max_length=WORDS_LENGTH,
        error_messages={"required": _("Write what is wrong.")},
    )


class AddressForm(Form):
    email = EmailField(
        label=_("E-mail"), error_messages={"required": _("Write the e-mail address.")}
    )
