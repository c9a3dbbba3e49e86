"""What somebody of the panel says of their own interest, or of another's."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, RowField, TextField
from samverka.grants.models import Declaration, GrantApplication, Panelist
from samverka.grants.models.rounds import WORDS_LENGTH
from samverka.people.models import Person


def _somebody(label: Promise) -> RowField:
    return RowField(
        label=label,
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose who it is."),
            "invalid_choice": _("Choose somebody in the list."),
        },
    )


def _words(label: Promise, missing: Promise, **options: Any) -> TextField:
    errors = {"required": missing, "max_length": TOO_LONG}
    return TextField(label=label, rows=3, max_length=WORDS_LENGTH, error_messages=errors, **options)


class InterestForm(Form):
    ids = "interest-%s"
    words = _words(
        _("In which way do you have an interest?"),
        _("Write in which way. One sentence is enough."),
        help_text=_(
            "Such as: I sit on their board. The officers read it, and it becomes a public record."
        ),
    )


class LiftForm(Form):
    """An officer has found that what the applicant wrote is no interest."""

    ids = "lift-%s"
    place = _somebody(_("Who has no interest in it?"))
    words = _words(
        _("How do you know?"),
        _("Write how you know. One sentence is enough."),
        help_text=_("Such as: I have called them, and they have nothing to do with the applicant."),
    )

    def __init__(self, *args: Any, named: Sequence[Panelist], **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [one.pk for one in named]
        self.offer("place", Panelist.objects.with_people().filter(pk__in=keys))


class SetAsideForm(Form):
    """An officer says it of somebody else."""

    ids = "aside-%s"
    place = _somebody(_("Who has an interest?"))
    words = _words(_("In which way?"), _("Write in which way. One sentence is enough."))

    def __init__(
        self, *args: Any, application: GrantApplication, by: Person, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        aside = Declaration.objects.filter(application=application, conflict=True)
        panel = Panelist.objects.sitting().with_people().filter(round=application.round_id)
        panel = panel.exclude(person=None).exclude(person=by)
        self.offer("place", panel.exclude(person__in=aside.values("person")))
