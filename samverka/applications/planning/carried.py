"""What a project takes over from the application that was granted."""

import re
from decimal import Decimal
from typing import Any, Final

from samverka.applications.budgeting.counting import rules_of
from samverka.applications.models import Application, Budget, Indicator, Share, Submission
from samverka.applications.planning.gathering import Plan, plan_of
from samverka.projects import actions as projects
from samverka.projects.models import Funding, Project, ProjectRisk, Role

# A whole number or one with two decimals, with spaces between thousands; then its unit.
NUMBER: Final = re.compile(
    r"(\d{1,3}(?:[ \u00a0]\d{3}){1,3}|\d{1,11})(?:[.,](\d{1,2}))?(?:\s*((?:[^\W\d]|%).*))?"
)
UNIT_LENGTH: Final = 40


def takers_of(application: Application) -> list[projects.TakesPart]:
    """Those who applied, whoever leads first."""
    members = application.members.current().lead_first()
    return [projects.TakesPart(one.organisation_id, Role(one.role)) for one in members]


def beginning_of(application: Application, submission: Submission) -> projects.Beginning:
    """What was granted and what was planned. Amounts are as the funder decided and as budgeted."""
    plan = plan_of(application)
    return projects.Beginning(
        title=application.title,
        summary=application.summary,
        language=application.language,
        call=application.call,
        idea=application.idea,
        origin=Project.Origin.APPLICATION,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        responsible=application.author,
        example=application.example,
        funding=_funding(application, submission),
        **_planned(plan),
    )


def _planned(plan: Plan) -> dict[str, Any]:
    return {
        "milestones": [
            projects.PlannedMilestone(one.title, one.on, one.verified_by)
            for _number, one in plan.milestones
        ],
        "indicators": [promised(one) for one in plan.indicators],
        "risks": [
            projects.PlannedRisk(
                one.title, ProjectRisk.Likelihood(one.likelihood), one.consequence, one.answer
            )
            for _number, one in plan.risks
        ],
    }


def _funding(application: Application, submission: Submission) -> list[projects.FundingLine]:
    """The grant, and what the members pay themselves: that is theirs to make public."""
    assert submission.amount is not None
    grant = projects.FundingLine(
        submission.amount, funder=submission.to, currency=application.currency
    )
    budget = Budget.objects.filter(application=application).first()
    if budget is None:
        return [grant]
    currency = rules_of(budget).currency
    shares = Share.objects.filter(budget=budget, own_cash__gt=0, member__state="in")
    own = [
        projects.FundingLine(
            share.own_cash,
            kind=Funding.Kind.OWN,
            organisation_id=share.member.organisation_id,
            currency=currency,
            is_public=False,
        )
        for share in shares.select_related("member")
    ]
    return [grant, *own]


def promised(indicator: Indicator) -> projects.Promised:
    """With numbers where both ends are written as numbers, else in the words that were written."""
    first, last = number_in(indicator.baseline), number_in(indicator.target)
    facts: dict[str, Any] = {
        "title": indicator.title,
        "measured_by": indicator.measured_by,
        "due_on": indicator.on,
    }
    if last and (first or not indicator.baseline):
        baseline = first[0] if first else None
        return projects.Promised(unit=last[1], baseline=baseline, target=last[0], **facts)
    words = " → ".join(filter(None, (indicator.baseline, indicator.target)))
    return projects.Promised(promised=words, **facts)


def number_in(words: str) -> tuple[Decimal, str] | None:
    """The number that the words begin with, and its unit; None where they say something else."""
    found = NUMBER.fullmatch(words.strip())
    if found is None or len(found[3] or "") > UNIT_LENGTH:
        return None
    whole = re.sub(r"\D", "", found[1])
    return Decimal(f"{whole}.{found[2] or 0}"), found[3] or ""
