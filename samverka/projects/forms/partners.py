"""Who takes part, and in which role."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import DayField, Form, LineField, RowField
from samverka.partnership.models import Organisation
from samverka.projects.forms.fields import NOT_THERE, choice, line
from samverka.projects.models import Project, Role
from samverka.projects.models.project import NAME_LENGTH

COUNTRY = re.compile(r"[A-Z]{2}")


class PartnerForm(Form):
    """A partner that does not take part yet, or the name of somebody else."""

    organisation = RowField(
        label=_("Who takes part"),
        required=False,
        empty_label=_("Nobody of the partnership"),
        error_messages=NOT_THERE,
    )
    name = line(_("Or the name of somebody else"), length=NAME_LENGTH)
    country = LineField(
        label=_("Their country, as two letters"),
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "autocapitalize": "characters"}),
    )
    role = choice(_("In which role"), Role.choices, initial=Role.PARTNER)

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        inside = project.takers.values("organisation")
        others = Organisation.objects.partners().exclude(pk__in=inside)
        self.offer("organisation", others.order_by("name", "pk"))

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"].upper()
        if country and not COUNTRY.fullmatch(country):
            raise forms.ValidationError(_("Write two letters, for example SE."))
        return country

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("organisation") and not told.get("name"):
            self.add_error("organisation", _("Choose a partner, or write a name."))
        return told


class TakerForm(Form):
    role = choice(_("In which role"), Role.choices)
    since = DayField(label=_("Since"), required=False, help_text=_("Empty: from the beginning."))
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: to the end."))
