"""What is filled in about meetings, hours and statements of a group."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import line, text
from samverka.common.forms import TOO_LONG, ClockField, DayField, Form
from samverka.common.moments import moment_on
from samverka.references.models import EngagementMeeting, EngagementMember, Statement
from samverka.references.models.group_life import LINK_LENGTH, PLACE_LENGTH, TITLE_LENGTH
from samverka.references.models.request import TEXT_LENGTH

MOST_HOURS = 999


class GroupMeetingForm(Form):
    on = DayField(label=_("Day"), error_messages={"required": _("Write the day.")})
    begins = ClockField(label=_("Begins"), error_messages={"required": _("Write when it begins.")})
    ends = ClockField(label=_("Ends"), required=False)
    place = line(_("Place"), PLACE_LENGTH)
    link = forms.URLField(
        label=_("Link for those who are not in the room"),
        required=False,
        max_length=LINK_LENGTH,
        assume_scheme="https",
        error_messages={
            "invalid": _("Write the whole address, beginning with https://"),
            "max_length": TOO_LONG,
        },
    )
    notes = text(_("Notes"), TEXT_LENGTH, rows=6, help_text=_("Partners can read them."))

    @staticmethod
    def facts_of(meeting: EngagementMeeting) -> dict[str, Any]:
        begins = timezone.localtime(meeting.starts_at)
        ends = timezone.localtime(meeting.ends_at).time() if meeting.ends_at else None
        told = {name: getattr(meeting, name) for name in ("place", "link", "notes")}
        return told | {"on": begins.date(), "begins": begins.time(), "ends": ends}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name, into in (("begins", "starts_at"), ("ends", "ends_at")):
            told[into] = None
            if told.get("on") and told.get(name):
                told[into] = moment_on(told["on"], told[name])
                if told[into] is None:
                    self.add_error(name, _("That hour is left out when the clock is changed."))
        if told.get("begins") and told.get("ends") and told["ends"] <= told["begins"]:
            self.add_error("ends", _("It should end after it begins."))
        return told

    @property
    def facts(self) -> dict[str, Any]:
        names = ("starts_at", "ends_at", "place", "link", "notes")
        return {name: self.cleaned_data[name] for name in names}


class HoursForm(Form):
    """A number for each member, named by its key."""

    ids = "hours-%s"

    def __init__(self, *args: Any, members: Iterable[EngagementMember], **options: Any) -> None:
        super().__init__(*args, **options)
        for member in members:
            self.fields[str(member.pk)] = forms.DecimalField(
                label=member.who,
                required=False,
                min_value=0,
                max_value=MOST_HOURS,
                max_digits=5,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
                error_messages={
                    "invalid": _("Write the hours as a number, for example 2.5."),
                    "min_value": _("Hours cannot be less than 0."),
                    "max_value": _("That is too much. Look at the number."),
                    "max_digits": _("That is too much. Look at the number."),
                    "max_decimal_places": _("Two decimals are enough."),
                    "max_whole_digits": _("That is too much. Look at the number."),
                },
            )

    @property
    def hours(self) -> Mapping[int, Decimal | None]:
        return {int(name): value for name, value in self.cleaned_data.items()}


class StatementForm(Form):
    title = line(_("Title"), TITLE_LENGTH, required=_("Write a title."))
    text = text(_("What the group has said"), TEXT_LENGTH, rows=8)
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("PDF, picture, or a document from Office. 2.5 MB at most."),
        required=False,
        allow_empty_file=True,  # refused with the others that are no document
        max_length=None,
    )
    given_on = DayField(label=_("On which day?"))
    public = forms.BooleanField(label=_("Everybody may read it"), required=False)

    FACTS = ("title", "text", "given_on", "public")

    def clean_given_on(self) -> date:
        given_on: date = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return given_on

    @classmethod
    def facts_of(cls, statement: Statement) -> dict[str, Any]:
        return {name: getattr(statement, name) for name in cls.FACTS}

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FACTS}

    @property
    def chosen(self) -> tuple[str, bytes] | None:
        """The name of the file and what is in it."""
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else None
