"""The end of a grant: money claimed back, repaid or given up; closed, or taken back."""

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
    ask_reasons,
    ask_running,
    lock_grant,
    recount,
    tell,
    write_decision,
    write_to_applicant,
)
from samverka.grants.actions.waiting import handled, nothing_waits
from samverka.grants.models import Grant, GrantDecision, Payment, Repayment
from samverka.grants.outcome import right_of
from samverka.people.models import Person
from samverka.projects.actions import end_with_money


@dataclass(frozen=True)
class Claim:
    """What is claimed back, until when, and why."""

    amount: Decimal
    due_on: date
    reasons: str


@transaction.atomic
def claim_back(*, grant: Grant, claim: Claim, by: Person) -> Repayment:
    grant = _lock(grant, by)
    ask_running(grant)
    _ask_claim(grant, claim)
    decision = write_decision(
        grant.application,
        GrantDecision.Kind.CLAIM,
        amount=claim.amount,
        reasons=claim.reasons,
        by=by,
    )
    repayment = Repayment.objects.create(
        grant=grant, decision=decision, amount=claim.amount, due_on=claim.due_on
    )
    recount(grant)
    tell(grant, "claimed", by=by, repayment=repayment.pk)
    write_to_applicant(grant, "claimed", due=True, repayment=repayment)
    return repayment


@transaction.atomic
def note_repaid(*, repayment: Repayment, on: date, by: Person) -> Repayment:
    """The money has come back."""
    grant, repayment = _lock_claim(repayment)
    ask_handler(by, grant.application)
    if on > timezone.localdate():
        raise Refused(_("That day has not come yet."), field="on")
    if on < repayment.decision.decided_on:
        raise Refused(_("It was claimed back later than that day."), field="on")
    repayment.state, repayment.repaid_on = Repayment.State.REPAID, on
    repayment.save()
    recount(grant)
    tell(grant, "repaid", by=by, repayment=repayment.pk)
    return repayment


@transaction.atomic
def give_up_claim(*, repayment: Repayment, reasons: str, by: Person) -> Repayment:
    """By a decision of its own: the project keeps the money."""
    grant, repayment = _lock_claim(repayment)
    ask_decider(by, grant.application)
    ask_reasons(reasons)
    write_decision(
        grant.application,
        GrantDecision.Kind.WAIVE,
        amount=repayment.amount,
        reasons=reasons,
        by=by,
    )
    repayment.state = Repayment.State.WAIVED
    repayment.save()
    recount(grant)
    tell(grant, "waived", by=by, repayment=repayment.pk)
    write_to_applicant(grant, "waived", repayment=repayment, reasons=reasons)
    return repayment


@transaction.atomic
def close_grant(*, grant: Grant, reasons: str, by: Person) -> Grant:
    """The report is approved, and the project has exactly what it has the right to."""
    grant = _lock(grant, by)
    ask_running(grant)
    kept = _ask_settled(grant)
    ask_reasons(reasons)
    grant.payments.filter(state=Payment.State.PLANNED).update(state=Payment.State.DROPPED)
    grant.ending = write_decision(
        grant.application, GrantDecision.Kind.CLOSE, amount=kept, reasons=reasons, by=by
    )
    grant.state, grant.kept = Grant.State.CLOSED, kept
    recount(grant)
    tell(grant, "closed", by=by, kept=str(kept))
    _end_project(grant, stopped=False, by=by)
    handled(grant)
    nothing_waits(grant)
    write_to_applicant(grant, "closed", due=True)
    return grant


@transaction.atomic
def revoke_grant(*, grant: Grant, due_on: date, reasons: str, by: Person) -> Grant:
    """Take the grant back: nothing more is paid, and all that was paid is claimed back."""
    grant = _lock(grant, by)
    ask_running(grant)
    ask_reasons(reasons)
    back = grant.held
    if back and due_on <= timezone.localdate():
        raise Refused(_("Choose a day that has not come yet."), field="due_on")
    waiting = (Payment.State.PLANNED, Payment.State.DECIDED)
    grant.payments.filter(state__in=waiting).update(state=Payment.State.DROPPED)
    grant.ending = write_decision(
        grant.application, GrantDecision.Kind.REVOKE, amount=back, reasons=reasons, by=by
    )
    if back:
        Repayment.objects.create(grant=grant, decision=grant.ending, amount=back, due_on=due_on)
    grant.state = Grant.State.REVOKED
    recount(grant)
    tell(grant, "revoked", by=by, claimed=str(back))
    _end_project(grant, stopped=True, by=by)
    nothing_waits(grant)
    write_to_applicant(grant, "revoked", due=True, back=back, due_on=due_on)
    return grant


def _end_project(grant: Grant, *, stopped: bool, by: Person) -> None:
    if grant.project:
        funder = grant.application.round.host.name
        end_with_money(project=grant.project, funder=funder, stopped=stopped, by=by)


def _lock(grant: Grant, by: Person) -> Grant:
    grant = lock_grant(grant)
    ask_decider(by, grant.application)
    return grant


def _lock_claim(repayment: Repayment) -> tuple[Grant, Repayment]:
    grant = lock_grant(repayment.grant)
    fresh = Repayment.objects.select_for_update(of=("self",)).get(pk=repayment.pk)
    if fresh.state != Repayment.State.CLAIMED:
        raise Refused(
            _("It is not claimed any more: %(state)s.")
            % {"state": fresh.get_state_display().lower()}
        )
    return grant, fresh


def _ask_claim(grant: Grant, claim: Claim) -> None:
    ask_reasons(claim.reasons)
    if claim.amount <= 0:
        raise Refused(_("A claim is more than nothing."), field="amount")
    if claim.amount > grant.held:
        raise Refused(
            _("That is more than the project has been paid and not given back."), field="amount"
        )
    if claim.due_on <= timezone.localdate():
        raise Refused(_("Choose a day that has not come yet."), field="due_on")


def _ask_settled(grant: Grant) -> Decimal:
    """What the project keeps; raises `Refused` with what is left to do before it has just that."""
    kept = right_of(grant)
    if kept is None:
        raise Refused(_("The final report has to be approved first."))
    if grant.payments.filter(state=Payment.State.DECIDED).exists():
        raise Refused(_("A payment is decided and not paid. Pay it, or drop it."))
    if grant.claimed:
        waits = money(grant.claimed, grant.application.round.currency)
        raise Refused(_("%(amount)s is claimed back and has not come yet.") % {"amount": waits})
    if grant.held < kept:
        lacks = money(kept - grant.held, grant.application.round.currency)
        raise Refused(
            _("Pay %(amount)s first: the project has the right to it.") % {"amount": lacks}
        )
    if grant.held > kept:
        over = money(grant.held - kept, grant.application.round.currency)
        raise Refused(
            _("Claim %(amount)s back first: it is more than they may keep.") % {"amount": over}
        )
    return kept
