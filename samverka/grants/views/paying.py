"""Money of a grant: payments, what is claimed back, the end."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.grants.actions import closing, paying
from samverka.grants.forms import granting as forms
from samverka.grants.models import (
    Grant,
)
from samverka.grants.rules import Standing
from samverka.grants.views.grant_page import act, ask_decider, ask_handler, found_in, press
from samverka.grants.views.granted_doors import for_grant_readers
from samverka.people.models import PersonRequest


@for_grant_readers
@require_POST
def plan_payment(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    form = forms.PaymentForm(request.POST, grant=grant)

    def do(_told: dict[str, Any]) -> object:
        return paying.plan_payment(grant=grant, what=form.planned, by=request.user)

    return act(request, standing, grant, "payment", form, do, _("The payment is planned."))


@for_grant_readers
@require_POST
def change_payment(
    request: PersonRequest, standing: Standing, grant: Grant, payment: int
) -> HttpResponse:
    found = found_in(grant.payments.all(), payment)
    form = forms.PaymentForm(request.POST, grant=grant, auto_id=f"change-{payment}_%s")

    def do(_told: dict[str, Any]) -> object:
        return paying.change_payment(payment=found, what=form.planned, by=request.user)

    return act(request, standing, grant, f"change-{payment}", form, do, _("The plan is changed."))


@for_grant_readers
@require_POST
def decide_payment(
    request: PersonRequest, standing: Standing, grant: Grant, payment: int
) -> HttpResponse:
    ask_decider(standing, grant)
    found = found_in(grant.payments.all(), payment)
    return press(
        request,
        grant,
        lambda: paying.decide_payment(payment=found, by=request.user),
        _("It is decided. Somebody else notes when it is paid."),
    )


@for_grant_readers
@require_POST
def mark_paid(
    request: PersonRequest, standing: Standing, grant: Grant, payment: int
) -> HttpResponse:
    found = found_in(grant.payments.all(), payment)
    form = forms.PaidForm(request.POST, auto_id=f"paid-{payment}_%s")

    def do(told: dict[str, Any]) -> object:
        return paying.mark_paid(payment=found, by=request.user, **told)

    said = _("Noted, and the applicant has got a letter.")
    return act(request, standing, grant, f"paid-{payment}", form, do, said)


@for_grant_readers
@require_POST
def drop_payment(
    request: PersonRequest, standing: Standing, grant: Grant, payment: int
) -> HttpResponse:
    ask_handler(standing, grant)
    found = found_in(grant.payments.all(), payment)
    return press(
        request,
        grant,
        lambda: paying.drop_payment(payment=found, by=request.user),
        _("It will not be paid."),
    )


@for_grant_readers
@require_POST
def claim(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    ask_decider(standing, grant)
    form = forms.ClaimForm(request.POST, auto_id="claim_%s")

    def do(_told: dict[str, Any]) -> object:
        return closing.claim_back(grant=grant, claim=form.claim, by=request.user)

    said = _("It is decided, and the letter goes.")
    return act(request, standing, grant, "claim", form, do, said)


@for_grant_readers
@require_POST
def repaid(
    request: PersonRequest, standing: Standing, grant: Grant, repayment: int
) -> HttpResponse:
    found = found_in(grant.repayments.all(), repayment)
    form = forms.RepaidForm(request.POST, auto_id=f"repaid-{repayment}_%s")

    def do(told: dict[str, Any]) -> object:
        return closing.note_repaid(repayment=found, by=request.user, **told)

    said = _("The money has come back.")
    return act(request, standing, grant, f"repaid-{repayment}", form, do, said)


@for_grant_readers
@require_POST
def give_up(
    request: PersonRequest, standing: Standing, grant: Grant, repayment: int
) -> HttpResponse:
    ask_decider(standing, grant)
    found = found_in(grant.repayments.all(), repayment)
    form = forms.ReasonsForm(request.POST, auto_id=f"give-up-{repayment}_%s")

    def do(told: dict[str, Any]) -> object:
        return closing.give_up_claim(repayment=found, by=request.user, **told)

    said = _("It is decided, and the letter goes.")
    return act(request, standing, grant, f"give-up-{repayment}", form, do, said)


@for_grant_readers
@require_POST
def close(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    ask_decider(standing, grant)
    form = forms.ReasonsForm(request.POST, auto_id="close_%s")

    def do(told: dict[str, Any]) -> object:
        return closing.close_grant(grant=grant, by=request.user, **told)

    said = _("The grant is closed.")
    return act(request, standing, grant, "close", form, do, said)


@for_grant_readers
@require_POST
def revoke(request: PersonRequest, standing: Standing, grant: Grant) -> HttpResponse:
    ask_decider(standing, grant)
    form = forms.RevokeForm(request.POST, auto_id="revoke_%s")

    def do(told: dict[str, Any]) -> object:
        return closing.revoke_grant(grant=grant, by=request.user, **told)

    said = _("The grant is taken back.")
    return act(request, standing, grant, "revoke", form, do, said)
