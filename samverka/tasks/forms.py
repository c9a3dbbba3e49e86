"""What is said when a task is ended or given to somebody else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form, LineField
from samverka.people.models import Person
from samverka.tasks.models import WORDS_LENGTH, Task
from samverka.tasks.rules import may_get


class EndForm(Form):
    """One line; needed when a task is done, so that others can see what came of it."""

    ids = "end-%s"
    words = LineField(
        label=_("What was done?"),
        max_length=WORDS_LENGTH,
        help_text=_("One line. Whoever shares the task reads it."),
        error_messages={"required": _("Write in a line what was done, or why it need not be.")},
    )


class HandOverForm(Form):
    """To a person, or to those who have a role."""

    ids = "over-%s"
    to = forms.ChoiceField(
        label=_("Who takes it on?"),
        error_messages={
            "required": _("Choose who takes it on."),
            "invalid_choice": _("Choose somebody in the list."),
        },
    )

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        self.people = {str(person.pk): person for person in may_get(task)}
        people = [(key, str(person)) for key, person in self.people.items()]
        roles = () if task.is_guarded else Task.ROLES_TO_GIVE
        field.choices = [("", _("Not chosen")), *people, *((one.value, one.label) for one in roles)]

    @property
    def chosen(self) -> tuple[Person | None, str]:
        """A person, or a role."""
        to = self.cleaned_data["to"]
        person = self.people.get(to)
        return person, "" if person else to
