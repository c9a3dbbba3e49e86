"""Follow a call, or say that it is not for the organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.collaboration.forms import ForForm
from samverka.common.forms import Form, RowField
from samverka.partnership.models import Organisation
from samverka.radar.models import Dismissal


class FollowForm(Form):
    """With an organisation, those who work there see it too."""

    ids = "follow-%s"
    organisation = RowField(
        label=_("Who sees that you follow it"),
        required=False,
        empty_label=_("Only you"),
        error_messages={"invalid_choice": _("Choose one of your organisations, or only you.")},
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [one.pk for one in organisations]
        self.offer("organisation", Organisation.objects.filter(pk__in=keys))


class DismissForm(ForForm):
    ids = "dismiss-%s"
    reason = forms.ChoiceField(
        label=_("Why is it not for you?"),
        choices=Dismissal.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why, so that the next proposals fit better."),
            "invalid_choice": _("Choose one of the reasons."),
        },
    )
