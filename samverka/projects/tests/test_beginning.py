"""A project begins, and can be taken back while nobody has touched it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.projects.actions import (
    Beginning,
    FundingLine,
    PlannedMilestone,
    PlannedReport,
    PlannedRisk,
    Promised,
    TakesPart,
    add_partner,
    begin_project,
    remove_partner,
    undo_project,
)
from samverka.projects.models import (
    Funding,
    Project,
    ProjectIndicator,
    ProjectMilestone,
    ProjectRisk,
    ReportDue,
    Role,
)

GREENERY, WORKSHOP = "foreningen-gronskan", "ideverkstaden"
WHOLE = Beginning(
    title="The kitchen",
    language="en",
    starts_on=date(2026, 1, 1),
    ends_on=date(2099, 12, 31),
    funding=[FundingLine(Decimal(250_000), funder="The Fund", told_in="2026-7")],
    milestones=[PlannedMilestone("It is open", date(2026, 12, 1), "The door")],
    reports=[PlannedReport("Half-way", "The Fund", date(2027, 1, 31))],
    indicators=[Promised("Who come", "people", Decimal(0), Decimal(50), due_on=date(2027, 6, 1))],
    risks=[PlannedRisk("Nobody comes", ProjectRisk.Likelihood.LOW, "No food", "We ask")],
)


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def takers_of(project: Project) -> list[tuple[str, str]]:
    rows = project.takers.lead_first()
    return [(one.organisation.slug, one.role) for one in rows]


def test_a_project_begins_with_everything_that_was_planned(cast: Cast) -> None:
    both = [
        TakesPart(organisation(WORKSHOP).pk),
        TakesPart(organisation(GREENERY).pk, Role.LEAD),
    ]

    project = begin_project(what=WHOLE, partners=both, by=cast.amina)

    def rows(model: Any, *names: str) -> list[Any]:
        return list(
            model.objects.filter(project=project, written_by=cast.amina).values_list(*names)
        )

    assert (project.slug, project.title_en, project.state) == (
        "the-kitchen",
        "The kitchen",
        "running",
    )
    assert takers_of(project) == [(GREENERY, "lead"), (WORKSHOP, "partner")]
    assert rows(Funding, "kind", "funder", "amount", "currency", "told_in", "is_public") == [
        ("grant", "The Fund", Decimal(250_000), "SEK", "2026-7", True)
    ]
    assert rows(ProjectMilestone, "title", "due_on", "verified_by", "reached_on") == [
        ("It is open", date(2026, 12, 1), "The door", None)
    ]
    assert rows(ReportDue, "title", "to", "due_on", "state") == [
        ("Half-way", "The Fund", date(2027, 1, 31), "open")
    ]
    assert rows(ProjectIndicator, "title", "unit", "baseline", "target", "due_on") == [
        ("Who come", "people", Decimal(0), Decimal(50), date(2027, 6, 1))
    ]
    assert rows(ProjectRisk, "title", "likelihood", "consequence", "answer") == [
        ("Nobody comes", "low", "No food", "We ask")
    ]


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        (None, None, "unknown"),
        (date(2026, 11, 21), None, "planned"),
        (date(2026, 11, 20), None, "running"),
        (None, date(2026, 11, 20), "running"),
        (date(2026, 1, 1), date(2026, 11, 19), "ended"),
    ],
)
def test_the_days_tell_how_it_stands(first: date | None, last: date | None, state: str) -> None:
    assert Project.state_on(date(2026, 11, 20), first, last) == state


def test_the_last_day_does_not_come_before_the_first(cast: Cast) -> None:
    turned = Beginning("T", "sv", starts_on=date(2027, 2, 1), ends_on=date(2027, 1, 1))

    with pytest.raises(Refused, match="sista dagen"):
        begin_project(what=turned, partners=[], by=cast.amina)


def test_one_that_nobody_has_touched_can_be_taken_back(cast: Cast) -> None:
    mine = [TakesPart(organisation(GREENERY).pk, Role.LEAD)]
    project = begin_project(what=WHOLE, partners=mine, by=cast.amina)
    undo_project(project=project, by=cast.amina)
    assert not Project.objects.filter(slug="the-kitchen").exists()

    again = begin_project(what=WHOLE, partners=mine, by=cast.amina)
    add_partner(project=again, organisation=organisation(WORKSHOP), by=cast.amina)
    with pytest.raises(Refused):
        undo_project(project=again, by=cast.amina)


def test_only_those_in_it_say_who_takes_part(cast: Cast) -> None:
    mine = [TakesPart(organisation(GREENERY).pk, Role.LEAD)]
    project = begin_project(what=WHOLE, partners=mine, by=cast.amina)

    with pytest.raises(Refused):
        add_partner(project=project, organisation=organisation(WORKSHOP), by=cast.rut)
    assert add_partner(project=project, organisation=organisation(WORKSHOP), by=cast.elsa)
    assert not add_partner(project=project, organisation=organisation(WORKSHOP), by=cast.rut)
    assert takers_of(project) == [(GREENERY, "lead"), (WORKSHOP, "partner")]

    remove_partner(project=project, organisation=organisation(WORKSHOP), by=cast.amina)
    assert takers_of(project) == [(GREENERY, "lead")]
