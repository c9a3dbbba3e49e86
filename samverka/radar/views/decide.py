"""Go or no go: what an organisation looks at before it decides, and the start of an application."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.calls.models import Call
from samverka.common.access import signed_in
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import PersonRequest
from samverka.radar.actions import decisions
from samverka.radar.actions.applications import begin_application
from samverka.radar.forms.decisions import DaysForm, DecideForm
from samverka.radar.rules import Standing
from samverka.radar.telling.deciding import deciding, partners_for
from samverka.radar.views.call import find_call


@signed_in
def page(request: PersonRequest, slug: str) -> HttpResponse:
    """Shows, and takes the decision."""
    call, organisation = _which(request, slug)
    if request.method != "POST":
        return _page(request, call, organisation)
    form = DecideForm(request.POST)
    tried(
        form,
        lambda told: decisions.decide(
            call=call, organisation=organisation, by=request.user, **told
        ),
    )
    if form.is_valid():
        messages.success(request, _("Decided. Your colleagues see it, and you can change it."))
        return redirect(_address(call, organisation))
    return _page(request, call, organisation, status=422, decide_form=form)


@signed_in
@require_POST
def undo(request: PersonRequest, slug: str) -> HttpResponse:
    call, organisation = _which(request, slug)
    decisions.undo_decision(call=call, organisation=organisation, by=request.user)
    messages.success(request, _("It is not decided any more."))
    return redirect(_address(call, organisation))


@signed_in
@require_POST
def days(request: PersonRequest, slug: str) -> HttpResponse:
    call, organisation = _which(request, slug)
    form = DaysForm(request.POST)
    tried(
        form,
        lambda told: decisions.plan_days(
            call=call, organisation=organisation, days=form.days, by=request.user, seen=told["seen"]
        ),
    )
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect(_address(call, organisation))
    return _page(request, call, organisation, status=422, days_form=form)


@signed_in
@require_POST
def begin(request: PersonRequest, slug: str) -> HttpResponse:
    """To the search, where they write on and see whom to ask."""
    call, organisation = _which(request, slug)
    try:
        search = begin_application(call=call, organisation=organisation, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect(_address(call, organisation))
    messages.success(request, _("A team about this call has begun. Look the text through."))
    return redirect(search.care_url)


def _which(request: PersonRequest, slug: str) -> tuple[Call, Organisation]:
    """The call, and the organisation of theirs that the request names, or the first."""
    standing = Standing(request.user)
    named = request.POST.get("organisation") or request.GET.get("organisation", "")
    found = standing.find(named) if named else next(iter(standing.partners), None)
    if found is None:
        raise Http404
    return find_call(slug), found


def _address(call: Call, organisation: Organisation) -> str:
    return f"{reverse('calls:decide', args=[call.slug])}?organisation={organisation.slug}"


def _page(
    request: PersonRequest,
    call: Call,
    organisation: Organisation,
    status: int = 200,
    **bound: Form,
) -> HttpResponse:
    found = deciding(call, organisation)
    said = found.decision
    start = {"state": said.state, "why": said.why}
    context = {
        "call": call,
        "organisation": organisation,
        "organisations": Standing(request.user).partners,
        "found": found,
        "partners": partners_for(call, organisation),
        "decide_form": DecideForm(initial=start),
        "days_form": DaysForm(initial=found.days),
        **bound,
    }
    return render(request, "radar/decide.html", context, status=status)
