"""The decision: it grants, refuses, or does not take up. There is one, and it is never changed."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.applications import actions as joint
from samverka.common.refusal import Outdated, Refused
from samverka.grants.actions.granting import (
    ask_reasons,
    lock_application,
    receiver_of,
    recount,
    tell,
    write_decision,
)
from samverka.grants.actions.meeting import end_meeting
from samverka.grants.actions.waiting import handled
from samverka.grants.models import (
    Grant,
    GrantApplication,
    GrantDecision,
    GrantReport,
    Payment,
)
from samverka.grants.outcome import money_of
from samverka.grants.rules import Standing
from samverka.grants.wording import DECIDED, letter_facts, letter_mark
from samverka.ideas.actions import become_project
from samverka.people.models import Person
from samverka.projects import actions as projects
from samverka.projects.models import Project, Role
from samverka.record.actions import post_letter, write_history

AT_ONCE = Decimal("0.75")  # of the grant, when the agreement is signed
AFTER_AGREEMENT = timedelta(days=30)
AFTER_REPORT = timedelta(days=30)


@dataclass(frozen=True)
class Verdict:
    """What is decided, and why; `why_sv` and `why_en` are what everybody may read of it."""

    kind: GrantDecision.Kind
    reasons: str
    amount: Decimal | None = None
    conditions: str = ""
    why_sv: str = ""
    why_en: str = ""


STATES = {
    GrantDecision.Kind.GRANT: GrantApplication.State.GRANTED,
    GrantDecision.Kind.REFUSE: GrantApplication.State.REFUSED,
    GrantDecision.Kind.DISMISS: GrantApplication.State.DISMISSED,
}


@transaction.atomic
def decide(
    *, application: GrantApplication, verdict: Verdict, by: Person, seen: str | None = None
) -> GrantDecision:
    """Decide about an application, and write to the applicant.

    `seen` is the mark of the letter that the person read before deciding; raises `Outdated` when
    another would go.
    """
    application = lock_application(application)
    ask_verdict(application, verdict, by)
    if seen is not None and letter_mark(application, verdict) != seen:
        raise Outdated(_("The letter has become another since you read it. Read it once more."))
    facts = {"reasons": verdict.reasons, "conditions": verdict.conditions}
    decision = write_decision(application, verdict.kind, amount=verdict.amount, by=by, **facts)
    application.state = STATES[verdict.kind]
    application.decision = decision
    application.version += 1
    application.save()
    if verdict.kind == GrantDecision.Kind.GRANT:
        _grant(application, decision, verdict, by)
    elif application.joint:
        joint.follow_decision(application=application.joint, decision=_for_joint(decision), by=by)
    end_meeting(application=application)
    write_history(verb=verdict.kind.value, of=application, by=by, decision=decision.pk)
    handled(application)
    post_letter(
        to=receiver_of(application),
        template=DECIDED,
        about=application,
        due=True,
        **letter_facts(application, verdict),
    )
    return decision


def ask_verdict(application: GrantApplication, verdict: Verdict, by: Person) -> None:
    """May they decide so? Raises `Refused` with what to do."""
    if application.is_decided:
        raise Refused(_("This application has been decided already."))
    if not Standing(by).may_decide(application):
        raise Refused(
            _(
                "Only somebody who decides in this round, and did not propose this, can decide."
                " Ask another."
            )
        )
    if not application.can_move(STATES[verdict.kind]):
        raise Refused(_("It cannot be decided so while it is: %(state)s.") % _state(application))
    ask_reasons(verdict.reasons)
    if verdict.kind != GrantDecision.Kind.DISMISS:
        _ask_proposal(application)
    if verdict.kind == GrantDecision.Kind.GRANT:
        _ask_amount(application, verdict.amount)


def _state(application: GrantApplication) -> dict[str, str]:
    return {"state": application.get_state_display().lower()}


def _ask_proposal(application: GrantApplication) -> None:
    """Four eyes: one proposes, another decides."""
    if not application.proposals.filter(taken_back_at=None).exists():
        raise Refused(_("Nobody has proposed anything yet. Ask an officer for a proposal first."))


def _ask_amount(application: GrantApplication, amount: Decimal | None) -> None:
    if not amount or amount < 0:
        raise Refused(_("Write how much is granted."), field="amount")
    if amount > application.asked:
        raise Refused(_("This is more than they apply for."), field="amount")
    left = money_of(application.round).left
    if left is not None and amount > left:
        raise Refused(_("The round has not so much money left."), field="amount")
    if not (application.starts_on and application.ends_on):
        raise Refused(_("The application does not say when the project begins and ends."))


def _grant(
    application: GrantApplication, decision: GrantDecision, verdict: Verdict, by: Person
) -> None:
    amount, starts_on, ends_on = verdict.amount, application.starts_on, application.ends_on
    assert amount is not None
    assert starts_on is not None
    assert ends_on is not None
    grant = Grant.objects.create(
        application=application,
        decision=decision,
        awarded=amount,
        amount=amount,
        starts_on=starts_on,
        ends_on=ends_on,
        why_sv=verdict.why_sv,
        why_en=verdict.why_en,
    )
    final = GrantReport.objects.create(
        grant=grant,
        kind=GrantReport.Kind.FINAL,
        due_on=grant.ends_on + timedelta(days=application.round.report_days),
    )
    _plan_payments(grant, final)
    grant.project = _project(grant, by)
    recount(grant)
    tell(grant, "begun", by=by, amount=str(grant.amount))


def _plan_payments(grant: Grant, final: GrantReport) -> None:
    """Most of it when the agreement is signed, the rest when the final report is approved."""
    first = (grant.amount * AT_ONCE).quantize(Decimal("0.01"), ROUND_FLOOR)
    agreed = timezone.localdate() + AFTER_AGREEMENT
    for amount, day, report in (
        (first, agreed, None),
        (grant.amount - first, final.due_on + AFTER_REPORT, final),
    ):
        if amount:
            Payment.objects.create(grant=grant, amount=amount, planned_on=day, report=report)


def _project(grant: Grant, by: Person) -> Project:
    """Of a joint application with all its partners, else of the applicant alone."""
    application = grant.application
    if application.joint:
        decision = _for_joint(grant.decision)
        made = joint.follow_decision(application=application.joint, decision=decision, by=by)
        if made:
            return made
    project = projects.begin_project(what=_beginning(grant), partners=_takers(application), by=by)
    if application.themes.exists():
        project.themes.set(application.themes.all())
    if application.idea:
        become_project(idea=application.idea, by=by)
    return project


def _beginning(grant: Grant) -> projects.Beginning:
    application, turn = grant.application, grant.application.round
    last = grant.reports.get(kind=GrantReport.Kind.FINAL)
    given = projects.FundingLine(
        amount=grant.amount,
        organisation_id=turn.host_id,
        currency=turn.currency,
        told_in=str(grant.decision),
    )
    report = projects.PlannedReport(
        title=str(last.get_kind_display()), to=turn.host.name, due_on=last.due_on
    )
    return projects.Beginning(
        title=application.title,
        summary=application.summary,
        language=application.language,
        call=turn.call,
        idea=application.idea,
        origin=Project.Origin.GRANT,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        outside_lead="" if application.organisation_id else application.name,
        funding=[given],
        reports=[report],
        example=application.example,
    )


def _takers(application: GrantApplication) -> list[projects.TakesPart]:
    if application.organisation_id is None:
        return []
    return [projects.TakesPart(application.organisation_id, Role.LEAD)]


def _for_joint(decision: GrantDecision) -> joint.Decision:
    return joint.Decision(decision.decided_on, decision.reasons, decision.amount)
