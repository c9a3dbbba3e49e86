"""What is filled in about a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import choice, day, line, text
from samverka.common.forms import Form, RowField
from samverka.partnership.models import Organisation
from samverka.projects.models import Project
from samverka.references.models import Engagement, ReferenceKind
from samverka.references.models.engagement import ROLE_LENGTH
from samverka.references.models.request import (
    NAME_LENGTH,
    NUMBER_LENGTH,
    PLACE_LENGTH,
    TEXT_LENGTH,
)


class GroupForm(Form):
    title_sv = line(_("Title in Swedish"), NAME_LENGTH)
    title_en = line(_("Title in English"), NAME_LENGTH)
    about_sv = text(_("What it is about, in Swedish"), TEXT_LENGTH)
    about_en = text(_("What it is about, in English"), TEXT_LENGTH)
    organisation = line(_("Who leads the project"), NAME_LENGTH)
    country = line(_("Country"), PLACE_LENGTH)
    kind = choice(_("What we are"), ReferenceKind.choices)
    programme = line(_("Programme or call"), NAME_LENGTH)
    grant_number = line(_("Number of the grant"), NUMBER_LENGTH)
    project = RowField(label=_("Our page about the project"), required=False, empty_label=_("None"))
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))
    public = forms.BooleanField(label=_("Everybody may see it, when it has begun"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    FACTS = (
        *("title_sv", "title_en", "about_sv", "about_en", "organisation", "country", "kind"),
        *("programme", "grant_number", "project", "starts_on", "ends_on", "public"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("project", Project.objects.order_by("title_sv", "pk"))

    @classmethod
    def facts_of(cls, group: Engagement) -> dict[str, Any]:
        return {name: getattr(group, name) for name in cls.FACTS}

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FACTS}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("title_sv") and not told.get("title_en"):
            self.add_error("title_sv", _("Write a title, in Swedish or in English."))
        starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("It cannot end before it begins."))
        return told


class WrittenDownForm(GroupForm):
    """A group that no request here led to; how far it is, is said at once."""

    state = choice(_("How far is it?"), Engagement.State.choices)


class MemberForm(Form):
    ids = "member-%s"
    organisation = RowField(
        label=_("Which partner?"),
        empty_label=_("Not chosen"),
        error_messages={
            "required": _("Choose a partner."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    person_name = line(_("Who of them"), NAME_LENGTH)
    role = line(_("Role"), ROLE_LENGTH)
    since = day(_("From"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("organisation", Organisation.objects.partners().order_by("name", "pk"))


class EndForm(Form):
    ids = "end-%s"
    closing_sv = text(_("What came of it, in Swedish"), TEXT_LENGTH)
    closing_en = text(_("What came of it, in English"), TEXT_LENGTH)
    ends_on = day(_("Last day"))
