"""What the applicant does with a grant, by key: signs, asks for a change."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.grants.actions.agreeing import hand_in_signed, sign_for_applicant
from samverka.grants.actions.changing import ask_change, take_back_change
from samverka.grants.forms.granting import ChangeForm, SignedAgreementForm, SignForm
from samverka.grants.models import Agreement, Grant
from samverka.grants.views.granted import given_agreement
from samverka.grants.views.granted_doors import by_key_of_grant


@by_key_of_grant
def sign(request: HttpRequest, grant: Grant) -> HttpResponse:
    """The agreement to read and sign, by pressing or on paper."""
    agreement = _standing(grant)
    form = SignForm(initial={"sha256": agreement.sha256})
    if request.method != "POST":
        return _page(request, grant, agreement, form)
    form = SignForm(request.POST)
    if tried(form, lambda told: sign_for_applicant(agreement=agreement, **told)):
        messages.success(request, _("Thank you. You have signed the agreement."))
        return redirect("grants:mine", grant.application.key)
    return _page(request, grant, _standing(grant), form, status=422)


@by_key_of_grant
@require_POST
def hand_in(request: HttpRequest, grant: Grant) -> HttpResponse:
    agreement = _standing(grant)
    form = SignedAgreementForm(request.POST, request.FILES, auto_id="file_%s")

    def do(told: dict[str, object]) -> object:
        file = form.cleaned_data["file"]
        return hand_in_signed(agreement=agreement, content=file.read(), name=file.name)

    if tried(form, do):
        messages.success(request, _("Thank you. The signed copy is kept."))
        return redirect("grants:mine", grant.application.key)
    fresh = SignForm(initial={"sha256": agreement.sha256})
    return _page(request, grant, agreement, fresh, signed=form, status=422)


@by_key_of_grant
def agreement_file(request: HttpRequest, grant: Grant, agreement: int, kind: str) -> HttpResponse:
    return given_agreement(grant, agreement, kind)


@by_key_of_grant
def change(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Ask for another last day, or anything else."""
    form = ChangeForm(initial={"ends_on": grant.ends_on})
    if request.method == "POST":
        form = ChangeForm(request.POST)
        tried(form, lambda told: ask_change(grant=grant, **told))
    if form.is_bound and form.is_valid():
        messages.success(request, _("We have got your question, and answer with a decision."))
        return redirect("grants:mine", grant.application.key)
    context = {"form": form, "grant": grant, "application": grant.application}
    status = 422 if form.errors else 200
    return render(request, "grants/own_change.html", context, status=status)


@by_key_of_grant
@require_POST
def take_back(request: HttpRequest, grant: Grant, change: int) -> HttpResponse:
    found = get_object_or_404(grant.changes.all(), pk=change)
    return pressed(
        request,
        lambda: take_back_change(change=found),
        _("You no longer ask for it."),
        "grants:mine",
        grant.application.key,
    )


def _standing(grant: Grant) -> Agreement:
    rows = grant.agreements.exclude(state=Agreement.State.REPLACED)
    return get_object_or_404(rows.select_related("host_signed_by"))


def _page(
    request: HttpRequest,
    grant: Grant,
    agreement: Agreement,
    form: Form,
    signed: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "grant": grant,
        "application": grant.application,
        "agreement": agreement,
        "form": form,
        "signed_form": signed or SignedAgreementForm(auto_id="file_%s"),
    }
    return render(request, "grants/own_agreement.html", context, status=status)
