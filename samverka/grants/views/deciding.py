"""The decision: written, read as a letter, made; and decisions as files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samverka.applications.views.files import PAPERS, given_file
from samverka.common.acting import tried
from samverka.common.amounts import written
from samverka.common.papers import as_file
from samverka.common.views import typed_in
from samverka.grants.actions.deciding import ask_verdict, decide
from samverka.grants.decided_paper import decision_paper
from samverka.grants.forms.granting import DecisionForm
from samverka.grants.models import GrantApplication, GrantDecision
from samverka.grants.outcome import money_of
from samverka.grants.rules import Standing
from samverka.grants.views.granted_doors import by_key, for_its_readers
from samverka.grants.wording import letter_mark, written_letter
from samverka.people.models import PersonRequest

BUTTONS = ("show", "decide", "seen")


@for_its_readers
def decision(
    request: PersonRequest, standing: Standing, application: GrantApplication
) -> HttpResponse:
    """First the letter is shown as it would go, then it goes with the decision."""
    if application.is_decided:
        return _page(request, application)
    may_decide = standing.may_decide(application)
    if request.method != "POST" or not may_decide:
        form = DecisionForm(application=application, initial=_proposed(application))
        return _page(request, application, form=form if may_decide else None)
    return _decide(request, application)


def _decide(request: PersonRequest, application: GrantApplication) -> HttpResponse:
    form = DecisionForm(request.POST, application=application)
    if "decide" in request.POST:
        seen = str(request.POST.get("seen", ""))
        tried(form, lambda _told: _do(request, application, form, seen))
        if form.is_valid():
            messages.success(request, _("It is decided, and the letter goes."))
            return redirect("grants:decision", application.number)
    else:
        tried(form, lambda _told: ask_verdict(application, form.verdict, request.user))
    if form.errors:
        return _page(request, application, status=422, form=form)
    letter = _without_key(application, written_letter(application, form.verdict))
    seen = letter_mark(application, form.verdict)
    typed = [(name, said) for name, said in typed_in(request) if name not in BUTTONS]
    return _page(request, application, form=form, letter=letter, seen=seen, typed=typed)


def _without_key(application: GrantApplication, letter: str) -> str:
    """Whoever has the key writes and signs as the applicant: those who decide do not get it."""
    return letter.replace(application.key, "…")


def _do(
    request: PersonRequest, application: GrantApplication, form: DecisionForm, seen: str
) -> GrantDecision:
    return decide(application=application, verdict=form.verdict, by=request.user, seen=seen)


def _page(
    request: PersonRequest, application: GrantApplication, status: int = 200, **more: object
) -> HttpResponse:
    proposal = application.proposals.filter(taken_back_at=None).select_related("by").first()
    context = {
        "application": application,
        "turn": application.round,
        "proposal": proposal,
        "money": money_of(application.round),
        "decisions": application.decisions.select_related("by"),
        "files": PAPERS,
        **more,
    }
    return render(request, "grants/decision.html", context, status=status)


def _proposed(application: GrantApplication) -> dict[str, object]:
    proposal = application.proposals.filter(taken_back_at=None).first()
    if proposal is None:
        return {}
    kind = GrantDecision.Kind.GRANT if proposal.grant else GrantDecision.Kind.REFUSE
    return {"kind": kind.value, "amount": written(proposal.amount)}


@for_its_readers
def paper(
    request: PersonRequest,
    standing: Standing,
    application: GrantApplication,
    decision: int,
    kind: str,
) -> HttpResponse:
    return _paper(application, decision, kind)


@by_key
def own_paper(
    request: PersonRequest, application: GrantApplication, decision: int, kind: str
) -> HttpResponse:
    """The same for the applicant."""
    return _paper(application, decision, kind)


def _paper(application: GrantApplication, number: int, kind: str) -> HttpResponse:
    if kind not in PAPERS:
        raise Http404
    rows = application.decisions.select_related("application__round__host", "by")
    return given_file(as_file(decision_paper(get_object_or_404(rows, number=number)), kind))
