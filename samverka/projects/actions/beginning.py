"""A project begins: written by hand, or out of an application or a grant that was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.common.languages import ENGLISH
from samverka.common.refusal import Refused
from samverka.common.slugs import free_slug
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.projects import rules
from samverka.projects.models import (
    Funding,
    OutsidePartner,
    Project,
    ProjectIndicator,
    ProjectMilestone,
    ProjectPartner,
    ProjectRisk,
    ProjectRow,
    ReportDue,
    Role,
)
from samverka.record.actions import write_history
from samverka.record.models import History

SLUG_LENGTH = 90
FIRST = ("begun", "noted")  # what the history of every project begins with
TAKEN = {"new", "table", "import"}  # addresses of other pages


@dataclass(frozen=True)
class TakesPart:
    """An organisation, by its key, and as what it takes part."""

    organisation: int
    role: Role = Role.PARTNER


@dataclass(frozen=True)
class FundingLine:
    """One sum; `organisation_id` is who gives it where it is one of ours, else `funder`."""

    amount: Decimal
    kind: Funding.Kind = Funding.Kind.GRANT
    funder: str = ""
    organisation_id: int | None = None
    currency: str = "SEK"
    told_in: str = ""
    is_public: bool = True


@dataclass(frozen=True)
class PlannedMilestone:
    title: str
    due_on: date | None = None
    verified_by: str = ""


@dataclass(frozen=True)
class PlannedReport:
    title: str
    to: str
    due_on: date


@dataclass(frozen=True)
class PlannedRisk:
    title: str
    likelihood: ProjectRisk.Likelihood = ProjectRisk.Likelihood.MEDIUM
    consequence: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Promised:
    """What is to be measured. Without numbers, `promised` says it in words."""

    title: str
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    promised: str = ""
    measured_by: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Beginning:
    """What a project begins with; `language` is that of the title and the summary, `outside_lead`
    the name of who leads it, where that is nobody of ours."""

    title: str
    language: str
    summary: str = ""
    call: Call | None = None
    idea: Idea | None = None
    origin: Project.Origin = Project.Origin.BY_HAND
    starts_on: date | None = None
    ends_on: date | None = None
    responsible: Person | None = None
    outside_lead: str = ""
    funding: Sequence[FundingLine] = ()
    milestones: Sequence[PlannedMilestone] = ()
    reports: Sequence[PlannedReport] = ()
    indicators: Sequence[Promised] = ()
    risks: Sequence[PlannedRisk] = ()
    example: bool = False


@transaction.atomic
def begin_project(*, what: Beginning, partners: Iterable[TakesPart], by: Person) -> Project:
    """A project of these organisations. May they? What it comes out of has asked that."""
    _ask_days(what.starts_on, what.ends_on)
    project = _project(what)
    project.save()
    ProjectPartner.objects.bulk_create(
        ProjectPartner(project=project, organisation_id=one.organisation, role=one.role)
        for one in partners
    )
    if what.outside_lead:
        OutsidePartner.objects.create(project=project, name=what.outside_lead, role=Role.LEAD)
    if what.idea:  # a call is for more than each of its projects is about
        project.themes.set(what.idea.themes.all())
    _write_rows(project, what, by)
    write_history(verb="noted" if project.is_over else "begun", of=project, by=by)
    return project


@transaction.atomic
def write_down(*, what: Beginning, lead: Organisation, by: Person) -> Project:
    """A project by hand, of the organisation where one works; coordinators do it for any."""
    if not rules.may_begin_for(by, lead):
        raise Refused(_("Only those who work there, and coordinators, can do this."))
    return begin_project(what=what, partners=[TakesPart(lead.pk, Role.LEAD)], by=by)


@transaction.atomic
def undo_project(*, project: Project, by: Person) -> None:
    """It began by mistake. One that somebody has changed since stays."""
    project = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if History.objects.of(project).exclude(verb__in=FIRST).exists():
        raise Refused(_("Somebody has changed the project already. Write to a coordinator."))
    write_history(verb="removed", of=project, by=by)
    project.delete()


def address_of(title: str) -> str:
    """One that no project has, made of the title."""
    return free_slug(
        title, Project.objects.all(), length=SLUG_LENGTH, otherwise="project", taken=TAKEN
    )


def _ask_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_("The last day lies before the first."))


def _project(what: Beginning) -> Project:
    today = timezone.localdate()
    project = Project(
        slug=address_of(what.title),
        title_sv=what.title,
        summary_sv=what.summary,
        call=what.call,
        idea=what.idea,
        origin=what.origin,
        starts_on=what.starts_on,
        ends_on=what.ends_on,
        state=Project.state_on(today, what.starts_on, what.ends_on),
        responsible=what.responsible,
        example=what.example,
    )
    if what.language == ENGLISH:
        project.title_en, project.summary_en = what.title, what.summary
        project.summary_sv = ""
    return project


def _write_rows(project: Project, what: Beginning, by: Person) -> None:
    """Each as it was planned: the fields of a line are those of its row."""
    planned: dict[type[ProjectRow], Sequence[Any]] = {
        Funding: what.funding,
        ProjectMilestone: what.milestones,
        ReportDue: what.reports,
        ProjectIndicator: what.indicators,
        ProjectRisk: what.risks,
    }
    for kind, lines in planned.items():
        kind._default_manager.bulk_create(
            kind(project=project, written_by=by, **vars(line)) for line in lines
        )
