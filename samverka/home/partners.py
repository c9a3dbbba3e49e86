"""The partners, for everybody: on the map, in the network, and as a list."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samverka.common.lists import Facet, Narrowing, facet, words_sought
from samverka.common.text import clean_line
from samverka.home.pictures.county import County, county_of
from samverka.home.pictures.gathering import gathered
from samverka.home.pictures.network import Dot, Network, Wish, picture_of
from samverka.home.pictures.ties import SOURCES, Tie
from samverka.partnership.facets import theme_facet
from samverka.partnership.models import SECTORS, Municipality, Organisation
from samverka.partnership.rules import may_look_after_partners
from samverka.projects.models import Project

A_PAGE, LINKS_A_PAGE = 100, 50
SMALL = 40  # dots with ties in the picture beside the list
BESIDE = 12  # partners and projects that stand beside the map; all are in the list


def partner_list(request: HttpRequest) -> HttpResponse:
    partners = Organisation.objects.partners()
    places = list(Municipality.objects.with_partner_count())
    kinds, municipalities, themes = facets = _facets(request, places)
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
    real = partners.filter(example=False).count()
    rows = gathered()
    network = rows.whole
    context = {
        "narrowing": Narrowing(facets, words),
        "page": page,
        "sectors": _in_sectors(page.object_list, found),
        "real": real,
        "placeless": real - sum(place.partner_count for place in places),
        "network": network,
        "picture": picture_of(network, most=SMALL),
        "sources": SOURCES,
        "looks_after": may_look_after_partners(request.user),
    }
    county = county_of(places, rows.projects_in, "".join(municipalities.chosen[:1]))
    return render(request, "home/partners.html", context | _beside(county))


def _facets(request: HttpRequest, places: Iterable[Municipality]) -> list[Facet]:
    names = [(place.code, place.name) for place in places]
    return [
        facet(request, "kind", _("Kind"), Organisation.Kind.choices),
        facet(request, "municipality", _("Municipality"), names),
        theme_facet(request),
    ]


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


def _beside(county: County) -> dict[str, object]:
    """The map, and what there is in the chosen municipality."""
    if not county.chosen:
        return {"county": county}
    there = Organisation.objects.partners().filter(municipality__code=county.chosen.code)
    projects = Project.objects.filter(partners__in=there).distinct()
    return {
        "county": county,
        "there": there.order_by("example", "name")[:BESIDE],
        "projects_there": projects[:BESIDE],
    }


def network(request: HttpRequest) -> HttpResponse:
    kinds, municipalities, themes = facets = _facets(request, Municipality.objects.all())
    through = facet(request, "through", _("Through"), [(one.kind, one.title) for one in SOURCES])
    rows = gathered()
    wish = Wish(*(tuple(one.chosen) for one in (kinds, municipalities, themes, through)))
    found = rows.network(wish)
    chosen = rows.by_slug(clean_line(request.GET.get("chosen", "")))
    context = {
        "narrowing": Narrowing([*facets, through]),
        "network": found,
        "picture": picture_of(found, chosen),
        "sources": SOURCES,
        "chosen": chosen,
        "company": _company(found, chosen),
        "page": Paginator(found.links, LINKS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "home/network.html", context)


def _company(found: Network, chosen: Dot | None) -> list[tuple[Dot, tuple[Tie, ...]]]:
    """With whom the chosen one has worked, and through what; the most first."""
    return [
        (link.other if chosen and link.one.pk == chosen.pk else link.one, link.ties)
        for link in found.links
        if link.has(chosen)
    ]
