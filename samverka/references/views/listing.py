"""All groups: what is public for everybody, all for partners; a table for coordinators."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.access import only_for
from samverka.common.lists import Facet, Narrowing, facet
from samverka.partnership.models import Organisation
from samverka.partnership.rules import may_see_what_partners_see
from samverka.partnership.views.exchange import as_file
from samverka.people.models import PersonRequest
from samverka.references.hours import hours_table
from samverka.references.models import Engagement, EngagementMember, MemberHours
from samverka.references.models.engagement import EngagementQuerySet
from samverka.references.rules import engagements_for, is_coordinator, may_care

A_PAGE = 30
FORMS = ("csv", "xlsx")


def engagements(request: HttpRequest) -> HttpResponse:
    rows = engagements_for(request.user)
    narrowing = Narrowing(_facets(request, rows))
    inside = may_see_what_partners_see(request.user)
    narrowed_rows = _narrowed(rows, narrowing)
    narrowed = narrowed_rows.with_listing().with_numbers().newest_first()
    hours = MemberHours.objects.filter(meeting__engagement__in=narrowed_rows)
    context = {
        "hours": hours_table(hours) if inside else None,
        "page": Paginator(narrowed, A_PAGE).get_page(request.GET.get("page")),
        "narrowing": narrowing,
        "inside": inside,
        "may_care": may_care(request.user),
        "coordinates": is_coordinator(request.user),
    }
    return render(request, "references/engagements.html", context)


@only_for(is_coordinator)
def table(request: PersonRequest, form: str) -> HttpResponse:
    """Every hour of every member, a row for each; members without hours have one row too."""
    header = [
        *("group", "organisation", "country", "kind", "state", "starts_on", "ends_on"),
        *("partner", "person", "role", "since", "until", "meeting", "hours"),
    ]
    return as_file(form, ("reference-groups", _("Reference groups")), header, _rows(), FORMS)


def _rows() -> Iterator[list[object]]:
    members = EngagementMember.objects.with_who().select_related("engagement")
    ordered = members.prefetch_related("hours__meeting").order_by("engagement", "pk")
    for member in ordered:
        group = member.engagement
        facts = [
            *(group.title, group.organisation, group.country, group.kind, group.state),
            *(group.starts_on, group.ends_on, member.organisation.name, member.named),
            *(member.role, member.since, member.until),
        ]
        hours = list(member.hours.all())
        for one in hours:
            yield [*facts, timezone.localdate(one.meeting.starts_at), one.hours]
        if not hours:
            yield [*facts, None, None]


def _facets(request: HttpRequest, rows: EngagementQuerySet) -> list[Facet]:
    years = _years(rows)
    members = EngagementMember.objects.filter(engagement__in=rows).values("organisation")
    partners = Organisation.objects.filter(pk__in=members).order_by("name", "pk")
    return [
        facet(request, "state", _("State"), Engagement.State.choices),
        facet(request, "year", _("Year"), [(str(year), str(year)) for year in years]),
        facet(request, "partner", _("Partner"), list(partners.values_list("slug", "name"))),
    ]


def _years(rows: EngagementQuerySet) -> list[int]:
    """In which any of them went on, the latest first; without an end until today."""
    today = timezone.localdate()
    found: set[int] = set()
    for starts_on, ends_on in rows.values_list("starts_on", "ends_on"):
        if starts_on:
            last = ends_on or max(today, starts_on)
            found |= set(range(starts_on.year, last.year + 1))
    return sorted(found, reverse=True)


def _narrowed(rows: EngagementQuerySet, narrowing: Narrowing) -> EngagementQuerySet:
    states, years, partners = (one.chosen for one in narrowing.facets)
    if states:
        rows = rows.filter(state__in=states)
    for year in years[:1]:
        rows = rows.in_year(int(year))
    if partners:
        members = EngagementMember.objects.filter(organisation__slug__in=partners)
        rows = rows.filter(pk__in=members.values("engagement"))
    return rows
