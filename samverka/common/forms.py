"""Forms that answer alike everywhere: label, help, error, control; nothing typed is lost."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from samverka.common.amounts import amount_in, written
from samverka.common.refusal import Refused
from samverka.common.text import clean_line, clean_text

CURRENCY = re.compile(r"[A-Z]{3}")
LONGEST_KEY = 18  # digits; every database counts so far
FIRST_DAY, DAY_AFTER_LAST = date(1900, 1, 1), date(2100, 1, 1)

TOO_MUCH = _("This is more than any budget holds. Is there a digit too many?")
TOO_LONG = ngettext_lazy(
    "At most %(limit_value)d character; this is %(show_value)d.",
    "At most %(limit_value)d characters; this is %(show_value)d. Shorten it a little.",
    "limit_value",
)


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class LineField(forms.CharField):
    """One line of text; control characters and double spaces are taken away."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Running text over several lines."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut a long paste without a word. We say so instead."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}


class EmailField(forms.EmailField):
    default_error_messages = {
        "invalid": _("Write the whole e-mail address. For example name@example.com")
    }

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "email", "inputmode": "email"}
        super().__init__(max_length=254, widget=forms.EmailInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or typed; a year of other centuries is a slip of
    the pen, and one that calendars cannot count from."""

    default_error_messages = {
        "required": _("Write which day."),
        "invalid": _("Write the day as year-month-day, for example 2027-03-31."),
        "far_away": _("That is too far away. Look at the year."),
    }

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "date", "class": "short"}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"), **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not FIRST_DAY <= value < DAY_AFTER_LAST:
            raise forms.ValidationError(self.error_messages["far_away"], code="far_away")


class ClockField(forms.TimeField):
    """A time of the day, as people write it: 13:00 or 13.00."""

    default_error_messages = {"invalid": _("Write the time as 13:00.")}

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **options)


class AmountField(forms.CharField):
    """Money or a quantity, as people write it, `most` at most; None where it is left empty."""

    def __init__(self, *, most: Decimal | None = None, **options: Any) -> None:
        self.most = most
        options.setdefault("required", False)
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        if not said:
            return None
        try:
            amount = amount_in(said)
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None
        if self.most is not None and amount > self.most:
            raise forms.ValidationError(TOO_MUCH)
        return amount

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value


class CurrencyField(LineField):
    def __init__(self, **options: Any) -> None:
        attrs = {"class": "short", "autocapitalize": "characters", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=10, **options)

    def to_python(self, value: Any) -> str:
        said = super().to_python(value).upper()
        if said and not CURRENCY.fullmatch(said):
            raise forms.ValidationError(_("Write the currency as three letters, for example EUR."))
        return said


class RowField(forms.ModelChoiceField):
    """A choice among rows; `Form.offer` says which ones when the form is made for somebody."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=None, **options)


class RowsField(forms.ModelMultipleChoiceField):
    """The same for several of them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=None, **options)

    def clean(self, value: Any) -> Any:
        """A number that is too large for the database is one that no row has."""
        for key in value or ():
            if len(str(key)) > LONGEST_KEY:
                message, params = self.error_messages["invalid_choice"], {"value": key}
                raise forms.ValidationError(message, code="invalid_choice", params=params)
        return super().clean(value)


def things_to_mend(count: int) -> str:
    """How many errors there are, in words; empty for none."""
    if not count:
        return ""
    sentence = ngettext("%(count)s thing to mend", "%(count)s things to mend", count)
    return sentence % {"count": count}


class Form(forms.Form):
    """A form whose errors can be listed first, each with a link to its field."""

    use_required_attribute = False  # our sentences, not the browser's bubbles
    label_suffix = ""
    ids = "id_%s"  # where several forms stand on one page, each has its own

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        options.setdefault("auto_id", self.ids)
        super().__init__(*args, **options)

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def offer_in_order(self, name: str, rows: QuerySet[Any], order: Sequence[Model]) -> None:
        """The same, shown in this order."""
        self.offer(name, rows)
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        nothing = [("", field.empty_label)] if field.empty_label else []
        field.choices = [*nothing, *((row.pk, str(row)) for row in order)]

    def look_at(self, version: int) -> None:
        """The next press counts as made by somebody who has seen this version; for forms that carry
        `seen`."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["seen"] = str(version)
        self.data = data

    @property
    def _wrong(self) -> list[tuple[str, str]]:
        """The names of fields with what is wrong there, each sentence once, in their order."""
        order = [*self.fields, "__all__"]
        return [
            (name, said)
            for name in sorted(self.errors, key=order.index)
            for said in dict.fromkeys(str(error) for error in self.errors[name])
        ]

    @property
    def error_count(self) -> int:
        return len(self._wrong)

    @property
    def error_title(self) -> str:
        """For the error summary and the page title; empty while there is nothing to mend."""
        return things_to_mend(self.error_count)

    @property
    def error_links(self) -> list[tuple[str, str]]:
        """Every error as the id of its field (empty for the form itself) and the sentence: what is
        wrong between two fields stands at the one to change. Where several have the same one, it
        says whose it is."""
        times = Counter(said for _name, said in self._wrong)
        return [
            (self._first_control(name), f"{self[name].label}: {said}" if times[said] > 1 else said)
            if name != "__all__"
            else ("", said)
            for name, said in self._wrong
        ]

    def _first_control(self, name: str) -> str:
        """The id of the field, or of the first among several boxes or buttons."""
        return self[name].id_for_label or f"{self[name].auto_id}_0"
