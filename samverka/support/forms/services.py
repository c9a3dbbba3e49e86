"""A service in words, and whether it takes new cases."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from samverka.common.forms import EmailField, Form, LineField, RowField, RowsField, TextField
from samverka.partnership.choosing import offer_themes
from samverka.partnership.forms.committee import DayField
from samverka.partnership.models import Municipality
from samverka.people.models import Person
from samverka.support.models import SPOKEN, Need, Service
from samverka.support.rules import organisations_of

TOO_LONG = ngettext_lazy(
    "At most %(limit_value)d character; this is %(show_value)d.",
    "At most %(limit_value)d characters; this is %(show_value)d. Shorten it a little.",
    "limit_value",
)
LONG = {"max_length": TOO_LONG}
SUMMARY_LENGTH = 4000
OFTEN_FULL_FOR = (timedelta(days=30), timedelta(days=90))


class ServiceForm(Form):
    """The fields of a service, named as in the model."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name_sv = LineField(
        label=_("Name in Swedish"),
        max_length=160,
        help_text=_("What one gets, in a few words."),
        error_messages={"required": _("Give the service a name in Swedish."), **LONG},
    )
    name_en = LineField(
        label=_("Name in English"), required=False, max_length=160, error_messages=LONG
    )
    summary_sv = TextField(
        label=_("What one gets, in Swedish"),
        rows=4,
        max_length=SUMMARY_LENGTH,
        error_messages={"required": _("Write in Swedish what one gets."), **LONG},
    )
    summary_en = TextField(
        label=_("What one gets, in English"),
        rows=4,
        required=False,
        max_length=SUMMARY_LENGTH,
        error_messages=LONG,
    )
    for_whom_sv = LineField(
        label=_("For whom, in Swedish"), required=False, max_length=300, error_messages=LONG
    )
    for_whom_en = LineField(
        label=_("For whom, in English"), required=False, max_length=300, error_messages=LONG
    )
    needs = RowsField(
        label=_("Which needs does it meet?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The rows of the map."),
    )
    stages = forms.MultipleChoiceField(
        label=_("At which stages of the idea?"),
        required=False,
        choices=Service.Stage.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The columns of the map."),
    )
    themes = RowsField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        required=False,
        choices=list(SPOKEN.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    municipalities = RowsField(
        label=_("In which municipalities?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: in the whole county."),
    )
    cost = forms.ChoiceField(
        label=_("What does it cost?"),
        required=False,
        choices=[("", _("Not said")), *Service.Cost.choices],
    )
    cost_words_sv = LineField(
        label=_("More about the cost, in Swedish"),
        required=False,
        max_length=300,
        error_messages=LONG,
    )
    cost_words_en = LineField(
        label=_("More about the cost, in English"),
        required=False,
        max_length=300,
        error_messages=LONG,
    )
    reach_sv = LineField(
        label=_("How one reaches you, in Swedish"),
        required=False,
        max_length=300,
        error_messages=LONG,
    )
    reach_en = LineField(
        label=_("How one reaches you, in English"),
        required=False,
        max_length=300,
        error_messages=LONG,
    )
    contact_email = EmailField(
        label=_("E-mail of a role"),
        required=False,
        help_text=_("Ideas that fit are sent here. Not the address of one person: people change."),
    )
    url = forms.URLField(
        label=_("Web address"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Write the whole web address, with https://."), **LONG},
    )
    source_note = LineField(
        label=_("Where this is from"),
        required=False,
        max_length=300,
        help_text=_("A page or a document that somebody can check it against."),
        error_messages=LONG,
    )
    status = forms.ChoiceField(label=_("Status"), choices=Service.Status.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("needs", Need.objects.all())
        offer_themes(self)
        self.offer("municipalities", Municipality.objects.all())

    @property
    def told(self) -> dict[str, Any]:
        """What is said of the service, without what the form itself carries."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("seen", "organisation")
        }


class NewServiceForm(ServiceForm):
    organisation = RowField(
        label=_("Who gives it?"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose the organisation that gives it.")},
    )
    field_order = ("organisation",)

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("organisation", organisations_of(by))


class CapacityForm(Form):
    capacity = forms.ChoiceField(
        label=_("Do you take new cases?"),
        choices=Service.Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    until = DayField(
        label=_("From which day is there room again?"),
        required=False,
        help_text=_("Only if you are full. On that day it changes back by itself."),
    )
