"""Sections and steps: who answers for them, until when; and a form of the group's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.applications.actions import Care, Drawn, Wanted, keyed
from samverka.applications.forms.beginning import LANGUAGES
from samverka.applications.forms.fields import choice, day, line, text
from samverka.applications.models import STEP_LENGTH, Application, Counts, Member, Place
from samverka.applications.models.form import TITLE_LENGTH
from samverka.collaboration.forms import SeenForm
from samverka.common.forms import Form, RowField

GUIDANCE_LENGTH, MOST_SECTIONS, SPARE = 2000, 60, 3
LIMIT = {"invalid": _("Write a number, or leave it empty."), "min_value": _("At least 1.")}
WHO = {"invalid_choice": _("Choose one from the list.")}


class CareForm(SeenForm):
    """Who of those that are in; a person names their organisation too."""

    owner = RowField(
        label=_("Who answers for it"),
        required=False,
        empty_label=_("Nobody yet"),
        error_messages=WHO,
    )
    writer = RowField(
        label=_("Who writes"), required=False, empty_label=_("Whoever can"), error_messages=WHO
    )
    due_on = day(_("Ready by"))

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        members = application.members.current().with_organisation().lead_first()
        places = Place.objects.filter(member__in=members).select_related(
            "person", "member__organisation"
        )
        self.offer("owner", members)
        self.offer("writer", places)
        for name, told in (("owner", _organisation), ("writer", _person)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.label_from_instance = told  # type: ignore[method-assign, assignment]

    @property
    def care(self) -> Care:
        told = self.cleaned_data
        writer = told["writer"]
        return Care(told["owner"] or (writer.member if writer else None), writer, told["due_on"])


def _organisation(member: Member) -> str:
    return member.organisation.name


def _person(place: Place) -> str:
    return f"{place.person.name or place.person.email}, {place.member.organisation.name}"


class NewSectionForm(Form):
    ids = "new-%s"
    title = line(_("Title of the section"), TITLE_LENGTH, required=_("Give the section a title."))
    guidance = text(_("What it should say"), GUIDANCE_LENGTH, rows=2)
    limit = forms.IntegerField(
        label=_("Most characters"), required=False, min_value=1, error_messages=LIMIT
    )


class StepForm(CareForm):
    title = line(_("What has to be done"), STEP_LENGTH)

    @property
    def wanted(self) -> Wanted:
        care = self.care
        return Wanted(care.owner, care.writer, care.due_on, self.cleaned_data["title"])


class NewStepForm(StepForm):
    ids = "step-%s"
    title = line(_("What has to be done"), STEP_LENGTH, required=_("Write what has to be done."))


class DrawForm(SeenForm):
    """What a group's own form is called; its sections stand in `SectionsForm`s below."""

    name = line(_("What the form is called"), TITLE_LENGTH, required=_("Give the form a name."))
    funder = line(_("Funder"), TITLE_LENGTH)
    language = choice(_("Which language is it in?"), LANGUAGES, widget=forms.RadioSelect)
    source = line(
        _("Where you know it from"),
        500,
        help_text=_("For example the call’s own page, and the day."),
    )


class DrawnSectionForm(Form):
    key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    title = line(_("Title of the section"), TITLE_LENGTH)
    guidance = text(_("What it should say"), GUIDANCE_LENGTH, rows=2)
    limit = forms.IntegerField(
        label=_("At most"), required=False, min_value=1, error_messages=LIMIT
    )
    counts = choice(_("Counted in"), Counts.choices, required=False)
    required = forms.BooleanField(label=_("The funder asks for it"), required=False, initial=True)


DrawnSections = forms.formset_factory(
    DrawnSectionForm, extra=SPARE, max_num=MOST_SECTIONS, absolute_max=MOST_SECTIONS
)


def drawn(form: DrawForm, sections: Any, cost_rules: str) -> Drawn:
    """What was written, for the actions; a section without a title is none."""
    told = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
    rows = [one.cleaned_data for one in sections if one.cleaned_data.get("title")]
    said = [
        (
            one["key"],
            {
                "title": one["title"],
                "guidance": one["guidance"],
                "limit": one["limit"],
                "counts": one["counts"] or Counts.CHARACTERS.value,
                "required": one["required"],
            },
        )
        for one in rows
    ]
    return Drawn(sections=keyed(said), cost_rules=cost_rules, **told)
