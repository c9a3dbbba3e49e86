"""What a project takes over from the application that was granted."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.applications import actions
from samverka.applications.models import Application, Indicator, Submission
from samverka.applications.planning.carried import number_in, promised
from samverka.applications.tests.budget_story import garden
from samverka.applications.tests.written import sent
from samverka.cast import Cast
from samverka.projects.models import Project

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("150", (Decimal(150), "")),
        ("1 500 personer", (Decimal(1500), "personer")),
        ("12,5 %", (Decimal("12.5"), "%")),
        ("0", (Decimal(0), "")),
        ("", None),
        ("three in five", None),
        ("from 3 to 5", None),
        ("3–5", None),
        ("12 34", None),
    ],
)
def test_a_number_is_read_where_one_is_written(
    words: str, found: tuple[Decimal, str] | None
) -> None:
    assert number_in(words) == found


@given(st.decimals(0, 10**11 - 1, places=2, allow_nan=False))
def test_every_amount_comes_back(number: Decimal) -> None:
    assert number_in(str(number)) == (number, "")


def test_what_is_no_number_stays_in_words() -> None:
    one = promised(Indicator(title="Trust", baseline="low", target="high"))
    other = promised(Indicator(title="Jobs", baseline="2 jobs", target="10 jobs"))
    assert (one.promised, one.target) == ("low → high", None)
    numbers = (other.baseline, other.target)
    assert (other.promised, other.unit, numbers) == ("", "jobs", (Decimal(2), Decimal(10)))


PLANNED: dict[str, dict[str, Any]] = {
    "milestone": {"title": "The kitchen is open", "on": date(2027, 6, 1), "verified_by": "Keys"},
    "risk": {"title": "No kitchen", "likelihood": "high", "answer": "We rent one"},
    "indicator": {"title": "Who cook", "baseline": "0", "target": "50 women"},
}


def granted(cast: Cast) -> Project:
    application = garden(cast).application
    days = {"starts_on": date(2027, 2, 1), "ends_on": date(2028, 1, 31)}
    Application.objects.filter(pk=application.pk).update(**days)
    for kind, told in PLANNED.items():
        actions.add_to_plan(application=application, kind=kind, facts=told, by=cast.amina)
    application.refresh_from_db()
    decision = actions.Decision(TODAY, amount=Decimal(50_000))
    submission = sent(cast, application)
    return actions.note_grant(submission=submission, decision=decision, by=cast.amina)


def test_a_project_takes_over_who_when_and_how_much(cast: Cast) -> None:
    project = granted(cast)

    assert (project.origin, project.state, project.responsible) == (
        *("application", "planned"),
        cast.amina,
    )
    assert (project.starts_on, project.ends_on) == (date(2027, 2, 1), date(2028, 1, 31))
    assert [(one.organisation.slug, one.role) for one in project.takers.lead_first()] == [
        ("foreningen-gronskan", "lead"),
        ("ideverkstaden", "partner"),
        ("abf", "partner"),
    ]
    assert [(one.kind, one.who, one.amount, one.is_public) for one in project.fundings.all()] == [
        ("grant", "The Fund", Decimal(50_000), True),
        ("own", "Idéverkstaden", Decimal(5_000), False),
    ]


def test_a_project_takes_over_the_plan_and_can_be_taken_back(cast: Cast) -> None:
    project = granted(cast)

    assert [(one.title, one.due_on) for one in project.projectmilestones.all()] == [
        ("The kitchen is open", date(2027, 6, 1))
    ]
    assert [(one.title, one.likelihood) for one in project.projectrisks.all()] == [
        ("No kitchen", "high")
    ]
    [indicator] = project.projectindicators.all()
    assert (indicator.target, indicator.unit) == (Decimal(50), "women")

    actions.take_decision_back(submission=Submission.objects.get(), by=cast.amina)
    assert not Project.objects.filter(pk=project.pk).exists()
