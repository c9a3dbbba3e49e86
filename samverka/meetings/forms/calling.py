"""What is filled in when the notice goes out, or a meeting is called off."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, LineField
from samverka.meetings.models import WHY_LENGTH

LONG = {"max_length": TOO_LONG}


class NoticeForm(Form):
    late_why = LineField(
        label=_("Why is the notice late?"),
        help_text=_("The minutes will say so."),
        required=False,
        max_length=WHY_LENGTH,
        error_messages={"required": _("Write why the notice is late."), **LONG},
    )

    def __init__(self, *args: Any, is_late: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["late_why"].required = is_late


class CancelForm(Form):
    why = LineField(
        label=_("Why is the meeting called off?"),
        help_text=_("Everybody who was called reads this."),
        max_length=WHY_LENGTH,
        error_messages={"required": _("Write why, in a line."), **LONG},
    )
