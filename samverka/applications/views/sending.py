"""Sending: what is missing, what was sent, what the funder decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.sending import DecisionForm, SendForm
from samverka.applications.missing import Overview
from samverka.applications.models import Application, Submission
from samverka.applications.papers import Parcel, parcel_of
from samverka.applications.rules import Standing
from samverka.applications.views.doors import find_application, for_leaders, for_readers
from samverka.common.acting import pressed, tried
from samverka.common.files import given
from samverka.common.forms import Form
from samverka.common.papers import TYPES, file_name
from samverka.common.refusal import Outdated
from samverka.common.templatetags.samverka import money
from samverka.people.models import PersonRequest


@for_readers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    return _page(request, application)


@for_leaders
@require_POST
def send(request: PersonRequest, application: Application) -> HttpResponse:
    """Freeze it as it is now, and note that it was sent."""
    lacks = application.is_being_written and bool(Overview(application).stopping)
    form = SendForm(request.POST, application=application, lacks=lacks)

    def pack() -> Parcel:
        return parcel_of(application, timezone.now())

    def do(told: dict[str, Any]) -> object:
        actions.settle_texts(application=application)
        facts: dict[str, Any] = {
            "application": application,
            "what": form.sending,
            "by": request.user,
        }
        try:
            return actions.send_application(parcel=pack(), **facts)
        except Outdated:
            return actions.send_while_still(make=pack, **facts)

    said = _("It is kept as you sent it. You can take it back until tomorrow.")
    return _act(request, application, "send_form", form, do, said)


@for_leaders
@require_POST
def take_back(request: PersonRequest, application: Application, submission: int) -> HttpResponse:
    found = _submission(application, submission)
    return pressed(
        request,
        lambda: actions.take_sending_back(submission=found, by=request.user),
        _("It is being written again. What you sent is still kept below."),
        "applications:sending",
        application.pk,
    )


@for_readers
@require_POST
def decide(request: PersonRequest, application: Application, submission: int) -> HttpResponse:
    """Write down what the funder decided."""
    found = _decidable(request, application, submission)
    form = DecisionForm(request.POST)

    def do(told: dict[str, Any]) -> object:
        act = actions.note_grant if form.was_granted else actions.note_refusal
        return act(submission=found, decision=form.decision, by=request.user)

    return _act(request, application, "decision_form", form, do, _("The decision is kept."))


@for_readers
@require_POST
def undecide(request: PersonRequest, application: Application, submission: int) -> HttpResponse:
    found = _decidable(request, application, submission)
    return pressed(
        request,
        lambda: actions.take_decision_back(submission=found, by=request.user),
        _("The decision is taken back."),
        "applications:sending",
        application.pk,
    )


@for_readers
def archive(request: PersonRequest, application: Application, submission: int) -> HttpResponse:
    """What was sent, byte for byte."""
    found = get_object_or_404(Submission.objects.filter(application=application), pk=submission)
    name = f"{file_name(application.title)}-{timezone.localtime(found.sent_at):%Y-%m-%d}.zip"
    return given(bytes(found.archive), name=name, media_type=TYPES["zip"])


def _submission(application: Application, pk: int) -> Submission:
    rows = application.submissions.select_related("application").defer("archive")
    return get_object_or_404(rows, pk=pk)


def _decidable(request: PersonRequest, application: Application, pk: int) -> Submission:
    if not Standing(request.user).may_note_decision(application):
        raise Http404
    return _submission(application, pk)


def _act(
    request: PersonRequest,
    application: Application,
    name: str,
    form: Form,
    action: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    """Do what a form asks; a refusal stands in the form, with all that was typed."""
    tried(form, action)
    if form.is_valid():
        messages.success(request, said)
        return redirect("applications:sending", application.pk)
    return _page(request, find_application(application.pk), status=422, **{name: form})


def _page(
    request: PersonRequest, application: Application, status: int = 200, **bound: object
) -> HttpResponse:
    standing = Standing(request.user)
    writes = application.is_being_written
    missing = Overview(application).stopping if writes else []
    submissions = list(application.submissions.listed())
    leads = standing.may_lead(application)
    last = next((one for one in submissions if one.state != "taken_back"), None)
    context = {
        "application": application,
        "missing": missing,
        "submissions": submissions,
        "standing": last,
        "amount": money(last.amount, application.currency) if last and last.amount else "",
        "leads": leads,
        "decides": leads or standing.coordinates,
        "send_form": SendForm(application=application, lacks=bool(missing)),
        "decision_form": DecisionForm(initial={"on": timezone.localdate()}),
        **bound,
    }
    return render(request, "applications/sending.html", context, status=status)
