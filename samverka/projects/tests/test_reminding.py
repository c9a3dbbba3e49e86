"""Those concerned hear of a report 30, 7 and 1 days before, each once."""

from datetime import date, timedelta

import pytest

from samverka.cast import Cast
from samverka.projects import actions
from samverka.projects.models import ReportDue
from samverka.projects.tests.story import kitchen, line, organisation
from samverka.record.models import Letter
from samverka.tasks.models import Task

DUE = date(2027, 1, 31)


def report(cast: Cast) -> ReportDue:
    ReportDue.objects.all().delete()  # those of the demonstration
    project = kitchen(cast)
    found: ReportDue = line(
        project, "report", cast.amina, title="Half-way", to="The Fund", due_on=DUE
    )
    return found


def told_on(days_before: int) -> int:
    return actions.mind_reports(today=DUE - timedelta(days=days_before))


def test_a_report_is_told_of_three_times_and_once_when_late(cast: Cast) -> None:
    about = report(cast)

    told = [told_on(days) for days in (31, 30, 29, 8, 7, 6, 2, 1, 0, -5)]

    assert told == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
    letters = Letter.objects.about(about.project)
    assert {letter.to for letter in letters} == {cast.amina.email}
    assert letters.count() == 3
    [task] = Task.objects.open().about(about)
    assert (task.kind, task.due_on, task.organisation) == (
        *("project", DUE),
        organisation("foreningen-gronskan"),
    )


def test_what_is_sent_waits_no_more(cast: Cast) -> None:
    about = report(cast)
    told_on(7)

    actions.move_report(report=about, to="sent", by=cast.amina)

    assert [task.state for task in Task.objects.about(about)] == ["done"]
    assert told_on(1) == 0


def test_another_day_is_told_of_anew(cast: Cast) -> None:
    about = report(cast)
    told_on(7)
    about.refresh_from_db()
    later = DUE + timedelta(days=60)

    actions.change_row(row=about, facts={"due_on": later}, by=cast.amina, seen=about.version)

    assert told_on(1) == 0
    assert actions.mind_reports(today=later - timedelta(days=30)) == 1


@pytest.mark.parametrize("state", ["ended", "stopped"])
def test_nobody_is_reminded_in_a_project_that_is_over(cast: Cast, state: str) -> None:
    about = report(cast)
    actions.move_project(project=about.project, to=state, by=cast.amina)
    assert told_on(1) == 0
