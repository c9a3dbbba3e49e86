"""Requests, for the working committee and the coordinators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.people.models import PersonRequest
from samverka.references.actions import taking_part, triage
from samverka.references.actions.outcome import tell_outcome
from samverka.references.forms.letters import OutcomeByUsForm
from samverka.references.forms.triage import (
    AcceptForm,
    AskBackForm,
    AskPartnerForm,
    DeclineForm,
    SeenForm,
    all_partners,
)
from samverka.references.models import Participation, ReferenceRequest
from samverka.references.rules import is_coordinator, may_care
from samverka.references.telling import proposals_for

A_PAGE = 30
OPEN = "open"
for_carers = only_for(may_care)


@for_carers
def listing(request: PersonRequest) -> HttpResponse:
    """Those that are open, whose promised day is nearest first; others by `?state=`."""
    rows = ReferenceRequest.objects.there().with_listing()
    state = request.GET.get("state", OPEN)
    if state == OPEN:
        rows = rows.filter(state__in=ReferenceRequest.OPEN)
    elif state in ReferenceRequest.State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows.nearest_answer_first(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": ReferenceRequest.State.choices}
    return render(request, "references/requests.html", context)


@for_carers
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    return show(request, find(pk))


@for_carers
@require_POST
def look_at(request: PersonRequest, pk: int) -> HttpResponse:
    found, form = find(pk), SeenForm(request.POST)
    return act(
        request,
        found,
        "seen_form",
        form,
        lambda told: triage.look_at_request(request=found, by=request.user, **told),
        _("The others see that it is being looked at."),
    )


@for_carers
@require_POST
def ask_back(request: PersonRequest, pk: int) -> HttpResponse:
    found = find(pk)
    return act(
        request,
        found,
        "back_form",
        AskBackForm(request.POST),
        lambda told: triage.ask_back(request=found, by=request.user, **told),
        _("The question is sent."),
    )


@for_carers
@require_POST
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    found = find(pk)
    return act(
        request,
        found,
        "accept_form",
        AcceptForm(request.POST),
        lambda told: triage.accept_request(request=found, by=request.user, **told),
        _("They have got a yes."),
    )


@for_carers
@require_POST
def decline(request: PersonRequest, pk: int) -> HttpResponse:
    found = find(pk)
    return act(
        request,
        found,
        "decline_form",
        DeclineForm(request.POST),
        lambda told: triage.decline_request(request=found, by=request.user, **told),
        _("They have got a no, with your words."),
    )


@for_carers
@require_POST
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    found = find(pk)
    return act(
        request,
        found,
        "seen_form",
        SeenForm(request.POST),
        lambda told: triage.reopen_request(request=found, by=request.user, **told),
        _("It waits for an answer again."),
    )


@for_carers
@require_POST
def outcome(request: PersonRequest, pk: int) -> HttpResponse:
    found, form = find(pk), OutcomeByUsForm(request.POST)
    return act(
        request,
        found,
        "outcome_form",
        form,
        lambda told: tell_outcome(
            request=found, told=form.told, by=request.user, project=told["project"]
        ),
        _("Written down."),
    )


@for_carers
@require_POST
def ask_partner(request: PersonRequest, pk: int) -> HttpResponse:
    found = find(pk)
    return act(
        request,
        found,
        "partner_form",
        AskPartnerForm(request.POST, partners=all_partners()),
        lambda told: taking_part.ask_to_take_part(request=found, by=request.user, **told),
        _("They are asked."),
    )


@for_carers
@require_POST
def take_back(request: PersonRequest, pk: int, participation: int) -> HttpResponse:
    found = find(pk)
    asked = get_object_or_404(Participation.objects.with_who(), request=found, pk=participation)
    return pressed(
        request,
        lambda: taking_part.take_question_back(participation=asked, by=request.user),
        _("They need not answer. You can ask them again."),
        found,
    )


def outcome_of(found: ReferenceRequest) -> dict[str, Any]:
    names = ("outcome", "outcome_on", "grant_number", "decision_on", "project")
    return {name: getattr(found, name) for name in names}


def find(pk: int) -> ReferenceRequest:
    return get_object_or_404(ReferenceRequest.objects.with_listing(), pk=pk)


def act(
    request: PersonRequest,
    found: ReferenceRequest,
    name: str,
    form: Form,
    action: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    """Do what the form asks and show the request again, or say why not with all that was typed."""
    tried(form, action)
    if form.is_valid():
        messages.success(request, said)
        return redirect(found)
    return show(request, find(found.pk), status=422, **{name: form})


def show(
    request: PersonRequest, found: ReferenceRequest, status: int = 200, **bound: Form
) -> HttpResponse:
    context = {
        "asked": found,
        "lines": found.lines.select_related("author"),
        "participations": found.participations.standing().with_who(),
        "proposals": proposals_for(found) if found.is_open and not found.erased_at else [],
        "group": getattr(found, "engagement", None),
        "coordinates": is_coordinator(request.user),
        "back_form": AskBackForm(),
        "accept_form": AcceptForm(),
        "decline_form": DeclineForm(),
        "outcome_form": OutcomeByUsForm(initial=outcome_of(found)),
        "partner_form": AskPartnerForm(partners=all_partners()),
        "wrong": next(iter(bound.values()), None),
    }
    return render(request, "references/request.html", context | bound, status=status)
