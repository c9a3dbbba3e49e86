"""Public reads, without a key."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from samverka.api.documents import (
    CallItem,
    PartnerItem,
    ProjectItem,
    ServiceItem,
    TalkItem,
    ThemeItem,
    call_item,
    partner_item,
    project_item,
    service_item,
    talk_item,
    theme_item,
)
from samverka.api.forms import Wanted, WantedCalls
from samverka.api.listing import Listing, Page
from samverka.api.problems import DESCRIBED
from samverka.calls.models import Call
from samverka.partnership.models import Organisation, Theme
from samverka.projects.models import Project
from samverka.support.models import Service
from samverka.talks.models import Talk

NAMES = ("name_sv", "name_en", "summary_sv", "summary_en")
TITLES = ("title_sv", "title_en", "summary_sv", "summary_en")

PARTNERS = Listing(
    rows=lambda: (
        Organisation.objects.partners().with_listing().prefetch_related("themes", "contact_roles")
    ),
    item=partner_item,
    columns=("name", "about_sv", "about_en", "for_whom_sv", "for_whom_en"),
)
SERVICES = Listing(
    rows=lambda: Service.objects.active().with_area().prefetch_related("themes", "needs"),
    item=service_item,
    columns=(*NAMES, "for_whom_sv", "for_whom_en"),
)
THEMES = Listing(rows=lambda: Theme.objects.all(), item=theme_item, columns=TITLES, themes="pk")
TALKS = Listing(
    rows=lambda: Talk.objects.public().select_related("theme"),
    item=talk_item,
    columns=TITLES,
    themes="theme",
)
CALLS = Listing(
    rows=lambda: Call.objects.public().prefetch_related("themes", "records__source"),
    item=call_item,
    columns=TITLES,
)
PROJECTS = Listing(
    rows=lambda: (
        Project.objects.with_listing()
        .with_public_funding()
        .select_related("idea")
        .prefetch_related("themes")
    ),
    item=project_item,
    columns=TITLES,
)

router = Router(tags=["reads"])


@router.get(
    "/partners",
    response=Page[PartnerItem],
    operation_id="list_partners",
    openapi_extra=DESCRIBED,
)
def partners(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Organisations that are partners today."""
    return PARTNERS.page(request, wanted)


@router.get(
    "/services",
    response=Page[ServiceItem],
    operation_id="list_services",
    openapi_extra=DESCRIBED,
)
def services(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """What the innovation support system offers now."""
    return SERVICES.page(request, wanted)


@router.get(
    "/themes", response=Page[ThemeItem], operation_id="list_themes", openapi_extra=DESCRIBED
)
def themes(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """The threads that tie everything together."""
    return THEMES.page(request, wanted)


@router.get("/talks", response=Page[TalkItem], operation_id="list_talks", openapi_extra=DESCRIBED)
def talks(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Community Talks, those to come and those that were held."""
    return TALKS.page(request, wanted)


@router.get("/calls", response=Page[CallItem], operation_id="list_calls", openapi_extra=DESCRIBED)
def calls(request: HttpRequest, wanted: Query[WantedCalls]) -> dict[str, Any]:
    """Calls for applications; closed ones too, see `status`."""
    only = Q(level=wanted.level) if wanted.level else Q()
    if wanted.closes_since:
        only &= Q(closes_on=None) | Q(closes_on__gte=wanted.closes_since)
    if wanted.open is not None:
        taking = Q(pk__in=Call.objects.taking_on(timezone.localdate()).values("pk"))
        only &= taking if wanted.open else ~taking
    return CALLS.page(request, wanted, only)


@router.get(
    "/projects",
    response=Page[ProjectItem],
    operation_id="list_projects",
    openapi_extra=DESCRIBED,
)
def projects(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Projects that came out of ideas and calls."""
    return PROJECTS.page(request, wanted)
