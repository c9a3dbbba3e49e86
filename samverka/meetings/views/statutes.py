"""What the statutes ask of the meetings of each body."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samverka.common.access import only_for
from samverka.common.acting import tried
from samverka.meetings.actions.preparing import change_statutes, rules_of
from samverka.meetings.forms.preparing import StatutesForm, statutes_as_told
from samverka.meetings.models import Body, BodyRules
from samverka.partnership.rules import is_coordinator
from samverka.people.models import PersonRequest


@only_for(is_coordinator)
def statutes(request: PersonRequest) -> HttpResponse:
    """One form for each body; what is posted is the one whose name it carries."""
    asked = request.POST.get("body", "")
    forms = [
        StatutesForm(
            request.POST if body == asked else None,
            body=body,
            initial=statutes_as_told(rules_of(body)),
        )
        for body in Body.values
    ]
    for form in forms:
        if tried(form, _change(form, request)):
            messages.success(request, _("Saved."))
            return redirect("meetings:statutes")
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/statutes.html", {"forms": forms}, status=status)


def _change(form: StatutesForm, request: PersonRequest) -> Callable[[dict[str, Any]], BodyRules]:
    return lambda told: change_statutes(body=form.body, by=request.user, **told)
