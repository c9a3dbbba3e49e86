"""Payments: planned, decided, paid by another than who decided, or dropped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.grants.actions.granting import (
    ask_decider,
    ask_handler,
    ask_running,
    lock_grant,
    recount,
    tell,
    write_decision,
    write_to_applicant,
)
from samverka.grants.actions.waiting import handled, not_needed, wait_for_payments
from samverka.grants.models import Agreement, Grant, GrantDecision, Payment
from samverka.people.models import Person


@dataclass(frozen=True)
class Planned:
    """A payment as it is planned; `after` is what has to be done first, in words."""

    amount: Decimal
    planned_on: date
    after: str = ""


@transaction.atomic
def plan_payment(*, grant: Grant, what: Planned, by: Person) -> Payment:
    grant = _lock(grant, by)
    _ask_amount(what)
    payment = Payment.objects.create(grant=grant, **vars(what))
    recount(grant)
    tell(grant, "payment_planned", by=by, payment=payment.pk)
    wait_for_payments(grant)
    return payment


@transaction.atomic
def change_payment(*, payment: Payment, what: Planned, by: Person) -> Payment:
    """Another amount or day, while it is only planned."""
    grant = _lock(payment.grant, by)
    payment = _locked(payment)
    if payment.state != Payment.State.PLANNED:
        raise Refused(_("It is decided already. Drop it and plan another."))
    _ask_amount(what)
    payment.amount, payment.planned_on, payment.after = what.amount, what.planned_on, what.after
    payment.save()
    recount(grant)
    tell(grant, "payment_changed", by=by, payment=payment.pk)
    return payment


@transaction.atomic
def decide_payment(*, payment: Payment, by: Person) -> Payment:
    """It is to be paid; the agreement has been signed by both."""
    grant = lock_grant(payment.grant)
    ask_decider(by, grant.application)
    ask_running(grant)
    payment = _locked(payment)
    _ask_move(payment, Payment.State.DECIDED)
    _ask_agreement(grant)
    payment.decision = write_decision(
        grant.application, GrantDecision.Kind.PAY, amount=payment.amount, by=by
    )
    payment.state = Payment.State.DECIDED
    payment.save()
    recount(grant)
    tell(grant, "payment_decided", by=by, payment=payment.pk)
    handled(payment)
    return payment


@transaction.atomic
def mark_paid(*, payment: Payment, on: date, reference: str, by: Person) -> Payment:
    """The money has left; two have seen it, who decided and who pays."""
    grant = _lock(payment.grant, by)
    payment = _locked(payment)
    _ask_move(payment, Payment.State.PAID)
    if payment.decision and payment.decision.by_id == by.pk:
        raise Refused(_("You decided this yourself. Somebody else notes that it is paid."))
    if on > timezone.localdate():
        raise Refused(_("That day has not come yet."))
    if payment.decision and on < payment.decision.decided_on:
        raise Refused(_("It was decided later than that day."))
    _ask_agreement(grant)
    payment.state = Payment.State.PAID
    payment.paid_on, payment.reference = on, reference
    payment.save()
    recount(grant)
    tell(grant, "paid", by=by, payment=payment.pk)
    write_to_applicant(grant, "paid", payment=payment)
    return payment


@transaction.atomic
def drop_payment(*, payment: Payment, by: Person) -> Payment:
    """It will not be paid; what was decided is taken back by those who decide."""
    grant = _lock(payment.grant, by)
    payment = _locked(payment)
    if payment.state == Payment.State.DECIDED:
        ask_decider(by, grant.application)
    _ask_move(payment, Payment.State.DROPPED)
    payment.state = Payment.State.DROPPED
    payment.save()
    recount(grant)
    tell(grant, "payment_dropped", by=by, payment=payment.pk)
    not_needed(payment)
    return payment


def _lock(grant: Grant, by: Person) -> Grant:
    grant = lock_grant(grant)
    ask_handler(by, grant.application)
    ask_running(grant)
    return grant


def _locked(payment: Payment) -> Payment:
    rows = Payment.objects.select_for_update(of=("self",)).select_related("decision")
    return rows.get(pk=payment.pk)


def _ask_amount(what: Planned) -> None:
    if what.amount <= 0:
        raise Refused(_("A payment is more than nothing."))


def _ask_move(payment: Payment, to: Payment.State) -> None:
    if not payment.can_move(to):
        raise Refused(
            _("The payment is not there any more: %(state)s.")
            % {"state": payment.get_state_display().lower()}
        )


def _ask_agreement(grant: Grant) -> None:
    if not grant.agreements.filter(state=Agreement.State.SIGNED).exists():
        raise Refused(_("The agreement has to be signed by both first."))
