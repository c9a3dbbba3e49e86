"""The partners, for everybody."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samverka.common.lists import Narrowing, facet, words_sought
from samverka.partnership import rules
from samverka.partnership.facets import theme_facet
from samverka.partnership.models import SECTORS, Municipality, Organisation
from samverka.partnership.telling import linked_data

A_PAGE = 100


def partner_list(request: HttpRequest) -> HttpResponse:
    partners = Organisation.objects.partners()
    places = Municipality.objects.with_partner_count()
    kinds = facet(request, "kind", _("Kind"), Organisation.Kind.choices)
    municipalities = facet(
        request, "municipality", _("Municipality"), [(place.code, place.name) for place in places]
    )
    themes = theme_facet(request)
    found = partners.by_sector()
    if words := words_sought(request):
        found = found.saying(words)
    if kinds.chosen:
        found = found.filter(kind__in=kinds.chosen)
    if municipalities.chosen:
        found = found.filter(municipality__code__in=municipalities.chosen)
    if themes.chosen:
        found = found.filter(themes__slug__in=themes.chosen).distinct()
    page = Paginator(found.with_listing(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "narrowing": Narrowing([kinds, municipalities, themes], words),
        "page": page,
        "sectors": _in_sectors(page.object_list, found),
        "real": partners.filter(example=False).count(),
        "without_partner": [place for place in places if not place.partner_count],
        "looks_after": rules.may_look_after_partners(request.user),
    }
    return render(request, "partnership/partners.html", context)


def _in_sectors(
    shown: Iterable[Organisation], found: QuerySet[Organisation]
) -> list[tuple[Promise, int, list[Organisation]]]:
    """Name, how many were found in all, and those shown here; sectors without any are left out."""
    counted = found.order_by("kind").values_list("kind").annotate(Count("pk", distinct=True))
    numbers = dict(counted)
    shown = list(shown)
    sectors = [
        (
            name,
            sum(numbers.get(kind, 0) for kind in kinds),
            [one for one in shown if one.kind in kinds],
        )
        for name, kinds in SECTORS.items()
    ]
    return [sector for sector in sectors if sector[2]]


def partner_detail(request: HttpRequest, slug: str) -> HttpResponse:
    partner = get_object_or_404(Organisation.objects.with_page(), slug=slug)
    if not rules.may_read(request.user, partner):
        raise Http404
    contacts = list(partner.contact_roles.all())
    public = [one for one in contacts if one.is_public]
    context = {
        "partner": partner,
        "contacts": contacts if rules.may_see_what_partners_see(request.user) else public,
        "services": partner.services.active(),
        "projects": partner.projects.all(),
        "themes": partner.themes.all(),
        "earlier": partner.earlier_times.all(),
        "may_edit": rules.may_edit(request.user, partner),
        "looks_after": rules.may_look_after_partners(request.user),
        "facts": linked_data(partner, public),
        "shown_people": rules.shown_people_of(partner),
        "may_see_people": rules.may_see_people(request.user, partner),
    }
    return render(request, "partnership/partner.html", context)
