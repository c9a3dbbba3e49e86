"""What a partner offers to teach or to show."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import DayField
from samverka.common.languages import LANGUAGES
from samverka.knowledge.actions import Offered
from samverka.knowledge.forms.shared import (
    ForForm,
    InBothForm,
    line,
    shown_field,
    text,
    themes_field,
)
from samverka.knowledge.models import Course
from samverka.partnership.choosing import offer_themes

TITLE, WHAT, FOR_WHOM = _("What is it called?"), _("What does one learn or see?"), _("For whom?")


class CourseForm(InBothForm):
    TEXTS = ("title", "what", "for_whom")
    NEEDED = {
        "title": _("Write what it is called."),
        "what": _("Write what one learns or sees. Two sentences are enough."),
    }

    kind = forms.ChoiceField(
        label=_("What kind"),
        choices=Course.Kind.choices,
        error_messages={
            "required": _("Choose what kind it is."),
            "invalid_choice": _("Choose what kind it is."),
        },
    )
    title_sv, title_en = line(TITLE), line(TITLE)
    what_sv, what_en = text(WHAT), text(WHAT)
    for_whom_sv, for_whom_en = line(FOR_WHOM), line(FOR_WHOM)
    starts_on = DayField(
        label=_("First day"), required=False, help_text=_("Empty: when somebody asks for it.")
    )
    ends_on = DayField(label=_("Last day"), required=False)
    place = line(_("Place"))
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, with https://")},
    )
    held_in = line(_("Language it is held in"))
    cost = line(_("What it costs"), _("In words, for example “free for partners”."))
    seats = line(_("Seats"), _("In words, for example “at most twelve”."))
    until = DayField(
        label=_("Show it until"),
        required=False,
        help_text=_("Empty: until it has been, or as long as you let it stand."),
    )
    themes = themes_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_themes(self)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        starts, ends, until = (told.get(name) for name in ("starts_on", "ends_on", "until"))
        if ends and not starts and not self.has_error("starts_on"):
            self.add_error("starts_on", gettext("Write the first day too."))
        elif starts and ends and ends < starts:
            self.add_error("ends_on", gettext("It ends before it begins. Change one of the days."))
        if until and until < timezone.localdate():
            self.add_error("until", gettext("That day has passed. Choose a later one."))
        return told

    @property
    def offered(self) -> Offered:
        """What was written, for the actions; only of a valid form."""
        names = Offered.__dataclass_fields__
        return Offered(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def facts(course: Course) -> dict[str, Any]:
        names = [f"{name}_{code}" for name in CourseForm.TEXTS for code in LANGUAGES]
        same = ("kind", "held_in", "place", "link", "starts_on", "ends_on", "cost", "seats")
        return {name: getattr(course, name) for name in (*names, *same, "until")} | {
            "themes": [theme.pk for theme in course.themes.all()],
            "seen": course.version,
        }


class NewCourseForm(ForForm, CourseForm):
    shown = shown_field()
    field_order = ("organisation", "kind")
