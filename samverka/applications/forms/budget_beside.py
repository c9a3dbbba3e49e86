"""Forms for what a budget rests on besides: earlier aid and exchange rates."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.forms.budget import RATE
from samverka.applications.models import COST_LENGTH, GIVER_LENGTH
from samverka.common.forms import AmountField, CurrencyField, DayField, Form, LineField

OLDEST = 1990


class PastDayField(DayField):
    """A day that has been; a year before 1990 is a slip of the pen."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("That day has not been yet."))
        if day and day.year < OLDEST:
            raise forms.ValidationError(_("That is long ago. Is the year right?"))
        return day


class AidForm(Form):
    amount = AmountField(
        label=gettext_lazy("Amount"),
        required=True,
        error_messages={"required": gettext_lazy("Write the amount.")},
    )
    currency = CurrencyField(label=gettext_lazy("Currency"), initial="EUR")
    on = PastDayField(label=gettext_lazy("Granted on"))
    giver = LineField(label=gettext_lazy("By whom"), max_length=GIVER_LENGTH, required=False)


class RateForm(Form):
    currency = CurrencyField(
        label=gettext_lazy("Currency"),
        help_text=gettext_lazy("Three letters, for example EUR."),
        error_messages={"required": gettext_lazy("Write the currency as three letters.")},
    )
    value = forms.CharField(
        label=gettext_lazy("What one of it is worth"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        error_messages={"required": gettext_lazy("Write what it is worth.")},
    )
    on = PastDayField(label=gettext_lazy("On which day"))
    source = LineField(
        label=gettext_lazy("According to whom"), max_length=COST_LENGTH, required=False
    )

    def __init__(self, *args: Any, ours: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ours = ours
        said = _("In %(currency)s, with a comma or a point: 11,4523.") % {"currency": ours}
        self.fields["value"].help_text = said

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"])
        if currency == self.ours:
            raise forms.ValidationError(_("The budget is in this currency already."))
        return currency

    def clean_value(self) -> Decimal:
        said = "".join(str(self.cleaned_data["value"]).split())
        if not RATE.fullmatch(said) or not Decimal(said.replace(",", ".")):
            raise forms.ValidationError(_("Write a number above zero, for example 11,4523."))
        return Decimal(said.replace(",", "."))
