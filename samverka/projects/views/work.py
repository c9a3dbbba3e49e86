"""The work in a project, for those who take part: one page with all of it, and hours in a tap."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed
from samverka.partnership.rules import organisations_of
from samverka.people.models import Person, PersonRequest
from samverka.projects import actions, work
from samverka.projects.models import Contribution, Project, ProjectPartner
from samverka.projects.telling import story_of
from samverka.projects.views.doors import for_takers
from samverka.projects.views.rows import find_row

HOURS = (1, 2, 4, 8)  # what one tap adds
SHOWN = 12  # contributions on the page


@for_takers
def page(request: PersonRequest, project: Project) -> HttpResponse:
    takers = work.takers_of(project)
    contributions = work.contributions_of(project)
    funding = work.funding_of(project, only_public=False)
    mine = _own(request.user, project)
    context = {
        "project": project,
        "takers": takers,
        "outsiders": work.outsiders_of(project),
        "moves": [(to.value, to.label) for to in Project.State if project.can_move(to)],
        "reports": work.reports_of(project),
        "milestones": work.milestones_of(project),
        "results": work.results_of(project),
        "contributions": contributions[:SHOWN],
        "put_in": work.table_of(work.put_in_by(takers, contributions)),
        "funding": funding,
        "sums": work.sums_of(funding),
        "risks": work.risks_of(project),
        "documents": work.documents_of(project, only_public=False),
        "removed": work.removed_from(project),
        "story": story_of(project),
        "mine": mine,
        "hours": HOURS if mine else (),
        "month": timezone.localdate(),
    }
    return render(request, "projects/work.html", context)


@for_takers
@require_POST
def hours(request: PersonRequest, project: Project) -> HttpResponse:
    """So many hours this month, of the partner where one works."""
    mine = _own(request.user, project)
    said = request.POST.get("hours", "")
    if mine is None or said not in {str(one) for one in HOURS}:
        messages.error(request, _("Choose how many hours, or write them in the form."))
        return redirect("projects:work", project.slug)
    facts = {
        "partner": mine,
        "month": timezone.localdate().replace(day=1),
        "kind": Contribution.Kind.HOURS,
        "hours": Decimal(said),
        "hour_value": _usual_value(mine),
    }
    return pressed(
        request,
        lambda: actions.add_row(project=project, kind="contribution", facts=facts, by=request.user),
        _("%(hours)s h are written down.") % {"hours": said},
        "projects:work",
        project.slug,
    )


@for_takers
@require_POST
def report(request: PersonRequest, project: Project, row: int) -> HttpResponse:
    """A report is sent, accepted, or was not after all."""
    found = find_row(project, "report", row)
    return pressed(
        request,
        lambda: actions.move_report(report=found, to=request.POST.get("to", ""), by=request.user),
        _("Saved."),
        "projects:work",
        project.slug,
    )


@for_takers
@require_POST
def milestone(request: PersonRequest, project: Project, row: int) -> HttpResponse:
    """A milestone is reached today, or was not after all."""
    found = find_row(project, "milestone", row)
    is_reached = request.POST.get("reached") == "yes"
    return pressed(
        request,
        lambda: actions.reach_milestone(milestone=found, is_reached=is_reached, by=request.user),
        _("Saved."),
        "projects:work",
        project.slug,
    )


def _own(person: Person, project: Project) -> ProjectPartner | None:
    """The partner of the project where they work."""
    theirs = project.takers.current().filter(organisation__in=organisations_of(person).values("pk"))
    return theirs.with_organisation().lead_first().first()


def _usual_value(partner: ProjectPartner) -> Decimal | None:
    """What its hours were worth the last time somebody said so."""
    valued = partner.contributions.filter(removed_at=None).exclude(hour_value=None)
    return valued.order_by("-id").values_list("hour_value", flat=True).first()
