"""An assessor scores an application; officers end it, and propose."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, refuse, tried
from samverka.common.refusal import Outdated, Refused
from samverka.grants.actions import assessing, proposing
from samverka.grants.forms.assessing import AssessmentForm
from samverka.grants.forms.proposing import ProposalForm
from samverka.grants.models import Assessment, GrantApplication, Panelist
from samverka.grants.rules import Standing
from samverka.grants.telling.case import Case
from samverka.grants.telling.waiting import Waiting
from samverka.grants.views.case import case_page
from samverka.grants.views.doors import for_assessors, for_officers
from samverka.people.models import PersonRequest


@for_assessors
def assess(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    """The form; `hand_in` among what is posted says that it is done, else a draft is kept."""
    criteria = list(application.round.criteria.all())
    own = _own(application, place)
    form = AssessmentForm(criteria=criteria, initial=AssessmentForm.facts(own))
    if request.method == "POST":
        form = AssessmentForm(request.POST, criteria=criteria)
        if _saved(request, application, place, form):
            return _then(request, application, place)
        own = _own(application, place)
    context = {
        "application": application,
        "round": application.round,
        "case": Case(application, place),
        "own": own,
        "form": form,
        "may_write": _may_write(application, own),
    }
    return render(
        request, "grants/handling/assess.html", context, status=422 if form.errors else 200
    )


def _own(application: GrantApplication, place: Panelist) -> Assessment | None:
    return Assessment.objects.filter(application=application, panelist=place).first()


def _may_write(application: GrantApplication, own: Assessment | None) -> bool:
    is_open = application.state == GrantApplication.State.ASSESSED
    mine = own is None or own.state == Assessment.State.DRAFT
    return is_open and application.assessing_closed_at is None and mine


def _saved(
    request: PersonRequest, application: GrantApplication, place: Panelist, form: AssessmentForm
) -> Assessment | None:
    act = assessing.hand_in_assessment if "hand_in" in request.POST else assessing.save_assessment
    if not form.is_valid():
        return None
    try:
        return act(
            application=application,
            written=form.written,
            version=form.cleaned_data["seen"],
            by=request.user,
        )
    except Outdated as reason:
        form.add_error(None, str(reason))
        own = _own(application, place)
        seen = request.POST.copy()
        seen["seen"] = str(own.version if own else 0)
        form.data = seen
    except Refused as reason:
        refuse(form, reason)
    return None


def _then(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    if "hand_in" not in request.POST:
        messages.success(request, _("Saved. Nobody else sees it before you hand it in."))
        return redirect("grants:assess", application.number)
    waiting = Waiting(Standing(request.user), application.round)
    messages.success(
        request,
        _("Handed in. You have assessed %(done)s of %(of)s.")
        % {"done": waiting.scored, "of": waiting.to_score},
    )
    return redirect(application)


@require_POST
@for_assessors
def reopen(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    act = lambda: assessing.reopen_assessment(application=application, by=request.user)  # noqa: E731
    said = _("Change it, then hand it in again.")
    return pressed(request, act, said, "grants:assess", application.number)


@require_POST
@for_officers
def close(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    act = lambda: assessing.close_assessing(application=application, by=request.user)  # noqa: E731
    return pressed(request, act, _("Closed. Now you can propose."), application)


@require_POST
@for_officers
def open_again(
    request: PersonRequest, application: GrantApplication, place: Panelist
) -> HttpResponse:
    act = lambda: assessing.reopen_assessing(application=application, by=request.user)  # noqa: E731
    return pressed(request, act, _("Those who assess can go on."), application)


@require_POST
@for_officers
def propose(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    form = ProposalForm(request.POST)
    done = tried(
        form,
        lambda told: proposing.propose(
            application=application, amount=form.proposed, words=told["words"], by=request.user
        ),
    )
    if done:
        messages.success(request, _("Proposed. Now it is for those who decide."))
        return redirect(application)
    return case_page(request, application, place, status=422, proposal_form=form)


@require_POST
@for_officers
def take_back(
    request: PersonRequest, application: GrantApplication, place: Panelist
) -> HttpResponse:
    act = lambda: proposing.take_proposal_back(application=application, by=request.user)  # noqa: E731
    return pressed(request, act, _("The proposal is taken back."), application)
