"""What a form or a button asks is done, or the reader learns why not."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samverka.common.forms import Form
from samverka.common.refusal import Refused

Result = TypeVar("Result")


def tried(form: Form, action: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Do what a valid form asks. A refusal stands in the form, with all that was typed; at the
    field that it names.

    Afterwards `form.is_valid()` tells whether it was done.
    """
    if form.is_valid():
        try:
            return action(form.cleaned_data)
        except Refused as reason:
            refuse(form, reason)
    return None


def refuse(form: Form, reason: Refused) -> None:
    """Say why not: at the field that the reason names, else for the form as a whole."""
    form.add_error(reason.field if reason.field in form.fields else None, str(reason))


def pressed(
    request: HttpRequest, action: Callable[[], object], said: str, to: Any, *arguments: Any
) -> HttpResponse:
    """A button that does one thing: `said` when it was done (where there is anything to say), else
    the reason why not; then on to a page, named as for `redirect`."""
    try:
        action()
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        if said:
            messages.success(request, said)
    return redirect(to, *arguments)
