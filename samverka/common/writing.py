"""Forms that anybody may send without an account: sealed, sent once, and no bait for robots."""

import time
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import Form
from samverka.common.secrets import fingerprint
from samverka.common.tenancy import current_partnership_id

SALT = "writing"
WRITING_TIME = 60 * 60 * 48  # seconds that a page with half-written words may lie open


def begin_writing() -> str:
    """A sealed mark of when the page was made, and a key that lets it be sent once."""
    return signing.dumps({"key": uuid.uuid4().hex, "at": time.time()}, salt=SALT)


class SealedForm(Form):
    """`writing` is what `begin_writing` gave; `website` is bait for robots."""

    website = forms.CharField(required=False, label=_("Leave this field empty"))
    writing = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("One field is for robots and should be empty. It is empty now: send again.")
            )
        return ""

    def clean_writing(self) -> str:
        """When and once. Too quick or too old is refused, with everything left as it was."""
        try:
            mark = signing.loads(self.cleaned_data["writing"], salt=SALT, max_age=WRITING_TIME)
            key, at = str(mark["key"]), float(mark["at"])
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            raise forms.ValidationError(
                _("The page had been open for long. Everything is still here: send it again.")
            ) from None
        if time.time() - at < settings.WRITING_SECONDS:
            raise forms.ValidationError(
                _("That was quicker than most people write. Wait a few seconds and send again.")
            )
        return key

    def sent_once(self, *words: Any) -> str:
        """The same for the same words from the same page; other words are sent anew."""
        parts = (current_partnership_id(), self.cleaned_data["writing"], *words)
        return fingerprint("\n".join(str(part) for part in parts))

    @property
    def seal(self) -> str:
        """The page keeps its mark through a correction: time counts from its first showing."""
        if self.is_bound and "writing" not in self.errors:
            return str(self.data.get("writing", "")) or begin_writing()
        return begin_writing()
