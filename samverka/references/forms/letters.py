"""What is filled in about a letter of support, and how it went with the money."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import choice, day, line
from samverka.applications.forms.sending import SignedForm
from samverka.common.forms import TOO_LONG, Form, RowField, TextField
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.references.actions.outcome import Told
from samverka.references.models import ReferenceRequest
from samverka.references.models.letter import LETTER_LENGTH, ROLE_LENGTH
from samverka.references.models.request import NUMBER_LENGTH


class LetterForm(Form):
    text = TextField(
        label=_("What the letter says"),
        rows=14,
        max_length=LETTER_LENGTH,
        help_text=_("An empty line begins a new paragraph. Lines to sign on come by themselves."),
        error_messages={"required": _("Write what the letter says."), "max_length": TOO_LONG},
    )
    signatory = RowField(
        label=_("Who signs?"),
        empty_label=_("Not chosen"),
        error_messages={
            "required": _("Choose who signs it."),
            "invalid_choice": _("Choose somebody in the list."),
        },
    )
    role = line(
        _("As what do they sign?"),
        ROLE_LENGTH,
        help_text=_("For example convener."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("signatory", people)


class SignedSupportForm(SignedForm):
    label, missing = _("Signed letter of support"), _("Choose the signed letter of support first.")


class OutcomeForm(Form):
    """What who asked tells; which button was pressed is the `outcome`."""

    ids = "outcome-%s"
    outcome = choice(
        _("How did it go?"), ReferenceRequest.Outcome.choices, widget=forms.RadioSelect
    )
    grant_number = line(
        _("Number of the grant"), NUMBER_LENGTH, help_text=_("If you got the money.")
    )
    decision_on = day(
        _("When does the funder decide?"), help_text=_("If you do not know yet. Then we ask again.")
    )

    @property
    def told(self) -> Told:
        known = self.cleaned_data
        return Told(
            outcome=known["outcome"],
            outcome_on=known.get("outcome_on"),
            grant_number=known["grant_number"],
            decision_on=known["decision_on"],
        )


class OutcomeByUsForm(OutcomeForm):
    """The same, written down by us."""

    outcome_on = day(_("On which day?"))
    project = RowField(label=_("Our page about the project"), required=False, empty_label=_("None"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("project", Project.objects.order_by("title_sv", "pk"))
