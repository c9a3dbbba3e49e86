"""What is filled in at a workshop, and about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form, LineField, RowsField, TextField
from samverka.partnership.forms.committee import DayField
from samverka.support.forms.proposals import CellForm
from samverka.support.forms.services import LONG
from samverka.support.models import Entry, Kind, Workshop
from samverka.support.models.workshops import WORDS_LENGTH


class WorkshopForm(Form):
    title = LineField(
        label=_("What is the workshop called?"),
        max_length=120,
        error_messages={"required": _("Give the workshop a name."), **LONG},
    )
    on = DayField(label=_("Day"), error_messages={"required": _("Write the day.")})


class CodeForm(Form):
    code = LineField(
        label=_("The code of the meeting"),
        max_length=20,
        help_text=_("It stands on the wall, like GRAN-42."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the code that stands on the wall."), **LONG},
    )
    name = LineField(label=_("Your name"), required=False, max_length=80, error_messages=LONG)
    organisation = LineField(
        label=_("Your organisation"), required=False, max_length=120, error_messages=LONG
    )
    shows_name = forms.BooleanField(
        label=_("Partners may read afterwards who wrote what I write."), required=False
    )


class EntryForm(CellForm):
    words = TextField(
        label=_("Words"),
        rows=2,
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("Which service, who gives it, or what is missing."),
        error_messages=LONG,
    )


class ChangeForm(Form):
    kind = forms.ChoiceField(label=_("What do you want to say?"), choices=Kind.choices)
    words = TextField(
        label=_("Words"), rows=2, required=False, max_length=WORDS_LENGTH, error_messages=LONG
    )

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        initial = {"kind": entry.kind, "words": entry.words}
        super().__init__(*args, initial=initial, auto_id=f"entry-{entry.pk}-%s", **options)


class EntriesForm(Form):
    """Several of what was written at a workshop."""

    entries = RowsField(
        label=_("Choose"), error_messages={"required": _("Choose something in the list first.")}
    )

    def __init__(self, *args: Any, workshop: Workshop, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("entries", Entry.objects.counted().filter(workshop=workshop))
