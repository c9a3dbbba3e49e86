"""What every decision does first and last: lock, ask, count again, and tell.

Rows are locked in one order: the round, the application, the grant.
"""

from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.refusal import Outdated, Refused
from samverka.grants.models import (
    Grant,
    GrantApplication,
    GrantDecision,
    Panelist,
    Payment,
    Repayment,
    Round,
)
from samverka.grants.outcome import right_of
from samverka.grants.rules import Standing, known_to
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History

LEAST_REASONS = 40  # characters: a sentence that says something
TOO_SHORT = gettext_lazy(
    "Write why, in a whole sentence that the applicant understands and can use: at least 40"
    " characters."
)


def lock_application(application: GrantApplication) -> GrantApplication:
    """As it is now, and nobody else decides about its round until the transaction ends."""
    turn = Round.objects.select_for_update(of=("self",)).get(pk=application.round_id)
    fresh = GrantApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    fresh.round = turn
    return fresh


def lock_grant(grant: Grant, *, seen: int | None = None) -> Grant:
    """The same for what was granted. `seen` is the version that the person was looking at."""
    application = lock_application(grant.application)
    fresh = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    fresh.application = application
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _("Somebody else changed this while you were reading. This is how it stands now.")
        )
    return fresh


def ask_decider(by: Person, application: GrantApplication) -> None:
    if not Standing(by).may_decide_of_grant(application):
        raise Refused(_("Only those who decide in this round can do this."))


def ask_handler(by: Person, application: GrantApplication) -> None:
    if not Standing(by).may_handle_grant(application):
        raise Refused(_("Only officers and those who decide in this round can do this."))


def ask_running(grant: Grant) -> None:
    if not grant.is_running:
        raise Refused(
            _("The grant has ended: %(state)s.") % {"state": grant.get_state_display().lower()}
        )


def ask_reasons(reasons: str) -> None:
    if len(reasons.strip()) < LEAST_REASONS:
        raise Refused(str(TOO_SHORT), field="reasons")


def write_decision(
    application: GrantApplication,
    kind: GrantDecision.Kind,
    *,
    by: Person,
    amount: Decimal | None = None,
    reasons: str = "",
    conditions: str = "",
) -> GrantDecision:
    """The next decision about a locked application, with those who stepped aside."""
    decision = GrantDecision.objects.create(
        application=application,
        number=application.decisions.count() + 1,
        kind=kind,
        amount=amount,
        reasons=reasons.strip(),
        conditions=conditions.strip(),
        by=by,
    )
    decision.stepped_aside.set(stepped_aside(application))
    return decision


def stepped_aside(application: GrantApplication) -> list[Panelist]:
    """Those of the panel for whom the application does not exist; whose account is closed has no
    interest in it for that."""
    sitting = application.round.panelists.sitting().with_people().filter(person__is_active=True)
    return [one for one in sitting if one.person and not _knows(one.person, application)]


def _knows(person: Person, application: GrantApplication) -> bool:
    return known_to(person).filter(pk=application.pk).exists()


def recount(grant: Grant) -> None:
    """Write the sums of the rows on the grant; raises `Refused` where they do not go together."""
    state = Payment.State
    promised = Q(state__in=(state.PLANNED, state.DECIDED, state.PAID))
    grant.promised = _sum(grant.payments.filter(promised))
    grant.paid = _sum(grant.payments.filter(state=state.PAID))
    grant.repaid = _sum(grant.repayments.filter(state=Repayment.State.REPAID))
    grant.claimed = _sum(grant.repayments.filter(state=Repayment.State.CLAIMED))
    grant.right = right_of(grant)
    if grant.promised > grant.amount:
        raise Refused(_("Together the payments would be more than the grant."), field="amount")
    if grant.held < 0:
        raise Refused(_("More would be given back than has been paid."))
    if grant.state == Grant.State.REVOKED:
        grant.kept = grant.held
    grant.version += 1
    grant.save()


def _sum(rows: Any) -> Decimal:
    found: Decimal | None = rows.aggregate(sum=Sum("amount"))["sum"]
    return (found or Decimal(0)).quantize(Decimal("0.01"))


def tell(grant: Grant, verb: str, *, by: Person | None, **facts: Any) -> None:
    """One row of history; without a person it was the applicant, by key. Whoever looks at the
    grant just now has an older version of it from here on."""
    role = History.Role.PERSON if by else History.Role.OWNER
    Grant.objects.filter(pk=grant.pk).update(version=F("version") + 1)
    write_history(verb=verb, of=grant, by=by, role=role, **facts)


def receiver_of(application: GrantApplication) -> Receiver:
    return Receiver(application.email, application.language)


def write_to_applicant(grant: Grant, letter: str, *, due: bool = False, **context: Any) -> None:
    post_letter(
        to=receiver_of(grant.application),
        template=f"grants/letters/{letter}.txt",
        about=grant,
        due=due,
        application=grant.application,
        grant=grant,
        **context,
    )
