"""Somebody wants to come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, EmailField, Form, LineField
from samverka.common.writing import SealedForm
from samverka.talks.actions.registering import Wish
from samverka.talks.models import MOST_TOGETHER, Talk
from samverka.talks.models.registration import NEEDS_LENGTH

PEOPLE = {
    "required": _("Write how many you are."),
    "invalid": _("Write a whole number."),
    "min_value": _("At least one comes."),
    "max_value": _("At most 10 at a time. Register the others by themselves."),
}


class WishForm(Form):
    """How many come, and what they need."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name."), "max_length": TOO_LONG},
    )
    people = forms.IntegerField(
        label=_("How many are you, with yourself?"),
        initial=1,
        min_value=1,
        max_value=MOST_TOGETHER,
        error_messages=PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    by_link = forms.ChoiceField(
        label=_("How do you take part?"),
        choices=[("", _("In the room")), ("link", _("By link, from where I am"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    food = LineField(
        label=_("Food"),
        required=False,
        max_length=NEEDS_LENGTH,
        help_text=_("What you do not eat. For example: no gluten, one of us is vegan."),
        error_messages={"max_length": TOO_LONG},
    )
    needs = LineField(
        label=_("What makes it easier for you to take part?"),
        required=False,
        max_length=NEEDS_LENGTH,
        help_text=_("For example: a hearing loop, room for a wheelchair, an interpreter."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, talk: Talk, **options: Any) -> None:
        super().__init__(*args, **options)
        if not talk.link:
            del self.fields["by_link"]

    @property
    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(
            name=told["name"],
            people=told["people"],
            food=told["food"],
            needs=told["needs"],
            by_link=bool(told.get("by_link")),
        )


class RegisterForm(WishForm, SealedForm):
    """The same with an address to write to; nobody needs an account."""

    field_order = ("name", "email", "people", "by_link", "food", "needs")

    email = EmailField(
        label=_("E-mail"),
        help_text=_("The letter there holds the address where you change it or say no."),
        error_messages={"required": _("Write where we can send your confirmation.")},
    )

    @property
    def sending_key(self) -> str:
        return self.sent_once("registration", self.cleaned_data["email"].strip().lower())
