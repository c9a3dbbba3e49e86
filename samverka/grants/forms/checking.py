"""What an officer asks the applicant to complete."""

from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, DayField, Form, TextField
from samverka.grants.models.rounds import WORDS_LENGTH


class CompletionForm(Form):
    ids = "completion-%s"
    words = TextField(
        label=_("What is missing?"),
        rows=5,
        max_length=WORDS_LENGTH,
        help_text=_("The applicant reads this. Say what to do, point by point."),
        error_messages={
            "required": _("Write what is missing."),
            "max_length": TOO_LONG,
        },
    )
    due_on = DayField(label=_("Until which day?"))
