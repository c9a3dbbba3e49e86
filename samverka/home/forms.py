"""How often somebody wants to hear from us."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form
from samverka.record.models import Rhythm

CLOCK = [(hour, _("at %(hour)s") % {"hour": hour}) for hour in range(24)]


def hour_field(label: Promise) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=CLOCK, coerce=int)  # type: ignore[arg-type]


class RhythmForm(Form):
    every = forms.ChoiceField(
        label=_("How often shall we write?"),
        help_text=_("Sign-in codes and what is due come anyway."),
        choices=Rhythm.Every.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often")},
    )
    hour = hour_field(_("When shall the letter come?"))
    quiet_from = hour_field(_("Leave me alone from"))
    quiet_until = hour_field(_("until"))
