"""What an approved final report does to the payments that still wait."""

from decimal import Decimal

from samverka.grants.actions.granting import recount, tell
from samverka.grants.actions.waiting import not_needed
from samverka.grants.models import Grant, Payment
from samverka.people.models import Person

State = Payment.State


def keep_to_right(grant: Grant, *, by: Person) -> None:
    """Of a locked grant: what is beyond the right falls away, so that nothing is to be paid and
    given back at once. What is decided comes before what is only planned."""
    recount(grant)
    rest = grant.to_be_paid
    waiting = grant.payments.filter(state__in=(State.DECIDED, State.PLANNED))
    for payment in sorted(waiting, key=lambda one: one.state != State.DECIDED):
        fits = min(payment.amount, rest)
        rest -= fits
        if fits < payment.amount:
            _cut(grant, payment, fits, by)
    recount(grant)


def _cut(grant: Grant, payment: Payment, to: Decimal, by: Person) -> None:
    """A decision is never changed: what is left of a decided payment is decided anew."""
    if to and payment.state == State.PLANNED:
        payment.amount = to
        payment.save()
        tell(grant, "payment_changed", by=by, payment=payment.pk, amount=str(to))
        return
    payment.state = State.DROPPED
    payment.save()
    tell(grant, "payment_dropped", by=by, payment=payment.pk)
    not_needed(payment)
    if to:
        rest = Payment.objects.create(
            grant=grant,
            amount=to,
            planned_on=payment.planned_on,
            report=payment.report,
            after=payment.after,
        )
        tell(grant, "payment_planned", by=by, payment=rest.pk)
