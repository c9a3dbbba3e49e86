"""Somebody stands at the door who had not registered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, LineField
from samverka.talks.forms.registering import PEOPLE
from samverka.talks.models import MOST_TOGETHER


class AtDoorForm(Form):
    ids = "at-door-%s"
    name = LineField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Write the name."), "max_length": TOO_LONG},
    )
    people = forms.IntegerField(
        label=_("How many are they?"),
        initial=1,
        min_value=1,
        max_value=MOST_TOGETHER,
        error_messages=PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
