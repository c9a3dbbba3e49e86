"""Where an application is read as a whole, and the list of them."""

from django.http import HttpResponse
from django.shortcuts import render

from samverka.applications.models import Application
from samverka.applications.rules import Standing
from samverka.applications.views.doors import for_readers, for_staff
from samverka.people.models import PersonRequest


@for_staff
def listing(request: PersonRequest) -> HttpResponse:
    found = Standing(request.user).applications_seen().with_listing().nearest_first()
    return render(request, "applications/list.html", {"applications": found})


@for_readers
def detail(request: PersonRequest, application: Application) -> HttpResponse:
    """The workroom: sections, what is missing, who takes part, plan and budget."""
    standing = Standing(request.user)
    context = {
        "application": application,
        "sections": application.sections.select_related("owner__organisation", "writer__person"),
        "members": application.members.current().with_organisation().lead_first(),
        "leads": standing.may_lead(application),
        "writes": standing.may_write(application),
    }
    return render(request, "applications/detail.html", context)
