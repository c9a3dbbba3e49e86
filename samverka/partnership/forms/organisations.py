"""What staff and coordinators fill in about an organisation."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from samverka.common.forms import EmailField, Form, LineField, RowField, RowsField, TextField
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.refusal import Refused
from samverka.partnership.addresses import LONGEST, web_address
from samverka.partnership.choosing import offer_themes
from samverka.partnership.models import ContactRole, Municipality, Organisation
from samverka.partnership.models.organisations import ABOUT_LENGTH, NAME_LENGTH
from samverka.partnership.needs import need_choices
from samverka.partnership.numbers import organisation_number

FOR_WHOM_LENGTH = 500
PURPOSE_LENGTH = 120
PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{4,28}")
TOO_LONG = ngettext_lazy(
    "At most %(limit_value)d character; this is %(show_value)d.",
    "At most %(limit_value)d characters; this is %(show_value)d. Shorten it a little.",
    "limit_value",
)
DATE_INPUT = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SettledField(LineField):
    """A line that is kept in one form only; what cannot be brought into it is refused in words."""

    def __init__(self, *, settle: Callable[[str], str], **options: Any) -> None:
        self.settle = settle
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> str:
        line: str = super().clean(value)
        try:
            return self.settle(line) if line else ""
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None


def name_field() -> LineField:
    return LineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        error_messages={
            "required": _("Write the name of the organisation."),
            "max_length": TOO_LONG,
        },
    )


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=Organisation.Kind.choices,
        error_messages={"invalid_choice": _("Choose a kind from the list.")},
    )


def municipality_field() -> RowField:
    return RowField(
        label=_("Municipality"),
        required=False,
        empty_label=_("Not chosen"),
        error_messages={"invalid_choice": _("Choose a municipality from the list, or none.")},
    )


def about_field(label: Any) -> TextField:
    return TextField(
        label=label,
        rows=5,
        required=False,
        max_length=ABOUT_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )


def for_whom_field(label: Any) -> TextField:
    return TextField(
        label=label,
        rows=2,
        required=False,
        max_length=FOR_WHOM_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )


class PartnerForm(Form):
    """All that a page says. `seen` is the version of the page that the person started from."""

    about_sv = about_field(_("What you do, in Swedish"))
    for_whom_sv = for_whom_field(_("For whom, in Swedish"))
    about_en = about_field(_("What you do, in English"))
    for_whom_en = for_whom_field(_("For whom, in English"))
    themes = RowsField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    needs = forms.MultipleChoiceField(
        label=_("Needs you meet"),
        required=False,
        choices=need_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("“%(value)s” is not among the needs we know.")},
    )
    name = name_field()
    kind = kind_field()
    municipality = municipality_field()
    number = SettledField(
        settle=organisation_number,
        label=_("Organisation number"),
        help_text=_("Ten digits. Leave it empty if yours is a person's identity number."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    website = SettledField(
        settle=web_address,
        label=_("Web site"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("municipality", Municipality.objects.all())
        offer_themes(self)

    @property
    def text(self) -> str:
        """What was written about the organisation, in both languages, sent or not yet."""
        written = (
            self[f"{name}_{language}"].value() or ""
            for language in (SWEDISH, ENGLISH)
            for name in ("about", "for_whom")
        )
        return "\n\n".join(part for part in written if part)

    def boxes(self, name: str, near: Iterable[str]) -> tuple[list[BoundWidget], list[BoundWidget]]:
        """The boxes of a field: those that are chosen or named in `near`, and the others."""
        wanted = set(near)
        boxes = list(self[name].subwidgets)
        first = [box for box in boxes if box.data["selected"] or str(box.data["value"]) in wanted]
        return first, [box for box in boxes if box not in first]


def facts_of(organisation: Organisation) -> dict[str, Any]:
    """What the page says now, as the form begins with it."""
    plain = ("about_sv", "about_en", "for_whom_sv", "for_whom_en", "needs", "name", "kind")
    return {name: getattr(organisation, name) for name in (*plain, "number", "website")} | {
        "municipality": organisation.municipality_id,
        "themes": [theme.pk for theme in organisation.themes.all()],
        "seen": organisation.version,
    }


def told_in(form: Form) -> Mapping[str, Any]:
    """What was filled in, without the version."""
    return {name: value for name, value in form.cleaned_data.items() if name != "seen"}


class NewOrganisationForm(Form):
    """The least that a page needs; the rest is written on the page itself."""

    name = name_field()
    kind = kind_field()
    municipality = municipality_field()
    joined_on = forms.DateField(
        label=_("Partner from"),
        required=False,
        widget=DATE_INPUT,
        help_text=_("Leave it empty while they have not joined yet. Then only you see the page."),
        error_messages={"invalid": _("Write the day as year-month-day.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("municipality", Municipality.objects.all())


class DatesForm(Form):
    joined_on = forms.DateField(
        label=_("Partner from"),
        required=False,
        widget=DATE_INPUT,
        error_messages={"invalid": _("Write the day as year-month-day.")},
    )
    left_on = forms.DateField(
        label=_("Not a partner any more from"),
        required=False,
        widget=DATE_INPUT,
        help_text=_("Leave it empty while they are with us."),
        error_messages={"invalid": _("Write the day as year-month-day.")},
    )


class ContactForm(Form):
    """The purpose first: who fills the role changes, the role stays."""

    purpose_sv = LineField(
        label=_("What for, in Swedish"),
        required=False,
        max_length=PURPOSE_LENGTH,
        help_text=_("For example: Questions about collaboration"),
        error_messages={"max_length": TOO_LONG},
    )
    purpose_en = LineField(
        label=_("What for, in English"),
        required=False,
        max_length=PURPOSE_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
    email = EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Best an address that several of you read."),
    )
    phone = LineField(
        label=_("Phone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"max_length": TOO_LONG},
    )
    person_name = LineField(
        label=_("Name of the person"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("Only if the person wants it. You can leave it empty."),
        error_messages={"max_length": TOO_LONG},
    )
    shown_to = forms.ChoiceField(
        label=_("Who sees it"),
        choices=ContactRole.ShownTo.choices,
        widget=forms.RadioSelect,
        initial=ContactRole.ShownTo.EVERYBODY,
        error_messages={"required": _("Choose who sees it.")},
    )
    place = forms.IntegerField(
        label=_("Place in the list"),
        min_value=1,
        max_value=99,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": _("Write a number, 1 for the first."),
            "invalid": _("Write a number, 1 for the first."),
            "min_value": _("Write a number from 1 to 99."),
            "max_value": _("Write a number from 1 to 99."),
        },
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(
                _("Write the number with digits. For example 0980-319 200 or +46 980 319 200")
            )
        return phone


def contact_facts(contact: ContactRole) -> dict[str, Any]:
    """As the form begins with it, and as it can be put back."""
    return {name: getattr(contact, name) for name in ContactForm.base_fields}


class LogoForm(Form):
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, 500 kB at most. We make it smaller by ourselves."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        allow_empty_file=True,  # refused with the others that are no picture
        error_messages={"required": _("Choose a picture first.")},
    )
