"""What who asks fills in, without an account."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import choice, day, line, text
from samverka.calls.models import Call
from samverka.common.forms import TOO_LONG, EmailField, Form, TextField
from samverka.common.writing import SealedForm
from samverka.references.actions.asking import Wish
from samverka.references.models import ReferenceKind
from samverka.references.models.request import (
    NAME_LENGTH,
    PLACE_LENGTH,
    TEXT_LENGTH,
)

MOST = 32_000
A_NUMBER = {
    "invalid": _("Write a number."),
    "min_value": _("Write a number that is not less than 0."),
    "max_value": _("That is too much. Look at the number."),
}


def number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages=A_NUMBER,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


def needed(label: Any, missing: Any, *, rows: int, **options: Any) -> TextField:
    errors = {"required": missing, "max_length": TOO_LONG}
    return TextField(
        label=label, rows=rows, max_length=TEXT_LENGTH, error_messages=errors, **options
    )


class WishForm(SealedForm):
    """The three parts of the form are named in `PARTS`."""

    organisation = line(
        _("Your organisation"), NAME_LENGTH, required=_("Write the name of your organisation.")
    )
    country = line(_("Country"), PLACE_LENGTH, required=_("Write your country."))
    name = line(_("Your name"), NAME_LENGTH, required=_("Write your name."))
    email = EmailField(
        label=_("E-mail"),
        help_text=_("The answer comes there."),
        error_messages={"required": _("Write your e-mail address, so that we can answer.")},
    )
    languages = line(
        _("Working languages"), PLACE_LENGTH, help_text=_("Those your project works in.")
    )
    title = line(_("Title of the project"), NAME_LENGTH, required=_("Write a title."))
    summary = needed(
        _("What is the project about?"),
        _("Write in a few sentences what the project is about."),
        rows=6,
    )
    programme = line(
        _("Programme or call"),
        NAME_LENGTH,
        help_text=_("Where you apply for money, and the name or number of the call."),
    )
    starts_on = day(_("The project begins"))
    ends_on = day(_("The project ends"))
    decision_on = day(
        _("When does the funder decide?"), help_text=_("We ask you then how it went.")
    )
    kind = choice(_("What do you ask for?"), ReferenceKind.choices, widget=forms.RadioSelect)
    wanted = needed(_("What would we do?"), _("Write what you would like us to do."), rows=4)
    meetings_a_year = number(_("Meetings a year"), 365)
    hours_a_year = number(_("Hours a year for each who takes part"), MOST)
    answer_wanted_on = day(
        _("Last day for an answer"),
        help_text=_("Without it you get an answer within 14 days."),
    )

    PARTS = (
        (_("Who asks"), ("organisation", "country", "name", "email", "languages")),
        (
            _("The project"),
            ("title", "summary", "programme", "starts_on", "ends_on", "decision_on"),
        ),
        (
            _("What you ask for"),
            ("kind", "wanted", "meetings_a_year", "hours_a_year", "answer_wanted_on"),
        ),
    )

    def __init__(self, *args: Any, call: Call | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.call = call
        if call:
            self.fields["programme"].initial = call.title[:NAME_LENGTH]

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        return [(title, [self[name] for name in names]) for title, names in self.PARTS]

    @property
    def sending_key(self) -> str:
        told = self.cleaned_data
        return self.sent_once("reference", told["email"], told["title"], told["summary"])

    @property
    def wish(self) -> Wish:
        names = (name for _title, names in self.PARTS for name in names)
        return Wish(**{name: self.cleaned_data[name] for name in names}, call=self.call)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The project cannot end before it begins."))
        last = told.get("answer_wanted_on")
        if last and last < timezone.localdate():
            self.add_error("answer_wanted_on", _("That day has passed. Write a later day."))
        return told


class MoreForm(Form):
    """What who asked adds."""

    ids = "more-%s"
    text = needed(_("Add something"), _("Write something first."), rows=5)


__all__ = ["MoreForm", "WishForm", "needed", "number", "text"]
