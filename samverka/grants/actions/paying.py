"""Payments: planned, decided, paid by another than who decided, or dropped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.templatetags.samverka import money
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
from samverka.grants.models import Agreement, Grant, GrantDecision, GrantReport, Payment
from samverka.people.models import Person

State = Payment.State


@dataclass(frozen=True)
class Planned:
    """A payment as it is planned; `report` has to be approved first, and `after` is what else has
    to be done, in words."""

    amount: Decimal
    planned_on: date
    after: str = ""
    report: GrantReport | None = None


@transaction.atomic
def plan_payment(*, grant: Grant, what: Planned, by: Person) -> Payment:
    grant = _lock(grant, by)
    _ask_plan(grant, what)
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
    if payment.state != State.PLANNED:
        raise Refused(_("It is decided already. Drop it and plan another."))
    _ask_plan(grant, what, instead_of=payment)
    payment.amount, payment.planned_on = what.amount, what.planned_on
    payment.after, payment.report = what.after, what.report
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
    _ask_move(payment, State.DECIDED)
    _ask_due(grant, payment)
    payment.decision = write_decision(
        grant.application, GrantDecision.Kind.PAY, amount=payment.amount, by=by
    )
    payment.state = State.DECIDED
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
    _ask_move(payment, State.PAID)
    if payment.decision and payment.decision.by_id == by.pk:
        raise Refused(_("You decided this yourself. Somebody else notes that it is paid."))
    if on > timezone.localdate():
        raise Refused(_("That day has not come yet."), field="on")
    if payment.decision and on < payment.decision.decided_on:
        raise Refused(_("It was decided later than that day."), field="on")
    _ask_due(grant, payment)
    payment.state = State.PAID
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
    if payment.state == State.DECIDED:
        ask_decider(by, grant.application)
    _ask_move(payment, State.DROPPED)
    payment.state = State.DROPPED
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
    rows = Payment.objects.select_for_update(of=("self",)).select_related("decision", "report")
    return rows.get(pk=payment.pk)


def _ask_plan(grant: Grant, what: Planned, instead_of: Payment | None = None) -> None:
    if what.amount <= 0:
        raise Refused(_("A payment is more than nothing."), field="amount")
    if what.report and what.report.grant_id != grant.pk:
        raise Refused(_("The report belongs to another grant."), field="report")
    _ask_right(grant, what.amount, instead_of, besides=(State.PLANNED, State.DECIDED))


def _ask_due(grant: Grant, payment: Payment) -> None:
    """Signed, reported as far as was agreed, and no more than they have the right to."""
    if not grant.agreements.filter(state=Agreement.State.SIGNED).exists():
        raise Refused(_("The agreement has to be signed by both first."))
    if payment.report and payment.awaits_report:
        raise Refused(
            _("This has to be approved first: %(report)s.")
            % {"report": payment.report.get_kind_display().lower()}
        )
    _ask_right(grant, payment.amount, payment, besides=(State.DECIDED,))


def _ask_right(
    grant: Grant, amount: Decimal, payment: Payment | None, *, besides: Iterable[State]
) -> None:
    """What the approved final report leaves beside the others that wait."""
    if grant.right is None:
        return
    others = [one for one in grant.payments.filter(state__in=besides) if one != payment]
    rest = grant.to_be_paid - sum((one.amount for one in others), Decimal(0))
    if amount > rest:
        currency = grant.application.round.currency
        told = {
            "right": money(grant.right, currency),
            "rest": money(max(rest, Decimal(0)), currency),
        }
        raise Refused(
            _(
                "By the final report the project has the right to %(right)s: %(rest)s more may be"
                " paid at most."
            )
            % told,
            field="amount",
        )


def _ask_move(payment: Payment, to: State) -> None:
    if not payment.can_move(to):
        raise Refused(
            _("The payment is not there any more: %(state)s.")
            % {"state": payment.get_state_display().lower()}
        )
