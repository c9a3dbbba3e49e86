"""What those who lead write while the meeting goes on."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, DayField, Form, LineField, RowField, TextField
from samverka.meetings.models import ITEM_LENGTH, NAME_LENGTH, AgendaItem, Attendee
from samverka.minutes.actions.deciding import Doing
from samverka.minutes.models import (
    ASIDE_LENGTH,
    WORDS_LENGTH,
    WRITTEN_LENGTH,
    Motion,
    Officer,
    Paragraph,
    Resolution,
)
from samverka.partnership.models import Organisation
from samverka.partnership.rules import carers
from samverka.people.models import Person
from samverka.tasks.models import Task

LONG = {"max_length": TOO_LONG}
NOBODY = [("", _("Nothing is left to do"))]


class WrittenForm(Form):
    """What the minutes say of one point. `revision` is the one that the writer began from."""

    ids = "written-%s"
    words = TextField(
        label=_("What the minutes say"),
        required=False,
        rows=6,
        max_length=WRITTEN_LENGTH,
        error_messages=LONG,
        help_text=_("What was told and discussed. Proposals and decisions come in by themselves."),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DecideForm(Form):
    """A decision, who does it, and until when."""

    ids = "decide-%s"
    words = TextField(
        label=_("The meeting decides"),
        rows=3,
        max_length=WORDS_LENGTH,
        error_messages=LONG | {"required": _("Write what the meeting decides.")},
        help_text=_("Read it aloud before you save."),
    )
    carried = RowField(
        label=_("The proposal that won"),
        required=False,
        empty_label=_("No proposal, or all agreed"),
    )
    how = forms.ChoiceField(label=_("How it was decided"), choices=Resolution.How.choices)
    doer = forms.ChoiceField(
        label=_("Who does it?"),
        required=False,
        error_messages={"invalid_choice": _("Choose somebody in the list.")},
    )
    due_on = DayField(label=_("Done by"), required=False)
    follow_up_on = DayField(
        label=_("Followed up on"),
        required=False,
        help_text=_("From that day it stands on the agenda until it is done."),
    )
    takes_list = forms.BooleanField(
        label=_("The list of activities is decided as it was proposed"), required=False
    )

    def __init__(self, *args: Any, paragraph: Paragraph, **options: Any) -> None:
        super().__init__(*args, **options)
        motions = paragraph.motions.standing()
        self.offer("carried", motions)
        if not motions:
            del self.fields["carried"]
        listed = paragraph.item.activity_list
        if listed is None or not listed.can_move(listed.State.DECIDED):
            del self.fields["takes_list"]
        field = self.fields["doer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*NOBODY, *_doers(paragraph)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("doer") and (told.get("due_on") or told.get("follow_up_on")):
            self.add_error("doer", _("Choose who does it, since there is a day."))
        return told

    @property
    def doing(self) -> Doing:
        """Only of a valid form."""
        told = self.cleaned_data
        kind, _dash, key = told["doer"].partition("-")
        days = {"due_on": told["due_on"], "follow_up_on": told["follow_up_on"]}
        if kind == "person":
            return Doing(person=Person.objects.get(pk=key), **days)
        if kind == "organisation":
            return Doing(organisation=Organisation.objects.get(pk=key), **days)
        return Doing(role=key, **days)

    @property
    def motion(self) -> Motion | None:
        return self.cleaned_data.get("carried")


class HereForm(Form):
    """About somebody who is at the meeting: `people` are those to choose from."""

    attendee: RowField

    def __init__(self, *args: Any, people: QuerySet[Attendee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("attendee", people)


class NoteForm(HereForm):
    """Something that somebody in the room says, which the minutes tell."""

    MOTION, CONFLICT, RESERVATION = "motion", "conflict", "reservation"
    ids = "note-%s"
    what = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (MOTION, _("A proposal")),
            (RESERVATION, _("A reservation against the latest decision")),
            (CONFLICT, _("A conflict of interest: stands aside from this point")),
        ],
    )
    attendee = RowField(
        label=_("Who?"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose who it is.")},
    )
    words = TextField(
        label=_("In their words"),
        required=False,
        rows=2,
        max_length=WORDS_LENGTH,
        error_messages=LONG,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("what") == self.MOTION and not told.get("words"):
            self.add_error("words", _("Write what they propose."))
        if told.get("what") != self.MOTION and len(told.get("words", "")) > ASIDE_LENGTH:
            self.add_error("words", _("Shorten it: at most 300 characters."))
        return told


class OfficerForm(HereForm):
    ids = "officer-%s"
    attendee = RowField(
        label=_("Who is chosen?"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose who it is.")},
    )
    role = forms.ChoiceField(
        label=_("As"), choices=Officer.Role.choices, initial=Officer.Role.ADJUSTER
    )


class SpeakerForm(HereForm):
    ids = "speaker-%s"
    attendee = RowField(
        label=_("Who raised their hand?"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose who it is.")},
    )
    is_reply = forms.BooleanField(label=_("A reply to whoever speaks"), required=False)


class GuestForm(Form):
    """Somebody who came and was not on the list."""

    ids = "guest-%s"
    name = LineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        error_messages=LONG | {"required": _("Write the name.")},
    )
    organisation = RowField(
        label=_("From which organisation"), required=False, empty_label=_("None, or another")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("organisation", Organisation.objects.partners().order_by("name"))


class NewItemForm(Form):
    """Something more that the meeting takes up."""

    ids = "new-item-%s"
    title = LineField(
        label=_("What is taken up?"),
        max_length=ITEM_LENGTH,
        error_messages=LONG | {"required": _("Write what is taken up.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of item"),
        choices=AgendaItem.Kind.choices,
        initial=AgendaItem.Kind.DISCUSSION,
    )


def _doers(paragraph: Paragraph) -> list[tuple[Any, Any]]:
    """Roles first, then who is here with an account or cares for the partnership, then partners."""
    here = Attendee.objects.filter(presence__minutes=paragraph.minutes, person__isnull=False)
    known = Q(pk__in=here.values("person")) | Q(pk__in=carers())
    people = Person.objects.filter(known, is_active=True).order_by("name", "email")
    partners = Organisation.objects.partners().order_by("name")
    return [
        *[(f"role-{one.value}", one.label) for one in Task.ROLES_TO_GIVE],
        (_("People"), [(f"person-{one.pk}", str(one)) for one in people]),
        (_("Partners"), [(f"organisation-{one.pk}", one.name) for one in partners]),
    ]
