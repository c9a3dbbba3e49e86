"""Keep a search under a name, and say how often to hear of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.collaboration.forms import TOO_LONG
from samverka.common.forms import Form, LineField
from samverka.radar.models import SavedSearch
from samverka.radar.models.searches import NAME_LENGTH


class SearchForm(Form):
    ids = "search-%s"
    name = LineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("So that you know it again in a letter."),
        error_messages={"required": _("Give it a name."), "max_length": TOO_LONG},
    )
    every = forms.ChoiceField(
        label=_("How often do you want to hear of new ones?"),
        choices=SavedSearch.Every.choices,
        error_messages={
            "required": _("Choose how often."),
            "invalid_choice": _("Choose how often."),
        },
    )
