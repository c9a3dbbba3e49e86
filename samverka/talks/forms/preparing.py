"""What those who prepare a talk write."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import (
    TOO_LONG,
    ClockField,
    DayField,
    EmailField,
    Form,
    LineField,
    RowField,
    TextField,
)
from samverka.common.moments import end_of, moment_on
from samverka.partnership.choosing import offer_themes
from samverka.partnership.models import Municipality, Organisation
from samverka.talks.actions.preparing import Planned
from samverka.talks.models import ProgrammePart, Talk

MOST_SEATS = 5_000
SUMMARY_LENGTH = 4_000
WRONG_TIME = _("Write the time as 13:00.")


def line(label: Any, length: int = 200, **options: Any) -> LineField:
    errors = {"required": _("Write something here."), "max_length": TOO_LONG}
    return LineField(label=label, max_length=length, error_messages=errors, **options)


def clock(label: Any) -> ClockField:
    return ClockField(label=label, error_messages={"required": WRONG_TIME})


class TalkForm(Form):
    """Everything that a talk says of itself."""

    title_sv = line(_("Title in Swedish"))
    title_en = line(_("Title in English"), required=False)
    theme = RowField(
        label=_("Theme"),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose a theme."),
            "invalid_choice": _("Choose a theme in the list."),
        },
    )
    summary_sv = TextField(
        label=_("What it is about, in Swedish"),
        required=False,
        max_length=SUMMARY_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    summary_en = TextField(
        label=_("What it is about, in English"),
        required=False,
        max_length=SUMMARY_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    day = DayField(label=_("Day"), error_messages={"required": _("Choose a day.")})
    begins = clock(_("Begins"))
    ends = clock(_("Ends"))
    place_sv = line(_("Place"), required=False)
    place_en = line(_("Place in English, where it is called something else"), required=False)
    municipality = RowField(
        label=_("Municipality"),
        required=False,
        empty_label=_("Not chosen"),
        error_messages={"invalid_choice": _("Choose a municipality from the list, or none.")},
    )
    link = forms.URLField(
        label=_("Link for those who take part from afar"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Only those who have registered see it."),
        error_messages={"invalid": _("Write the whole address, with https://")},
    )
    introduced_by = RowField(
        label=_("Partner that introduces the talk"),
        required=False,
        empty_label=_("None"),
        error_messages={"invalid_choice": _("Choose a partner in the list.")},
    )
    takes_registrations = forms.BooleanField(
        label=_("People register before they come"), required=False
    )
    seats = forms.IntegerField(
        label=_("Seats in the room"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Empty: as many as come. When all are taken, people stand in a queue."),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number."),
            "min_value": _("At least one seat."),
            "max_value": _("At most 5,000 seats."),
        },
    )

    last_day = DayField(
        label=_("Last day to register"),
        required=False,
        help_text=_("Empty: until the talk begins."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_themes(self, "theme")
        self.offer("municipality", Municipality.objects.all())
        self.offer("introduced_by", Organisation.objects.partners().order_by("name"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name, into in (("begins", "starts_at"), ("ends", "ends_at")):
            if told.get("day") and told.get(name):
                told[into] = moment_on(told["day"], told[name])
                if told[into] is None:
                    self.add_error(name, gettext("That hour is left out when the clock changes."))
        last_day = told.get("last_day")
        told["closes_at"] = end_of(last_day) if last_day else None
        return told

    @property
    def planned(self) -> Planned:
        told = self.cleaned_data
        return cast(Planned, {name: told[name] for name in Planned.__annotations__})

    @staticmethod
    def facts(talk: Talk) -> dict[str, Any]:
        """The talk as the form shows it."""
        same = [name for name in Planned.__annotations__ if not name.endswith("_at")]
        starts, ends = timezone.localtime(talk.starts_at), timezone.localtime(talk.ends_at)
        times = {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}
        if talk.closes_at:  # the first moment of the day after the last
            times["last_day"] = timezone.localdate(talk.closes_at - timedelta(seconds=1))
        return {name: getattr(talk, name) for name in same} | times


class CancelForm(Form):
    ids = "cancel-%s"
    why = LineField(
        label=_("Why is it not held?"),
        max_length=300,
        help_text=_("Everybody who has registered reads it."),
        error_messages={
            "required": _("Write a line, so that those who were to come understand."),
            "max_length": TOO_LONG,
        },
    )


class PartForm(Form):
    ids = "part-%s"
    begins = clock(_("Begins"))
    title_sv = line(_("What happens"))
    title_en = line(_("What happens, in English"), required=False)

    def __init__(self, *args: Any, talk: Talk, **options: Any) -> None:
        super().__init__(*args, **options)
        self.talk = talk

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("begins"):
            day = timezone.localdate(self.talk.starts_at)
            told["starts_at"] = moment_on(day, told["begins"])
            if told["starts_at"] is None:
                self.add_error("begins", gettext("That hour is left out when the clock changes."))
        return told


class SpeakerForm(Form):
    ids = "speaker-%s"
    name = line(_("Name"), 120)
    role_sv = line(_("Role, in Swedish"), 160, required=False)
    role_en = line(_("Role, in English"), 160, required=False)
    organisation = RowField(
        label=_("Partner"),
        required=False,
        empty_label=_("From outside"),
        error_messages={"invalid_choice": _("Choose a partner in the list.")},
    )
    organisation_name = line(_("Organisation, when from outside"), 160, required=False)
    email = EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("We ask there whether the name may be published. It is shown to nobody."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[("sv", "Svenska"), ("en", "English")],
        initial="sv",
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    part = RowField(
        label=_("Part of the programme"),
        required=False,
        empty_label=_("None"),
        error_messages={"invalid_choice": _("Choose a part in the list.")},
    )

    def __init__(self, *args: Any, talk: Talk, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("organisation", Organisation.objects.partners().order_by("name"))
        self.offer("part", ProgrammePart.objects.filter(talk=talk))


class ConsentForm(Form):
    """A speaker answers, without an account."""

    may_name = forms.ChoiceField(
        label=_("May your name and role stand on the page of the talk?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )
    may_film = forms.BooleanField(
        label=_("I may be filmed, and the film may be published"), required=False
    )
