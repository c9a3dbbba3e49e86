"""What the working committee fills in about a request, and a partner about itself."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import text
from samverka.common.forms import EmailField, Form, RowField
from samverka.partnership.models import Organisation
from samverka.partnership.models.organisations import OrganisationQuerySet
from samverka.partnership.rules import have_a_role, organisations_of
from samverka.people.models import Person
from samverka.references.forms.asking import needed
from samverka.references.models.request import TEXT_LENGTH


class SeenForm(Form):
    """`seen` is the version of the request that the person was looking at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AskBackForm(SeenForm):
    ids = "back-%s"
    text = needed(
        _("Your question"),
        _("Write something first."),
        rows=4,
        help_text=_("The days stand still until they answer."),
    )


class AcceptForm(SeenForm):
    ids = "yes-%s"
    words = needed(
        _("Words to who asked"),
        _("Write a few words to them."),
        rows=4,
        help_text=_("Write in the language of the request. It also tells who takes part."),
    )


class DeclineForm(SeenForm):
    ids = "no-%s"
    words = needed(
        _("Why not?"),
        _("Write a few words to them on why."),
        rows=4,
        help_text=_("In plain words. Perhaps you know of somebody else whom they can ask."),
    )


class AskPartnerForm(Form):
    """A partner, and perhaps one person who works there."""

    ids = "partner-%s"
    organisation = RowField(
        label=_("Which partner?"),
        required=False,
        empty_label=_("Not chosen"),
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    person = EmailField(
        label=_("E-mail of one person there"),
        required=False,
        help_text=_("Without it the question goes to all who work there."),
    )
    words = text(_("Words to them"), TEXT_LENGTH, rows=3)

    def __init__(self, *args: Any, partners: OrganisationQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.partners = partners
        self.offer("organisation", partners)

    def clean_person(self) -> Person | None:
        """Whoever is meant has an account here."""
        address = self.cleaned_data["person"]
        if not address:
            return None
        found: QuerySet[Person] = have_a_role().filter(email=address.lower())
        person = found.first()
        if person is None:
            raise forms.ValidationError(_("Nobody here has this address. Leave it empty instead."))
        return person

    def clean(self) -> dict[str, Any]:
        """A person stands for the partner where they work, if that is one only."""
        told = super().clean() or {}
        if told.get("organisation") is None and "organisation" not in self.errors:
            theirs = self._partners_of(told.get("person"))
            if len(theirs) == 1:
                [told["organisation"]] = theirs
            else:
                self.add_error("organisation", _("Choose a partner."))
        return told

    def _partners_of(self, person: Person | None) -> list[Organisation]:
        if person is None:
            return []
        return list(self.partners.filter(pk__in=organisations_of(person).values("pk")))


class AnswerForm(Form):
    """What a partner says with its yes or no."""

    ids = "answer-%s"
    words = text(
        _("Words to the committee"),
        TEXT_LENGTH,
        rows=3,
        help_text=_("For example who of you takes part, or why not."),
    )


def all_partners() -> OrganisationQuerySet:
    return Organisation.objects.partners().order_by("name", "pk")
