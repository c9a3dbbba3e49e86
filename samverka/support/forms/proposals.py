"""What partners propose for the map, and how it is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form, RowField, TextField
from samverka.partnership.models import Organisation
from samverka.support.forms.services import LONG
from samverka.support.models import Kind, Need, Proposal, Service, Stage
from samverka.support.models.proposals import WHY_LENGTH


class CellForm(Form):
    """A cell of the map, and what is said of it."""

    need = RowField(
        label=_("Which need?"),
        empty_label=_("Not chosen"),
        to_field_name="slug",
        error_messages={"required": _("Choose a need.")},
    )
    stage = forms.ChoiceField(
        label=_("At which stage?"),
        choices=[("", _("Not chosen")), *Stage.choices],
        error_messages={"required": _("Choose a stage.")},
    )
    kind = forms.ChoiceField(
        label=_("What do you want to say?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("need", Need.objects.all())


class WhoseForm(Form):
    """Which service, or who gives it."""

    service = RowField(
        label=_("Which service?"),
        required=False,
        empty_label=_("None of those here"),
        help_text=_("The one that exists, or that could be adapted."),
    )
    organisation = RowField(
        label=_("Or who gives it?"),
        required=False,
        empty_label=_("Not chosen"),
        help_text=_("Only where something exists and is not here yet."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("service", Service.objects.public().with_listing())
        self.offer("organisation", Organisation.objects.partners().order_by("name"))


class ProposalForm(CellForm, WhoseForm):
    why = TextField(
        label=_("Why do you say so?"),
        rows=3,
        max_length=WHY_LENGTH,
        help_text=_("A line is enough."),
        error_messages={"required": _("Write a line on why."), **LONG},
    )
    field_order = ("need", "stage", "kind", "service", "organisation", "why")


class AcceptForm(WhoseForm):
    ids = "accept-%s"
    answer = TextField(
        label=_("Words to whoever proposed it"),
        rows=2,
        required=False,
        max_length=WHY_LENGTH,
        error_messages=LONG,
    )

    def __init__(self, *args: Any, proposal: Proposal, **options: Any) -> None:
        """A gap is of nobody's service."""
        initial = {"service": proposal.service_id, "organisation": proposal.organisation_id}
        super().__init__(*args, initial=initial, **options)
        if proposal.kind == Kind.MISSING:
            del self.fields["service"]
        if proposal.kind != Kind.EXISTS:
            del self.fields["organisation"]


class DeclineForm(Form):
    ids = "decline-%s"
    answer = TextField(
        label=_("Why not?"),
        rows=2,
        max_length=WHY_LENGTH,
        error_messages={"required": _("Write a few words on why not."), **LONG},
    )
