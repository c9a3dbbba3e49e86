"""Who fills a seat in the working committee, and what is handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form, LineField, RowField, TextField
from samverka.partnership.models import Organisation, Seat
from samverka.people.models import Person

NAME_LENGTH = 120
HANDOVER_LENGTH = 10_000


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)

    default_error_messages = {"invalid": _("Write the day as 2027-01-31.")}


class OrganisationForm(Form):
    organisation = RowField(
        label=_("Whose seat is it?"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose the partner that holds the seat.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("organisation", Organisation.objects.partners().order_by("name"))


class SeatForm(Form):
    """The persons offered are those who belong to the organisation, and who fill the seat now."""

    person = RowField(
        label=_("Who fills the seat?"),
        required=False,
        empty_label=_("Somebody without an account here"),
        help_text=_("With an account the person has the rights of the committee during the term."),
    )
    person_name = LineField(
        label=_("Their name"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("Only for somebody without an account here."),
    )
    deputy = RowField(
        label=_("Deputy"),
        required=False,
        empty_label=_("Nobody, or somebody without an account here"),
        help_text=_("Has the same rights during the term."),
    )
    deputy_name = LineField(
        label=_("The deputy's name"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("Only for somebody without an account here."),
    )
    unit = LineField(label=_("Department or unit"), required=False, max_length=NAME_LENGTH)
    convener = forms.BooleanField(label=_("Is convener"), required=False)
    since = DayField(
        label=_("First day"), error_messages={"required": _("Write the first day of the term.")}
    )
    until = DayField(
        label=_("Last day"),
        help_text=_("The rights of the seat end with this day."),
        error_messages={"required": _("Write the last day of the term.")},
    )

    def __init__(self, *args: Any, organisation: Organisation, seat: Seat | None, **options: Any):
        super().__init__(*args, **options)
        sits = [pk for pk in (seat.person_id, seat.deputy_id) if pk] if seat else []
        belongs = Person.objects.filter(
            memberships__organisation=organisation, memberships__until=None, is_active=True
        )
        people = (belongs | Person.objects.filter(pk__in=sits)).distinct().order_by("name", "pk")
        self.offer("person", people)
        self.offer("deputy", people)

    def clean(self) -> dict[str, Any]:
        """An account says the name by itself."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for who in ("person", "deputy"):
            if told.get(who):
                told[f"{who}_name"] = ""
        if not told.get("person") and not told.get("person_name") and "person" in told:
            self.add_error("person_name", _("Choose who fills the seat, or write their name."))
        return told


class HandoverForm(Form):
    text = TextField(
        label=_("What should those who come after you know?"),
        rows=6,
        required=False,
        max_length=HANDOVER_LENGTH,
        help_text=_("What is under way, who waits for what, what you would do first."),
    )
