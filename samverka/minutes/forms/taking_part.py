"""What somebody writes who takes part."""

from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, TextField
from samverka.minutes.models import ASIDE_LENGTH, WORDS_LENGTH

LONG = {"max_length": TOO_LONG}


class ProposalForm(Form):
    ids = "propose-%s"
    words = TextField(
        label=_("I propose that the meeting decides"),
        rows=3,
        max_length=WORDS_LENGTH,
        error_messages=LONG | {"required": _("Write what you propose.")},
    )


class AsideForm(Form):
    """Of a reservation, or of a conflict of interest."""

    words = TextField(
        label=_("Why"),
        required=False,
        rows=2,
        max_length=ASIDE_LENGTH,
        error_messages=LONG,
        help_text=_("It stands in the minutes."),
    )
