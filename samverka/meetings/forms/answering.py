"""What is filled in by those who are called: whether they come, and how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, EmailField, Form, LineField, RowField
from samverka.meetings.actions.answering import Reply
from samverka.meetings.models import FOOD_LENGTH, MOST_SEATS, NAME_LENGTH, PLACE_LENGTH, Attendee
from samverka.partnership.models import Municipality

LONG = {"max_length": TOO_LONG}
PHONE_LENGTH = 30
HOW = [
    (Attendee.Answer.ROOM, _("I come")),
    (Attendee.Answer.LINK, _("I take part by link")),
    (Attendee.Answer.NO, _("I cannot come")),
]


def line(label: Any, length: int, **options: Any) -> LineField:
    return LineField(label=label, required=False, max_length=length, error_messages=LONG, **options)


class ReplyForm(Form):
    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether you come."),
            "invalid_choice": _("Choose one of the answers here."),
        },
    )
    food = line(
        _("What you do not eat"), FOOD_LENGTH, help_text=_("Forgotten when the meeting is over.")
    )
    needs = line(
        _("What you need to take part"),
        FOOD_LENGTH,
        help_text=_("For example a hearing loop or no stairs. Forgotten when the meeting is over."),
    )
    ride = forms.ChoiceField(
        label=_("How do you get there?"),
        choices=[
            (Attendee.Ride.NONE, _("I get there by myself")),
            (Attendee.Ride.WANTS, _("I want a ride")),
            (Attendee.Ride.OFFERS, _("I can take others along")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    ride_from = RowField(
        label=_("From which municipality"),
        required=False,
        empty_label=_("Not chosen"),
        error_messages={"invalid_choice": _("Choose a municipality from the list, or none.")},
    )
    ride_place = line(_("Where one can be picked up"), PLACE_LENGTH)
    ride_seats = forms.IntegerField(
        label=_("How many can ride with you"),
        required=False,
        min_value=0,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"invalid": _("Write a number from 1 to 8.")},
    )
    phone = line(_("Telephone"), PHONE_LENGTH, help_text=_("Only whoever rides with you sees it."))

    def __init__(self, *args: Any, attendee: Attendee, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("ride_from", Municipality.objects.all())
        meeting = attendee.meeting
        if not meeting.offers_food:
            del self.fields["food"]
        # Whoever has answered so keeps that answer, should the link be taken away.
        if not meeting.link and attendee.answer != Attendee.Answer.LINK:
            answer = self.fields["answer"]
            assert isinstance(answer, forms.ChoiceField)
            answer.choices = [one for one in HOW if one[0] != Attendee.Answer.LINK]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        comes = told.get("answer") == Attendee.Answer.ROOM
        rides = told.get("ride") in (Attendee.Ride.WANTS, Attendee.Ride.OFFERS)
        if comes and rides and not told.get("ride_from") and not self.has_error("ride_from"):
            self.add_error("ride_from", _("Choose the municipality that you start from."))
        offers = comes and told.get("ride") == Attendee.Ride.OFFERS
        if offers and not told.get("ride_seats") and not self.has_error("ride_seats"):
            self.add_error("ride_seats", _("Write a number from 1 to 8."))
        return told

    @property
    def reply(self) -> Reply:
        """What was answered, for the action; only of a valid form."""
        told = self.cleaned_data
        names = ("answer", "needs", "ride_from", "ride_place", "phone")
        return Reply(
            food=told.get("food", ""),
            ride=told["ride"] or Attendee.Ride.NONE,
            ride_seats=told["ride_seats"] or 0,
            **{name: told[name] for name in names},
        )


class DeputyForm(Form):
    ids = "deputy-%s"
    name = LineField(
        label=_("Who comes instead?"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Write the name of who comes instead."), **LONG},
    )
    email = EmailField(
        label=_("Their e-mail"), required=False, help_text=_("Then they get the notice.")
    )


def reply_as_told(attendee: Attendee) -> dict[str, Any]:
    names = ("food", "needs", "ride", "ride_place", "phone")
    told: dict[str, Any] = {name: getattr(attendee, name) for name in names}
    answered = "" if attendee.answer == Attendee.Answer.NONE else attendee.answer
    seats = attendee.ride_seats or None
    return told | {"answer": answered, "ride_from": attendee.ride_from_id, "ride_seats": seats}
