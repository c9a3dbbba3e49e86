"""What an applicant fills in, page by page. Nothing is required here: what is missing is told
beside it, and stops nobody from saving."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.forms.fields import choice, day, line, text
from samverka.common.forms import (
    TOO_LONG,
    EmailField,
    Form,
    LineField,
    RowField,
    RowsField,
    TextField,
)
from samverka.common.refusal import Refused
from samverka.common.writing import SealedForm
from samverka.grants.forms.awaited import AwaitedForm
from samverka.grants.models import NAME_LENGTH, GrantApplication
from samverka.grants.models.applying import PHONE_LENGTH
from samverka.partnership.choosing import offer_themes
from samverka.partnership.models import Municipality, Organisation
from samverka.partnership.numbers import organisation_number

SUMMARY_LENGTH, ANSWER_LENGTH = 2_000, 20_000
NOT_CHOSEN = ("", gettext_lazy("Not chosen"))
NOT_THERE = {"invalid_choice": gettext_lazy("Choose one from the list.")}


class BeginForm(SealedForm):
    """The first page: enough to lead back to it."""

    field_order = ("name", "email")

    name = line(
        gettext_lazy("Name of the organisation that applies"),
        NAME_LENGTH,
        required=gettext_lazy("Write what the organisation is called."),
    )
    email = EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy(
            "We send the address of your application there, so that you find your way back."
            " Without it you have to save the address yourself."
        ),
    )


class WhoForm(AwaitedForm):
    optional = ("organisation_number", "phone")

    name = line(gettext_lazy("Name of the organisation"), NAME_LENGTH)
    organisation_number = LineField(
        label=gettext_lazy("Organisation number"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Leave it empty if you have none. Never a person's own number."),
        error_messages={"max_length": TOO_LONG},
    )
    kind = choice(
        gettext_lazy("Kind of organisation"),
        [NOT_CHOSEN, *Organisation.Kind.choices],
        required=False,
    )
    municipality = RowField(
        label=gettext_lazy("Municipality where you do this"),
        required=False,
        empty_label=gettext_lazy("Not chosen"),
        error_messages=NOT_THERE,
    )
    contact_name = line(gettext_lazy("Whom we can talk to"), NAME_LENGTH)
    email = EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = line(gettext_lazy("Telephone"), PHONE_LENGTH)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("municipality", Municipality.objects.all())

    def clean_organisation_number(self) -> str:
        said = str(self.cleaned_data["organisation_number"])
        try:
            return organisation_number(said) if said else ""
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None

    @staticmethod
    def facts(application: GrantApplication) -> dict[str, Any]:
        return {name: getattr(application, name) for name in WhoForm.base_fields}


class ProjectForm(AwaitedForm):
    optional = ("themes", "continues")

    title = line(gettext_lazy("Name of the project"), NAME_LENGTH)
    summary = text(
        gettext_lazy("What you want to do, in a few sentences"),
        SUMMARY_LENGTH,
        help_text=gettext_lazy("Everybody may read this if you get the money."),
    )
    starts_on = day(gettext_lazy("First day of the project"))
    ends_on = day(gettext_lazy("Last day of the project"))
    themes = RowsField(
        label=gettext_lazy("What it is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_THERE,
    )
    continues = LineField(
        label=gettext_lazy("Does it continue a project that got money before?"),
        required=False,
        max_length=20,
        help_text=gettext_lazy(
            "Then write the registration number of that application. Otherwise leave it empty."
        ),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, application: GrantApplication, **options: Any) -> None:
        super().__init__(*args, **options)
        self.application = application
        offer_themes(self)

    def clean_continues(self) -> GrantApplication | None:
        """One that got money: nobody learns by trying numbers what else was handed in."""
        number = str(self.cleaned_data["continues"]).replace(" ", "").upper()
        if not number:
            return None
        granted = GrantApplication.objects.filter(state=GrantApplication.State.GRANTED)
        found = granted.filter(number=number).exclude(pk=self.application.pk).first()
        if found is None:
            raise forms.ValidationError(
                _("No application that got money has this number. Look in the letter once more.")
            )
        return found

    @staticmethod
    def facts(application: GrantApplication) -> dict[str, Any]:
        same = {name: getattr(application, name) for name in ("title", "summary")}
        days = {"starts_on": application.starts_on, "ends_on": application.ends_on}
        before = application.continues
        themes = application.themes.all()
        return {**same, **days, "themes": themes, "continues": before.number if before else ""}


class TextsForm(AwaitedForm):
    """One field for each section of the form; how long it may be is counted, not cut."""

    def __init__(self, *args: Any, sections: list[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        for section in sections:
            self.fields[section["key"]] = TextField(
                label=section["title"],
                rows=8,
                required=False,
                max_length=ANSWER_LENGTH,
                help_text=section["guidance"],
                error_messages={"max_length": TOO_LONG},
            )
        self.optional = tuple(one["key"] for one in sections if not one["required"])
        self.await_all()


class FileForm(Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, PNG or JPEG. 2.5 MB at most."),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


class AnswerForm(Form):
    """What is said when something has been completed."""

    answer = text(gettext_lazy("What you have changed, or your answer"), 2_000)
