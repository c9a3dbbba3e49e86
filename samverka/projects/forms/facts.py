"""What a project says of itself: new by hand, and changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import DayField, Form, RowField, RowsField
from samverka.partnership.choosing import offer_themes
from samverka.projects.forms.fields import NOT_THERE, line, text
from samverka.projects.models import Project
from samverka.projects.models.project import SUMMARY_LENGTH, TITLE_LENGTH

NAMELESS = _("Write what the project is called.")


class DaysForm(Form):
    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return told


class NewProjectForm(DaysForm):
    """The least that is needed; the rest is written on its pages. `lead` is offered where there is
    a choice."""

    title = line(_("What is the project called?"), required=NAMELESS, length=TITLE_LENGTH)
    summary = text(_("What does it want to change, and for whom?"), length=SUMMARY_LENGTH, rows=5)
    lead = RowField(
        label=_("Who leads it"), empty_label=_("Choose an organisation"), error_messages=NOT_THERE
    )
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, leads: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("lead", leads)
        lead = self.fields["lead"]
        assert isinstance(lead, RowField)
        if len(leads) == 1:  # nothing to choose
            lead.empty_label = None


class ProjectForm(DaysForm):
    title_sv = line(_("Name in Swedish"), length=TITLE_LENGTH)
    title_en = line(_("Name in English"), length=TITLE_LENGTH)
    summary_sv = text(_("What it wants to change, in Swedish"), length=SUMMARY_LENGTH, rows=5)
    summary_en = text(_("What it wants to change, in English"), length=SUMMARY_LENGTH, rows=5)
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)
    themes = RowsField(
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_THERE,
    )
    responsible = RowField(
        label=_("Who answers for it"),
        help_text=_("Hears of reports first. Only those who take part see who it is."),
        required=False,
        empty_label=_("All who take part"),
        error_messages=NOT_THERE,
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, beginning with https://")},
    )
    reference = line(_("The funder’s number"), length=120)
    leaves_sv = text(
        _("What it leaves, in Swedish"),
        length=SUMMARY_LENGTH,
        help_text=_("What stays when the project is over, and who cares for it."),
    )
    leaves_en = text(_("What it leaves, in English"), length=SUMMARY_LENGTH)

    def __init__(self, *args: Any, project: Project, people: Any, **options: Any) -> None:
        initial = {name: getattr(project, name) for name in self.base_fields if name != "themes"}
        initial["themes"] = list(project.themes.all())
        super().__init__(*args, initial=initial, **options)
        offer_themes(self)
        self.offer("responsible", people)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not told.get("title_sv") and not told.get("title_en"):
            self.add_error("title_sv", NAMELESS)
        return told
