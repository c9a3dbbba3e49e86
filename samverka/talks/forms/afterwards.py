"""What is written when a talk has been."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverka.common.forms import TOO_LONG, DayField, Form, LineField, RowField, TextField
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.talks.actions.outcomes import Said
from samverka.talks.models import Outcome, Talk, TalkFeedback
from samverka.talks.models.feedback import THOUGHTS_LENGTH
from samverka.talks.rules import may_be_given_a_promise
from samverka.tasks.models import WHAT_LENGTH

NOTES_LENGTH = 20_000


class NotesForm(Form):
    """What was said, for those who were not there."""

    ids = "notes-%s"
    notes_sv = TextField(
        label=_("Notes in Swedish"),
        required=False,
        rows=8,
        max_length=NOTES_LENGTH,
        help_text=_("What was said. Name nobody who has not said yes to it."),
        error_messages={"max_length": TOO_LONG},
    )
    notes_en = TextField(
        label=_("Notes in English"),
        required=False,
        rows=4,
        max_length=NOTES_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    film = forms.URLField(
        label=_("Address of the film"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, with https://")},
    )

    @classmethod
    def facts(cls, talk: Talk) -> dict[str, str]:
        """The talk as the form shows it."""
        return {name: getattr(talk, name) for name in cls.base_fields}


class OutcomeForm(Form):
    """Something the talk led to; a promise has a day, and somebody who keeps it."""

    ids = "outcome-%s"
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Outcome.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the four."),
            "invalid_choice": _("Choose one of the four."),
        },
    )
    words_sv = LineField(
        label=_("In a line, in Swedish"),
        max_length=WHAT_LENGTH,
        error_messages={"required": _("Write something here."), "max_length": TOO_LONG},
    )
    words_en = LineField(
        label=_("In a line, in English"),
        required=False,
        max_length=WHAT_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    due_on = DayField(
        label=_("Last day"), required=False, help_text=_("When a promise is to be kept.")
    )
    owner_organisation = RowField(
        label=_("A partner does it"),
        required=False,
        empty_label=_("None"),
        error_messages={"invalid_choice": _("Choose a partner in the list.")},
    )
    owner = RowField(
        label=_("A person here does it"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Gets the promise among their tasks. The name is not shown on the page."),
        error_messages={"invalid_choice": _("Choose a person in the list.")},
    )
    owner_name = LineField(
        label=_("Somebody outside does it"),
        required=False,
        max_length=120,
        error_messages={"max_length": TOO_LONG},
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read it on the page of the talk"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, by: Person, outcome: Outcome | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        days = settings.REGISTRATION_DAYS
        self.fields["owner_name"].help_text = ngettext(
            "Then the coordinators follow it up. The name is not shown on the page, and %(n)d day"
            " after the talk it is erased.",
            "Then the coordinators follow it up. The name is not shown on the page, and %(n)d days"
            " after the talk it is erased.",
            days,
        ) % {"n": days}
        partners = Q(pk__in=Organisation.objects.partners().order_by().values("pk"))
        people = Q(pk__in=may_be_given_a_promise(by).order_by().values("pk"))
        if outcome:  # whoever it was may stay, whatever they are today
            partners |= Q(pk=outcome.owner_organisation_id)
            people |= Q(pk=outcome.owner_id)
        self.offer("owner_organisation", Organisation.objects.filter(partners).order_by("name"))
        self.offer("owner", Person.objects.filter(people).order_by("name", "pk"))

    @property
    def said(self) -> Said:
        told = self.cleaned_data
        return cast(Said, {name: told[name] for name in Said.__annotations__})

    @staticmethod
    def facts(outcome: Outcome) -> dict[str, Any]:
        """The outcome as the form shows it."""
        same = {name: getattr(outcome, name) for name in Said.__annotations__}
        return same | {"due_on": outcome.due_on}


class FeedbackForm(Form):
    """Somebody who came, without their name."""

    use = forms.ChoiceField(
        label=_("Of how much use was the talk to you?"),
        choices=TalkFeedback.Use.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the three."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    words = TextField(
        label=_("What do you take with you, or miss?"),
        required=False,
        rows=4,
        max_length=THOUGHTS_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    next_theme = LineField(
        label=_("What should the next talk be about?"),
        required=False,
        max_length=200,
        error_messages={"max_length": TOO_LONG},
    )
