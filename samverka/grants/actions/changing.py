"""What the project asks to change, and the decision about it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.grants.actions.agreeing import renew_agreement
from samverka.grants.actions.applicant import keep_the_pace, write_to_panel
from samverka.grants.actions.granting import (
    ask_decider,
    ask_reasons,
    ask_running,
    lock_grant,
    recount,
    tell,
    write_decision,
    write_to_applicant,
)
from samverka.grants.actions.waiting import handled, not_needed, wait_for_change
from samverka.grants.eligibility import beyond_longest
from samverka.grants.models import (
    Agreement,
    Grant,
    GrantChange,
    GrantDecision,
    GrantReport,
    Panelist,
    Payment,
)
from samverka.people.models import Person
from samverka.projects.actions import move_end

MOST_WAITING = 3


@transaction.atomic
def ask_change(*, grant: Grant, words: str, ends_on: date | None = None) -> GrantChange:
    """Asked by key. A new last day lies after the first; the one that holds now is none, so that
    a change of words does not bring it back when it has been moved meanwhile."""
    grant = lock_grant(grant)
    ask_running(grant)
    ends_on = None if ends_on == grant.ends_on else ends_on
    if not words.strip():
        raise Refused(_("Write what you want to change, and why."), field="words")
    if ends_on:
        _ask_period(grant, ends_on)
    if grant.changes.filter(state=GrantChange.State.ASKED).count() >= MOST_WAITING:
        raise Refused(_("You have asked already. Wait for the answer, or take one back."))
    keep_the_pace(grant)
    change = GrantChange.objects.create(grant=grant, words=words.strip(), ends_on=ends_on)
    tell(grant, "change_asked", by=None, change=change.pk)
    wait_for_change(change)
    write_to_panel(grant.application, "change_to_us", Panelist.Role.OFFICER, Panelist.Role.DECIDER)
    return change


@transaction.atomic
def take_back_change(*, change: GrantChange) -> GrantChange:
    grant, change = _lock(change)
    change.state = GrantChange.State.TAKEN_BACK
    change.save()
    tell(grant, "change_taken_back", by=None, change=change.pk)
    not_needed(change)
    return change


@transaction.atomic
def agree_to_change(
    *, change: GrantChange, reasons: str, by: Person, conditions: str = ""
) -> GrantChange:
    """The grant, its project and its report get their new days; a new agreement is to be signed.

    `conditions` is what holds from now on, in the words of whoever decides.
    """
    grant, change = _lock(change)
    _answer(grant, change, GrantDecision.Kind.CHANGE, reasons, by, conditions)
    if change.ends_on:
        _move_end(grant, change.ends_on, by)
    recount(grant)
    write_to_applicant(grant, "change", due=True, change=change)
    standing = grant.agreements.exclude(state=Agreement.State.REPLACED).first()
    if standing:
        renew_agreement(grant, extra=standing.content.get("extra", ""), by=by)
    return change


@transaction.atomic
def refuse_change(*, change: GrantChange, reasons: str, by: Person) -> GrantChange:
    grant, change = _lock(change)
    _answer(grant, change, GrantDecision.Kind.KEEP, reasons, by)
    write_to_applicant(grant, "change", due=True, change=change)
    return change


def _ask_period(grant: Grant, ends_on: date) -> None:
    """As for an application; a day that is sooner than the one that holds is always within it."""
    if ends_on < grant.starts_on:
        raise Refused(_("The last day lies before the first."), field="ends_on")
    too_long = beyond_longest(grant.application.round, grant.starts_on, ends_on)
    if too_long and ends_on > grant.ends_on:
        raise Refused(too_long, field="ends_on")


STATES = {
    GrantDecision.Kind.CHANGE: GrantChange.State.AGREED,
    GrantDecision.Kind.KEEP: GrantChange.State.REFUSED,
}


def _answer(
    grant: Grant,
    change: GrantChange,
    kind: GrantDecision.Kind,
    reasons: str,
    by: Person,
    conditions: str = "",
) -> None:
    ask_decider(by, grant.application)
    ask_reasons(reasons)
    told = {"reasons": reasons, "conditions": conditions}
    change.decision = write_decision(grant.application, kind, amount=grant.amount, by=by, **told)
    change.state = STATES[kind]
    change.save()
    tell(grant, kind.value, by=by, change=change.pk)
    handled(change)


def _move_end(grant: Grant, ends_on: date, by: Person) -> None:
    """The project that came of the grant goes on as long; its last report follows, and what is to
    be paid after that."""
    before, moved = grant.ends_on, ends_on - grant.ends_on
    grant.ends_on = ends_on
    if grant.project and moved:
        move_end(project=grant.project, before=before, to=ends_on, by=by)
    waiting = grant.reports.filter(kind=GrantReport.Kind.FINAL, state=GrantReport.State.DUE)
    for report in waiting:
        report.due_on += moved
        report.reminded_at = None
        report.save()
        for payment in report.payments.filter(state=Payment.State.PLANNED):
            payment.planned_on += moved
            payment.save()


def _lock(change: GrantChange) -> tuple[Grant, GrantChange]:
    grant = lock_grant(change.grant)
    ask_running(grant)
    fresh = GrantChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if fresh.state != GrantChange.State.ASKED:
        raise Refused(
            _("It has been answered already: %(state)s.")
            % {"state": fresh.get_state_display().lower()}
        )
    return grant, fresh
