"""What is filled in about one thing on the agenda, and about a paper."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import RowField
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.meetings.actions.agenda import Item
from samverka.meetings.forms.preparing import InBothForm, line, text
from samverka.meetings.models import ITEM_LENGTH, AgendaItem
from samverka.partnership.rules import have_a_role
from samverka.plan.models import ActivityList

ABOUT_LENGTH = 4000
LONGEST = 600  # minutes for one thing
TEXTS = ("title", "about")


class ItemForm(InBothForm):
    texts = TEXTS
    title_sv = line(_("What is taken up?"), ITEM_LENGTH)
    title_en = line(_("What is taken up?"), ITEM_LENGTH)
    kind = forms.ChoiceField(label=_("Kind of item"), choices=AgendaItem.Kind.choices)
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        min_value=1,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": _("Write how many minutes it is given."),
            "invalid": _("Write a whole number of minutes."),
        },
    )
    about_sv = text(_("Words about it"), ABOUT_LENGTH, help_text=_("What is proposed, and why."))
    about_en = text(_("Words about it"), ABOUT_LENGTH, help_text=_("What is proposed, and why."))
    responsible = RowField(
        label=_("Who presents it"), required=False, empty_label=_("Nobody with an account")
    )
    responsible_name = line(_("Or somebody without an account"), 120)
    activity_list = RowField(
        label=_("Decides the activity list of"), required=False, empty_label=_("No list")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("responsible", have_a_role().order_by("name", "email"))
        undecided = ~Q(state=ActivityList.State.DECIDED)
        chosen = self.initial.get("activity_list")
        self.offer("activity_list", ActivityList.objects.filter(undecided | Q(pk=chosen)))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.ask_title(told, _("Write what is taken up."))
        if told.get("activity_list") and told.get("kind") != AgendaItem.Kind.DECISION:
            self.add_error("kind", _("An activity list is decided: choose decision."))
        return told

    @property
    def item(self) -> Item:
        """What was written, for the actions; only of a valid form."""
        told = self.cleaned_data
        kept = ("kind", "minutes", "responsible", "responsible_name", "activity_list")
        return Item(**{name: told[name] for name in kept}, **self.written())


def item_as_told(row: AgendaItem) -> dict[str, Any]:
    names = [f"{name}_{language}" for name in TEXTS for language in (SWEDISH, ENGLISH)]
    told: dict[str, Any] = {name: getattr(row, name) for name in names}
    return told | {
        "kind": row.kind,
        "minutes": row.minutes,
        "responsible": row.responsible_id,
        "responsible_name": row.responsible_name,
        "activity_list": row.activity_list_id,
    }
