"""Whose a decision is, by when, and what became of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import DayField, Form, LineField
from samverka.minutes.actions.following import DONE, DROPPED, OPEN, Owner
from samverka.minutes.models import Resolution
from samverka.partnership.models import Organisation
from samverka.partnership.rules import have_a_role
from samverka.tasks.models import WORDS_LENGTH, Task

OUTCOMES = [(DONE, _("Done")), (DROPPED, _("Need not be done")), (OPEN, _("Still to be done"))]


class OwnerField(forms.ChoiceField):
    """A person, a partner, or those who have a role; `owner` of the value is whose it becomes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Who sees to it?"),
            error_messages={
                "required": _("Choose who sees to it."),
                "invalid_choice": _("Choose somebody in the list."),
            },
            **options,
        )

    def offer(self) -> None:
        self.people = {f"p{one.pk}": one for one in have_a_role().order_by("name", "email")}
        self.partners = {f"o{one.pk}": one for one in Organisation.objects.partners()}
        self.choices = [
            ("", _("Not chosen")),
            (_("Roles"), [(one.value, one.label) for one in Task.ROLES_TO_GIVE]),
            (_("People"), [(key, str(one)) for key, one in self.people.items()]),
            (_("Partners"), [(key, one.name) for key, one in self.partners.items()]),
        ]

    def owner(self, key: str) -> Owner:
        person, partner = self.people.get(key), self.partners.get(key)
        return Owner(person, partner, "" if person or partner else key)


def key_of(task: Task | None) -> str:
    """How a task's owner stands in the list."""
    if task is None:
        return ""
    if task.person_id:
        return f"p{task.person_id}"
    return f"o{task.organisation_id}" if task.organisation_id else task.role


class FollowForm(Form):
    ids = "follow-%s"
    owner = OwnerField()
    due_on = DayField(label=_("Last day"), required=False)
    follow_up_on = DayField(
        label=_("Ask for it again on"),
        required=False,
        help_text=_("From that day on it stands first when a meeting goes through what is open."),
    )

    def __init__(self, *args: Any, resolution: Resolution, **options: Any) -> None:
        task = resolution.task
        options["initial"] = {
            "owner": key_of(task),
            "due_on": task.due_on if task else None,
            "follow_up_on": resolution.follow_up_on,
        }
        super().__init__(*args, **options)
        self._owner.offer()

    @property
    def _owner(self) -> OwnerField:
        field = self.fields["owner"]
        assert isinstance(field, OwnerField)
        return field

    @property
    def chosen(self) -> Owner:
        """Only of a valid form."""
        return self._owner.owner(self.cleaned_data["owner"])


class GoThroughForm(Form):
    """At a later meeting: what became of it."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is done, or still to be done.")},
    )
    due_on = DayField(label=_("New last day"), required=False)
    words = LineField(label=_("A line about it"), required=False, max_length=WORDS_LENGTH)
