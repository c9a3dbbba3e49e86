"""Who takes part: asked, described, with what they bring and who of them has a place."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.applications.actions import Committed, Letter
from samverka.applications.forms.beginning import LANGUAGES
from samverka.applications.forms.fields import choice, line, text
from samverka.applications.models import (
    DOES_LENGTH,
    WHAT_LENGTH,
    WHY_LENGTH,
    WORDS_LENGTH,
    Commitment,
    May,
    Member,
)
from samverka.collaboration.forms import SeenForm
from samverka.common.forms import EmailField, Form, RowField
from samverka.partnership.models import Organisation
from samverka.partnership.models.organisations import NAME_LENGTH
from samverka.people.models import Person

ROLES = [(one.value, one.label) for one in (Member.Role.PARTNER, Member.Role.ASSOCIATED)]
NUMBER = {"invalid": _("Write a number, for example 330 or 12500.50.")}


class InviteForm(Form):
    """One partner, chosen among those shown."""

    ids = "invite-%s"
    organisation = RowField(
        label=_("Whom"),
        error_messages={
            "required": _("Choose whom you ask."),
            "invalid_choice": _("Choose an organisation from the list."),
        },
    )
    role = choice(_("As what"), ROLES)
    does = text(_("What would they do?"), DOES_LENGTH, rows=3)
    words = text(_("Your words to them"), WORDS_LENGTH, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("organisation", Organisation.objects.partners())


class OutsideForm(Form):
    ids = "outside-%s"
    name = line(_("The organisation’s name"), NAME_LENGTH, required=_("Write its name."))
    email = EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Write the address that the letter goes to.")},
    )
    language = choice(_("The letter’s language"), LANGUAGES, widget=forms.RadioSelect)
    role = choice(_("As what"), ROLES)
    does = text(_("What would they do?"), DOES_LENGTH, rows=3)
    words = text(_("Your words to them"), WORDS_LENGTH, rows=3)

    @property
    def letter(self) -> Letter:
        return Letter(**self.cleaned_data)


class AnswerForm(Form):
    """Yes from somebody who has no account."""

    ids = "answer-%s"
    kind = choice(_("What kind of organisation are you?"), Organisation.Kind.choices)
    person_name = line(
        _("Your name"), NAME_LENGTH, required=_("Write your name, so that they know who said yes.")
    )
    words = text(_("Something you want to say"), WORDS_LENGTH, rows=3)


class WordsForm(Form):
    """Words that go with a no, or a farewell."""

    ids = "words-%s"
    words = text(_("Why, in a sentence"), WORDS_LENGTH, rows=2)


class DescribeForm(SeenForm):
    ids = "describe-%s"
    role = choice(_("As what"), ROLES, required=False)
    does = text(_("What it does in the project"), DOES_LENGTH, rows=5)


class StandForm(Form):
    ids = "stand-%s"
    stand = choice(
        _("Do you apply?"),
        [(one.value, one.label) for one in (Member.Stand.GO, Member.Stand.NO_GO)],
        widget=forms.RadioSelect,
    )
    why = text(_("Why?"), WHY_LENGTH, rows=2)


class PlaceForm(Form):
    """A person of the organisation, and what they may do."""

    ids = "place-%s"
    person = RowField(
        label=_("Who"),
        error_messages={"required": _("Choose who."), "invalid_choice": _("Choose who.")},
    )
    may = choice(_("What they may do"), May.choices)

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("person", people)


class CommitmentForm(SeenForm):
    ids = "commitment-%s"
    kind = choice(_("What kind"), Commitment.Kind.choices)
    what = line(_("What"), WHAT_LENGTH, required=_("Write what you bring."))
    hours = forms.DecimalField(
        label=_("Hours"), required=False, max_digits=9, decimal_places=2, error_messages=NUMBER
    )
    hour_value = forms.DecimalField(
        label=_("What an hour is worth"),
        help_text=_("The funder often says it. The region counts SEK 330."),
        required=False,
        max_digits=9,
        decimal_places=2,
        error_messages=NUMBER,
    )
    amount = forms.DecimalField(
        label=_("Amount"),
        help_text=_("Leave it empty for hours: we count."),
        required=False,
        max_digits=14,
        decimal_places=2,
        error_messages=NUMBER,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        timed = told.get("kind") in Commitment.TIMED
        counted = told.get("hours") is not None and told.get("hour_value") is not None
        if not (timed and counted) and told.get("amount") is None and not self.errors:
            asked = _("Write hours and what an hour is worth, or an amount.")
            self.add_error("hours" if timed else "amount", asked)
        for name in ("hours", "hour_value", "amount"):
            if (number := told.get(name)) is not None and number < 0:
                self.add_error(name, _("This cannot be less than zero."))
        return told

    @property
    def committed(self) -> Committed:
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        told["amount"] = told["amount"] or Decimal(0)
        return Committed(**told)
