"""What is filled in when a meeting is planned, and what the statutes ask."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, ClockField, Form, LineField, RowField, TextField
from samverka.common.languages import ENGLISH, SWEDISH, other_language, reader_language
from samverka.common.moments import moment_on
from samverka.meetings.actions.preparing import Plan
from samverka.meetings.models import Body, BodyRules, Meeting
from samverka.partnership.forms.committee import DayField
from samverka.partnership.models import Municipality
from samverka.partnership.rules import have_a_role

TEXTS = ("title", "about", "place")
TITLE_LENGTH, ABOUT_LENGTH, PLACE_LENGTH = 200, 4000, 200
FARTHEST_YEARS = 5
LONG = {"max_length": TOO_LONG}


def line(label: Any, length: int, **options: Any) -> LineField:
    return LineField(label=label, required=False, max_length=length, error_messages=LONG, **options)


def text(label: Any, length: int, rows: int = 4, **options: Any) -> TextField:
    return TextField(
        label=label, rows=rows, required=False, max_length=length, error_messages=LONG, **options
    )


class InBothForm(Form):
    """A form with texts in two languages, of which one is enough. `needed` must stand in one."""

    texts: tuple[str, ...] = ()
    needed = "title"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.texts:
            for language in (SWEDISH, ENGLISH):
                self.fields[f"{name}_{language}"].widget.attrs["lang"] = language

    def ask_title(self, told: dict[str, Any], words: Any) -> None:
        here = f"{self.needed}_{reader_language()}"
        names = (here, f"{self.needed}_{other_language(reader_language())}")
        if not any(told.get(name) or self.has_error(name) for name in names):
            self.add_error(here, words)

    def written(self) -> dict[str, Any]:
        """The texts of a valid form. Where only one language was written, it stands in both."""
        told = self.cleaned_data
        names = [f"{name}_{code}" for name in self.texts for code in (SWEDISH, ENGLISH)]
        found: dict[str, Any] = {name: told[name] for name in names}
        needed = f"{self.needed}_{SWEDISH}"
        found[needed] = found[needed] or found[f"{self.needed}_{ENGLISH}"]
        return found

    @property
    def own_language(self) -> list[forms.BoundField]:
        return [self[f"{name}_{reader_language()}"] for name in self.texts]

    @property
    def other_language(self) -> list[forms.BoundField]:
        return [self[f"{name}_{other_language(reader_language())}"] for name in self.texts]

    @property
    def other_is_begun(self) -> bool:
        return any(field.value() or field.errors for field in self.other_language)


class MeetingForm(InBothForm):
    """When and where a meeting is; `body` is asked for only when it is new."""

    texts = TEXTS
    body = forms.ChoiceField(
        label=_("Who meets?"),
        choices=Body.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who meets.")},
    )
    title_sv = line(_("What is the meeting called?"), TITLE_LENGTH)
    title_en = line(_("What is the meeting called?"), TITLE_LENGTH)
    on = DayField(label=_("Day"), error_messages={"required": _("Write the day.")})
    begins = ClockField(label=_("Begins"), error_messages={"required": _("Write when it begins.")})
    ends = ClockField(label=_("Ends"), error_messages={"required": _("Write when it ends.")})
    place_sv = line(_("Place"), PLACE_LENGTH, help_text=_("Room, street and town."))
    place_en = line(_("Place"), PLACE_LENGTH, help_text=_("Room, street and town."))
    municipality = RowField(
        label=_("Municipality"),
        required=False,
        empty_label=_("Not chosen"),
        help_text=_("So that those who ride together find each other."),
        error_messages={"invalid_choice": _("Choose a municipality from the list, or none.")},
    )
    link = forms.URLField(
        label=_("Link for those who are not in the room"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": _("Write the whole address, beginning with https://"),
            **LONG,
        },
    )
    about_sv = text(_("What it is about"), ABOUT_LENGTH)
    about_en = text(_("What it is about"), ABOUT_LENGTH)
    offers_food = forms.BooleanField(
        label=_("There is food: ask what people cannot eat."), required=False
    )
    answer_by = DayField(label=_("Last day to say whether one comes"), required=False)
    chair = RowField(label=_("Chair"), required=False, empty_label=_("Chosen at the meeting"))
    secretary = RowField(
        label=_("Secretary"), required=False, empty_label=_("Chosen at the meeting")
    )

    def __init__(self, *args: Any, is_new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["body"]
        self.offer("municipality", Municipality.objects.all())
        people = have_a_role().order_by("name", "email")
        self.offer("chair", people)
        self.offer("secretary", people)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if abs(on.year - timezone.localdate().year) > FARTHEST_YEARS:
            raise forms.ValidationError(_("That is too far away. Look at the year."))
        return on

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.ask_title(told, _("Give the meeting a name."))
        for name, into in (("begins", "starts_at"), ("ends", "ends_at")):
            if told.get("on") and told.get(name):
                told[into] = moment_on(told["on"], told[name])
                if told[into] is None:
                    self.add_error(name, _("That hour is left out when the clock changes."))
        begins, ends = told.get("begins"), told.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The meeting has to end after it begins."))
        return told

    @property
    def plan(self) -> Plan:
        """What was written, for the actions; only of a valid form."""
        told = self.cleaned_data
        kept = ("starts_at", "ends_at", "municipality", "link", "offers_food", "answer_by")
        people = ("chair", "secretary")
        return Plan(**{name: told[name] for name in (*kept, *people)}, **self.written())


class StatutesForm(Form):
    """What the statutes ask of the meetings of one body."""

    notice_days = forms.IntegerField(
        label=_("Notice: days before the meeting"), min_value=0, max_value=120
    )
    papers_days = forms.IntegerField(
        label=_("Papers: days before the meeting"), min_value=0, max_value=120
    )
    minutes_days = forms.IntegerField(
        label=_("Minutes: days after the meeting"), min_value=0, max_value=120
    )
    quorum = forms.IntegerField(
        label=_("How many must be there to decide"),
        required=False,
        min_value=0,
        max_value=1000,
        help_text=_("Empty where the statutes do not say."),
    )
    adjusters = forms.IntegerField(label=_("How many check the minutes"), min_value=1, max_value=10)

    def __init__(self, *args: Any, body: str, **options: Any) -> None:
        super().__init__(*args, auto_id=f"{body}-%s", **options)
        self.body = body
        for field in self.fields.values():
            field.widget.attrs["class"] = "short"
            field.error_messages["required"] = _("Write a number.")
            field.error_messages["invalid"] = _("Write a whole number.")

    @property
    def title(self) -> str:
        return str(Body(self.body).label)


def statutes_as_told(rules: BodyRules) -> dict[str, Any]:
    return {name: getattr(rules, name) for name in StatutesForm.base_fields}


def plan_as_told(meeting: Meeting) -> dict[str, Any]:
    """A meeting as it stands in its form."""
    names = [f"{name}_{language}" for name in TEXTS for language in (SWEDISH, ENGLISH)]
    told: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return told | {
        "on": starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "municipality": meeting.municipality_id,
        "link": meeting.link,
        "offers_food": meeting.offers_food,
        "answer_by": meeting.answer_by,
        "chair": meeting.chair_id,
        "secretary": meeting.secretary_id,
    }
