"""An application begins, and says something else of itself."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.actions import OWN, Beginning, Facts, take_shipped
from samverka.applications.forms.fields import choice, day, line, text
from samverka.applications.models import (
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    Application,
    Edition,
    Template,
)
from samverka.applications.shipped import forms as shipped_forms
from samverka.calls.models import Call
from samverka.collaboration.forms import SeenForm
from samverka.collaboration.models import Team
from samverka.common.forms import Form
from samverka.common.languages import ENGLISH, SWEDISH, reader_language
from samverka.partnership.models import Organisation

LANGUAGES = [(SWEDISH, _("Swedish")), (ENGLISH, _("English"))]
MARKED = {SWEDISH: _("in Swedish"), ENGLISH: _("in English")}


def form_choices() -> list[tuple[str, str]]:
    """Forms of the house, then the groups' own; each with the language it is in."""
    language = reader_language()
    of_the_house = [
        (one.key, f"{getattr(one, f'name_{language}')} ({MARKED[one.language]})")
        for one in shipped_forms().values()
    ]
    own = [
        (f"{OWN}{one.pk}", f"{one.name}, {one.organisation}")
        for one in Template.objects.filter(key="").select_related("organisation")
    ]
    return [("", str(_("None: we make the sections ourselves"))), *own, *of_the_house]


def edition_of(key: str) -> Edition | None:
    """The newest edition of the form that was chosen."""
    if key.startswith(OWN):
        rows = Edition.objects.filter(template=int(key.removeprefix(OWN)))
        return rows.order_by("-number").first()
    return take_shipped(shipped_forms()[key]) if key else None


class DaysForm(Form):
    """The last day, and the project's own."""

    due_on = day(_("Last day to send it"), help_text=_("The funder’s. We count back from it."))
    starts_on = day(_("The project begins"))
    ends_on = day(_("The project ends"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        begins, ends = told.get("starts_on"), told.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The project ends before it begins. Is the year right?"))
        return told


class BeginForm(DaysForm):
    lead = forms.ChoiceField(
        label=_("Who leads"),
        error_messages={
            "required": _("Choose which organisation leads."),
            "invalid_choice": _("Choose an organisation from the list."),
        },
    )
    title = line(
        _("What is it called?"),
        TITLE_LENGTH,
        required=_("Give it a title. You can change it."),
        help_text=_("As the funder will see it."),
    )
    language = choice(_("Which language do you write in?"), LANGUAGES, widget=forms.RadioSelect)
    form = choice(
        _("Which form do you answer?"),
        (),
        required=False,
        help_text=_("The sections come from it. You can add your own."),
    )

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.organisations = {str(one.pk): one for one in organisations}
        offered = {"lead": [(key, one.name) for key, one in self.organisations.items()]}
        offered["form"] = form_choices()
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        self.order_fields(["title", "lead", "form", "language"])

    @property
    def only_lead(self) -> Organisation | None:
        known = list(self.organisations.values())
        return known[0] if len(known) == 1 else None

    def clean_due_on(self) -> Any:
        last = self.cleaned_data.get("due_on")
        if last and last < timezone.localdate():
            raise forms.ValidationError(_("That day has passed. Is the year right?"))
        return last

    def beginning(self, call: Call | None, team: Team | None) -> Beginning:
        """What was written, for the action; only of a valid form."""
        told = self.cleaned_data
        return Beginning(
            title=told["title"],
            language=told["language"],
            call=call,
            team=team,
            edition=edition_of(told["form"]),
            due_on=told["due_on"],
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
        )


class FactsForm(SeenForm, DaysForm):
    title = line(_("Title"), TITLE_LENGTH, required=_("Give it a title. You can change it."))
    summary = text(_("In a few sentences"), SUMMARY_LENGTH, rows=5)
    language = choice(_("Which language do you write in?"), LANGUAGES, widget=forms.RadioSelect)
    due_at = forms.TimeField(
        label=_("At what time that day"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time as hours and minutes, for example 14:00.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["title", "summary", "language", "due_on", "due_at"])

    def facts(self, call: Call | None) -> Facts:
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return Facts(call=call, **told)


def facts_of(application: Application) -> dict[str, Any]:
    names = ("title", "summary", "language", "due_on", "due_at", "starts_on", "ends_on")
    return {name: getattr(application, name) for name in names}
