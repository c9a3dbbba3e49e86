"""What the file of one's own calendar shall hold."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.calendars.models import CalendarAddress
from samverka.common.forms import Form

CHOOSE = _("Choose which last days of calls it shall hold.")


class AddressForm(Form):
    calls = forms.ChoiceField(
        label=_("Last days of calls in it"),
        choices=CalendarAddress.Calls.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
