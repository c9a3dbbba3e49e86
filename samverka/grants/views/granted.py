"""What was granted, for those who handle it: agreement, changes, reports asked for."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications.views.files import PAPERS, given_file
from samverka.common.papers import as_file
from samverka.grants.actions import agreeing, changing, reporting
from samverka.grants.agreed import agreement_paper
from samverka.grants.forms import granting as forms
from samverka.grants.models import (
    Agreement,
    Grant,
)
from samverka.grants.rules import Standing
from samverka.grants.views.grant_page import act, ask_decider, ask_handler, found_in, press, show
from samverka.grants.views.granted_doors import for_grant_readers
from samverka.people.models import PersonRequest


@for_grant_readers
def grant(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    return show(request, standing, grant)


@for_grant_readers
@require_POST
def make_agreement(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    form = forms.ExtraForm(request.POST)
    said = _("The agreement is made, and the applicant has got a letter.")

    def do(told: dict[str, Any]) -> object:
        return agreeing.make_agreement(grant=grant, by=request.user, **told)

    return act(request, standing, grant, "extra", form, do, said)


@for_grant_readers
@require_POST
def sign(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    ask_handler(standing, grant)
    found = _standing_agreement(grant)
    return press(
        request,
        grant,
        lambda: agreeing.sign_for_host(agreement=found, by=request.user),
        _("You have signed for us."),
    )


@for_grant_readers
@require_POST
def signed_copy(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    """It came on paper: an officer hands the copy in."""
    form = forms.SignedAgreementForm(request.POST, request.FILES)
    found = _standing_agreement(grant)

    def do(told: dict[str, Any]) -> object:
        file = told["file"]
        return agreeing.hand_in_signed(
            agreement=found, content=file.read(), name=file.name, by=request.user
        )

    return act(request, standing, grant, "signed", form, do, _("The signed copy is kept."))


@for_grant_readers
def agreement_file(
    request: PersonRequest, standing: Standing, grant: Grant, agreement: int, kind: str
) -> HttpResponse:
    return given_agreement(grant, agreement, kind)


def given_agreement(grant: Grant, pk: int, kind: str) -> HttpResponse:
    if kind not in PAPERS:
        raise Http404
    found = get_object_or_404(grant.agreements.select_related("host_signed_by"), pk=pk)
    return given_file(as_file(agreement_paper(found), kind))


@for_grant_readers
@require_POST
def answer_change(
    request: PersonRequest, standing: Standing, grant: Grant, change: int
) -> HttpResponse:
    ask_decider(standing, grant)
    found = found_in(grant.changes.all(), change)
    form = forms.AnswerForm(request.POST, auto_id=f"answer-{change}_%s")

    def do(told: dict[str, Any]) -> object:
        why = {"change": found, "reasons": told["reasons"], "by": request.user}
        if form.agrees:
            return changing.agree_to_change(conditions=told["conditions"], **why)
        return changing.refuse_change(**why)

    said = _("It is decided, and the letter goes.")
    return act(request, standing, grant, f"answer-{change}", form, do, said)


@for_grant_readers
@require_POST
def ask_report(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    form = forms.InterimForm(request.POST, auto_id="interim_%s")

    def do(told: dict[str, Any]) -> object:
        return reporting.ask_interim_report(grant=grant, by=request.user, **told)

    said = _("The applicant has got a letter that asks for it.")
    return act(request, standing, grant, "interim", form, do, said)


def _standing_agreement(grant: Grant) -> Agreement:
    return get_object_or_404(grant.agreements.exclude(state=Agreement.State.REPLACED))
