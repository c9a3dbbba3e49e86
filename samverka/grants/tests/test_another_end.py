"""The project that came of a grant follows it: to another last day, and to its end."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from samverka.cast import Cast
from samverka.common.papers import whole_day
from samverka.grants.actions.agreeing import sign_for_applicant, sign_for_host
from samverka.grants.actions.changing import agree_to_change, ask_change, refuse_change
from samverka.grants.actions.closing import close_grant, revoke_grant
from samverka.grants.actions.deciding import AFTER_REPORT
from samverka.grants.models import Grant
from samverka.grants.tests.granted_story import (
    REASONS,
    agreed,
    granted,
    in_a_month,
    paid,
    reported,
)
from samverka.projects.models import Project, ProjectMilestone, ReportDue
from samverka.projects.telling import story_of
from samverka.record.models import History

pytestmark = pytest.mark.django_db
A_MONTH = timedelta(days=31)


@pytest.fixture
def grant(cast: Cast) -> Grant:
    """With milestones on the way, at the end, and at the end but reached already."""
    found = granted(cast)
    last = found.ends_on
    for title, due_on, reached_on in (
        ("On the way", last - timedelta(days=60), None),
        ("Near the end", last - timedelta(days=5), None),
        ("At the end", last, None),
        ("Reached", last, last - timedelta(days=90)),
    ):
        ProjectMilestone.objects.create(
            project=project_of(found), title=title, due_on=due_on, reached_on=reached_on
        )
    return found


def project_of(grant: Grant) -> Project:
    return Project.objects.get(grants=grant)


def days(grant: Grant) -> dict[str, int]:
    """When everything is, in days from the last day that was decided first."""
    project, first = project_of(grant), grant.ends_on  # as it was read
    assert project.ends_on
    rows = {one.title: one.due_on for one in ProjectMilestone.objects.filter(project=project)}
    told: dict[str, date | None] = {"the project": project.ends_on, **rows}
    told |= {"the report": ReportDue.objects.get(project=project).due_on}
    return {name: (day - first).days for name, day in told.items() if day}


def agree(grant: Grant, ends_on: date, cast: Cast) -> None:
    change = ask_change(grant=grant, words="Mer tid.", ends_on=ends_on)
    agree_to_change(change=change, reasons=REASONS, by=cast.petra)


def test_what_lies_at_the_end_follows_and_the_rest_stays(cast: Cast, grant: Grant) -> None:
    ReportDue.objects.filter(project=grant.project).update(told_days=30)
    agree(grant, grant.ends_on + A_MONTH, cast)

    assert days(grant) == {
        "the project": 31,
        "On the way": -60,
        "Near the end": -5,
        "At the end": 31,
        "Reached": 0,
        "the report": 60 + 31,
    }
    assert ReportDue.objects.get(project=grant.project).told_days is None
    fresh = Grant.objects.get(pk=grant.pk)
    assert fresh.reports.get().due_on == ReportDue.objects.get(project=grant.project).due_on
    [told] = History.objects.of(project_of(grant)).filter(verb="end_moved")
    later = grant.ends_on + A_MONTH
    assert (told.actor, told.detail) == (
        cast.petra,
        {"before": grant.ends_on.isoformat(), "to": later.isoformat()},
    )
    assert story_of(project_of(grant))[0].sentence.startswith("Petra Exempel decided that")


def test_nothing_is_left_after_an_end_that_came_sooner(cast: Cast, grant: Grant) -> None:
    agree(grant, grant.ends_on - A_MONTH, cast)

    assert days(grant) == {
        "the project": -31,
        "On the way": -60,
        "Near the end": -31,
        "At the end": -31,
        "Reached": 0,
        "the report": 60 - 31,
    }


def test_a_project_that_has_its_own_last_day_keeps_it(cast: Cast, grant: Grant) -> None:
    own = grant.ends_on + timedelta(days=200)
    Project.objects.filter(grants=grant).update(ends_on=own)
    agree(grant, grant.ends_on + A_MONTH, cast)

    found = days(grant)
    assert (found["the project"], found["the report"]) == (200, 91)


def test_a_refused_change_moves_nothing(cast: Cast, grant: Grant) -> None:
    before = days(grant)
    change = ask_change(grant=grant, words="Mer tid.", ends_on=grant.ends_on + A_MONTH)
    refuse_change(change=change, reasons=REASONS, by=cast.petra)

    assert days(grant) == before
    assert not History.objects.of(project_of(grant)).filter(verb="end_moved").exists()


def test_what_is_paid_after_the_report_follows_it(cast: Cast, grant: Grant) -> None:
    """The agreement says one day for each, and while it is unsigned nobody reads that it is."""
    agreed(cast, grant)
    first, last = grant.payments.all()
    agree(grant, grant.ends_on + A_MONTH, cast)

    moved = [one.planned_on for one in grant.payments.all()]
    assert moved == [first.planned_on, last.planned_on + A_MONTH]
    [report] = grant.reports.all()
    assert report.due_on + AFTER_REPORT == moved[1]
    agreement = grant.agreements.get(state="made")
    said = str(agreement.content["sections"])
    with translation.override(grant.application.language):
        assert whole_day(moved[1]) in said
        assert whole_day(last.planned_on) not in said
    fresh = Grant.objects.get(pk=grant.pk)
    assert (fresh.state, fresh.stage) == ("agreed", "A new agreement is to be signed")
    sign_for_applicant(agreement=agreement, name="Viola Viby", sha256=agreement.sha256)
    sign_for_host(agreement=agreement, by=cast.elsa)
    assert Grant.objects.get(pk=grant.pk).stage == "Agreed"


def stands(grant: Grant) -> tuple[str, str, bool]:
    """How the project stands, and its report to the funder, and whether that has been removed."""
    report = ReportDue.objects.get(project=grant.project)
    return str(project_of(grant).state), str(report.state), report.removed_at is not None


def test_who_applied_leads_the_project_also_from_outside(grant: Grant) -> None:
    led = [(one.name, one.leads) for one in project_of(grant).outsiders.all()]
    assert led == [(grant.application.name, True)]


def test_a_closed_grant_ends_the_project_and_no_report_is_waited_for(
    cast: Cast, grant: Grant
) -> None:
    agreed(cast, grant)
    first, last = grant.payments.all()
    paid(cast, first)
    reported(cast, grant)
    paid(cast, last)
    close_grant(grant=grant, reasons=REASONS, by=cast.petra)

    assert stands(grant) == ("ended", "accepted", False)


def test_a_grant_that_is_taken_back_stops_the_project(cast: Cast, grant: Grant) -> None:
    revoke_grant(grant=grant, due_on=in_a_month(), reasons=REASONS, by=cast.petra)

    assert stands(grant) == ("stopped", "open", True)


def test_an_end_that_somebody_has_said_stays(cast: Cast, grant: Grant) -> None:
    Project.objects.filter(grants=grant).update(state="ended")
    revoke_grant(grant=grant, due_on=in_a_month(), reasons=REASONS, by=cast.petra)

    assert stands(grant)[0] == "ended"
