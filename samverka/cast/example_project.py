"""One example project with everything in it, so that no page of a project is empty."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from samverka.partnership.models import Organisation
from samverka.projects.models import (
    Contribution,
    Funding,
    Measurement,
    Project,
    ProjectIndicator,
    ProjectMilestone,
    ProjectPartner,
    ProjectRisk,
    ReportDue,
    Role,
)

SLUG = "exempel-odla-och-laga"


def fill_example_project(organisations: dict[str, Organisation]) -> None:
    """All of it is made up, and the project is marked as an example."""
    today = timezone.localdate()
    project = Project.objects.get(slug=SLUG)
    project.summary_sv = (
        "Grannar odlar tillsammans och lagar det som går sönder, i stället för att köpa nytt."
    )
    project.summary_en = "Neighbours grow food together and mend what breaks instead of buying new."
    project.leaves_sv = "En verkstad som står öppen en kväll i veckan, och en pärm med hur man gör."
    project.leaves_en = (
        "A workshop that is open one evening a week, and a folder with how it is done."
    )
    project.starts_on, project.ends_on = today - timedelta(days=300), today + timedelta(days=200)
    project.state = Project.State.RUNNING
    project.save()
    lead = ProjectPartner.objects.get(
        project=project, organisation=organisations["foreningen-gronskan"]
    )
    lead.role = Role.LEAD
    lead.save()
    _plan(project)
    _results(project)
    month = (today - timedelta(days=30)).replace(day=1)
    Contribution.objects.create(
        project=project, partner=lead, month=month, hours=Decimal(24), hour_value=Decimal(330)
    )


def _plan(project: Project) -> None:
    today = timezone.localdate()
    Funding.objects.create(project=project, funder="Exempelfonden", amount=Decimal(180_000))
    ProjectMilestone.objects.create(
        project=project,
        title="Verkstaden är öppen",
        due_on=today - timedelta(days=120),
        reached_on=today - timedelta(days=110),
    )
    ProjectMilestone.objects.create(
        project=project, title="Hundra lagade saker", due_on=today + timedelta(days=90)
    )
    ReportDue.objects.create(
        project=project,
        title="Lägesrapport",
        to="Exempelfonden",
        due_on=today + timedelta(days=21),
    )
    ProjectRisk.objects.create(
        project=project,
        title="Det är svårt att få folk att komma på vintern",
        likelihood=ProjectRisk.Likelihood.MEDIUM,
        answer="Vi flyttar in i bygdegården från november till mars.",
    )


def _results(project: Project) -> None:
    today = timezone.localdate()
    indicator = ProjectIndicator.objects.create(
        project=project,
        title="Lagade saker",
        unit="saker",
        baseline=Decimal(0),
        target=Decimal(100),
        due_on=today + timedelta(days=90),
    )
    for days, value in ((200, 12), (100, 37), (20, 61)):
        Measurement.objects.create(
            project=project,
            indicator=indicator,
            on=today - timedelta(days=days),
            value=Decimal(value),
        )
