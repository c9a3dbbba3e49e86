"""Whether everything is there, and what is asked for where it is not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.grants.actions import checking as actions
from samverka.grants.forms.checking import CompletionForm
from samverka.grants.models import GrantApplication, Panelist
from samverka.grants.views.case import case_page
from samverka.grants.views.doors import for_officers
from samverka.people.models import PersonRequest


@require_POST
@for_officers
def complete(
    request: PersonRequest, application: GrantApplication, place: Panelist
) -> HttpResponse:
    act = lambda: actions.find_complete(application=application, by=request.user)  # noqa: E731
    return pressed(request, act, _("Good. Those who assess can begin."), application)


@require_POST
@for_officers
def ask(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    form = CompletionForm(request.POST)
    done = tried(
        form,
        lambda told: actions.ask_for_completion(
            application=application, words=told["words"], due_on=told["due_on"], by=request.user
        ),
    )
    if done:
        messages.success(request, _("Asked. The applicant gets a letter."))
        return redirect(application)
    return case_page(request, application, place, status=422, completion_form=form)


@require_POST
@for_officers
def stop(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    act = lambda: actions.stop_asking(application=application, by=request.user)  # noqa: E731
    return pressed(request, act, _("Nothing is asked for any longer."), application)
