"""What is asked, answered and said when a question ends."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import (
    TOO_LONG,
    EmailField,
    Form,
    LineField,
    RowField,
    RowsField,
    TextField,
)
from samverka.common.writing import SealedForm
from samverka.contact.models import NAME_LENGTH, TEXT_LENGTH, Addressee
from samverka.people.models import Person


class QuestionForm(SealedForm):
    """A question to one of our roles; without a choice where a partner is written to."""

    field_order = ("addressee", "text", "name", "email")

    addressee = RowField(
        label=_("What is it about?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose one of the lines."),
        },
    )
    text = TextField(
        label=_("Your question"),
        rows=6,
        max_length=TEXT_LENGTH,
        error_messages={"required": _("Write your question."), "max_length": TOO_LONG},
    )
    name = LineField(
        label=_("Name"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("So that we know what to call you."),
        error_messages={"max_length": TOO_LONG},
    )
    email = EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_(
            "Then the answer comes there too. Without it you read the answer on a page with an"
            " address of its own."
        ),
    )

    def __init__(self, *args: Any, addressees: QuerySet[Addressee], **options: Any) -> None:
        super().__init__(*args, **options)
        if addressees:
            self.offer("addressee", addressees)
        else:
            del self.fields["addressee"]

    @property
    def sending_key(self) -> str:
        return self.sent_once("question", self.cleaned_data["text"])


class WordsForm(Form):
    """An answer, or what who asked adds."""

    ids = "words-%s"
    text = TextField(
        label=_("Your answer"),
        rows=5,
        max_length=TEXT_LENGTH,
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class BackForm(WordsForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Write back")


class CloseForm(WordsForm):
    ids = "close-%s"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Words to who asked")


class HandOverForm(Form):
    ids = "over-%s"
    to = RowField(
        label=_("Who answers?"),
        empty_label=_("Not chosen"),
        error_messages={
            "required": _("Choose who takes it on."),
            "invalid_choice": _("Choose somebody in the list."),
        },
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("to", people)


class SeenForm(Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AddresseeForm(Form):
    """A role that one can write to."""

    title_sv = LineField(
        label=_("Title in Swedish"),
        max_length=120,
        error_messages={"required": _("Write a title."), "max_length": TOO_LONG},
    )
    title_en = LineField(
        label=_("Title in English"),
        max_length=120,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    what_for_sv = LineField(
        label=_("What it is for, in Swedish"),
        max_length=300,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    what_for_en = LineField(
        label=_("What it is for, in English"),
        max_length=300,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    answer_days = forms.IntegerField(
        label=_("Answer within how many days?"),
        min_value=1,
        max_value=90,
        error_messages={
            "required": _("Write a number of days."),
            "invalid": _("Write a number of days."),
        },
    )
    people = RowsField(
        label=_("Who answers?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without anybody chosen it is the coordinators."),
    )
    active = forms.BooleanField(label=_("Shown on the contact page"), required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("people", people)
