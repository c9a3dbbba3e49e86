"""Partners propose for a cell of the map; coordinators go through what waits."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.people.models import PersonRequest
from samverka.support import rules
from samverka.support.actions import proposals as actions
from samverka.support.forms.proposals import AcceptForm, DeclineForm, ProposalForm
from samverka.support.models import Proposal

A_PAGE = 20


@only_for(rules.may_propose)
def propose(request: PersonRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    chosen = {name: request.GET.get(name, "") for name in ("need", "stage", "kind")}
    form = ProposalForm(posted, initial=chosen)
    if tried(form, lambda told: actions.propose(**told, by=request.user)):
        messages.success(request, _("Thank you. The coordinators answer you."))
        return redirect("support:list")
    status = 422 if posted is not None else 200
    return render(request, "support/propose.html", {"form": form}, status=status)


@only_for(rules.may_propose)
def proposals(request: PersonRequest) -> HttpResponse:
    """Coordinators see all; others their own, and what was answered."""
    may_decide = rules.may_decide(request.user)
    every = Proposal.objects.with_listing()
    if not may_decide:
        every = every.filter(by=request.user)
    waiting = Paginator(every.waiting().order_by("at", "id"), A_PAGE)
    context = {
        "page": waiting.get_page(request.GET.get("page")),
        "answered": every.exclude(state=Proposal.State.NEW)[:A_PAGE],
        "may_decide": may_decide,
    }
    return render(request, "support/proposals.html", context)


@only_for(rules.may_decide)
def proposal(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _find(pk))


@only_for(rules.may_decide)
@require_POST
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    form = AcceptForm(request.POST, proposal=found)
    done = tried(
        form,
        lambda told: actions.accept_proposal(
            proposal=found,
            by=request.user,
            answer=told["answer"],
            service=told.get("service"),
            organisation=told.get("organisation"),
        ),
    )
    if done and done.draft:
        messages.success(request, _("A draft of the service is made. Fill it in and show it."))
        return redirect("support:edit", done.draft.slug)
    return _answered(request, found, done, accept_form=form)


@only_for(rules.may_decide)
@require_POST
def decline(request: PersonRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    form = DeclineForm(request.POST)
    done = tried(
        form,
        lambda told: actions.decline_proposal(
            proposal=found, by=request.user, answer=told["answer"]
        ),
    )
    return _answered(request, found, done, decline_form=form)


@only_for(rules.may_decide)
@require_POST
def settle(request: PersonRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    form = Form(request.POST)
    done = tried(form, lambda told: actions.settle_proposal(proposal=found, by=request.user))
    return _answered(request, found, done, settle_form=form)


def _find(pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.with_listing(), pk=pk)


def _answered(
    request: PersonRequest, found: Proposal, done: Proposal | None, **bound: Form
) -> HttpResponse:
    if done is None:
        return _page(request, _find(found.pk), status=422, **bound)
    messages.success(request, _("Done."))
    return redirect("support:proposals")


def _page(
    request: PersonRequest, found: Proposal, status: int = 200, **bound: Form
) -> HttpResponse:
    context = {
        "proposal": found,
        "accept_form": AcceptForm(proposal=found),
        "decline_form": DeclineForm(),
        **bound,
    }
    return render(request, "support/proposal.html", context, status=status)
