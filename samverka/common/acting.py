"""What a form asks is done, or the reason why not stands in it."""

from collections.abc import Callable
from typing import Any, TypeVar

from samverka.common.forms import Form
from samverka.common.refusal import Refused

Result = TypeVar("Result")


def tried(form: Form, action: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Do what a valid form asks. A refusal stands in the form, with all that was typed.

    Afterwards `form.is_valid()` tells whether it was done.
    """
    if form.is_valid():
        try:
            return action(form.cleaned_data)
        except Refused as reason:
            form.add_error(None, str(reason))
    return None
