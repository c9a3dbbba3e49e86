"""The list of projects, narrowed by the address: a fixed number of queries."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samverka.common.lists import Facet, Narrowing, every_word, facet, words_sought
from samverka.partnership.facets import theme_facet
from samverka.partnership.models import Municipality
from samverka.projects.models import Funding, Project
from samverka.projects.models.project import ProjectQuerySet

COLUMNS = ("title_sv", "title_en", "summary_sv", "summary_en")


def narrowed(request: HttpRequest) -> tuple[Narrowing, ProjectQuerySet]:
    """What was asked for, and the projects that fit it."""
    words = words_sought(request)
    themes = theme_facet(request)
    states = facet(request, "state", _("State"), Project.State.choices)
    places = facet(
        request, "municipality", _("Municipality"), Municipality.objects.values_list("code", "name")
    )
    funders, years = _funder_facet(request), _year_facet(request)
    projects = Project.objects.with_listing()
    if words:
        projects = projects.filter(_said(words))
    if themes.chosen:
        projects = projects.filter(themes__slug__in=themes.chosen)
    if states.chosen:
        projects = projects.filter(state__in=states.chosen)
    if places.chosen:
        there = Q(takers__organisation__municipality__code__in=places.chosen)
        projects = projects.filter(there)
    if funders.chosen:
        projects = projects.filter(_given_by(funders.chosen))
    if years.chosen:
        projects = projects.filter(_during(years.chosen))
    facets = [themes, states, places, funders, years]
    return Narrowing(facets, words), projects.distinct()


def _said(words: str) -> Q:
    """In what the project says of itself, or in the name of who takes part."""
    return every_word(words, *COLUMNS, "takers__organisation__name", "outsiders__name")


def _given_by(names: list[str]) -> Q:
    public = Funding.objects.filter(removed_at=None, is_public=True)
    given = public.filter(Q(funder__in=names) | Q(organisation__name__in=names))
    return Q(call__funder__in=names) | Q(pk__in=given.values("project"))


def _during(years: list[str]) -> Q:
    """They touch one of the years; an end that is not known is the year it began."""
    found = Q()
    for year in map(int, years):
        begun = Q(starts_on__year__lte=year, ends_on__year__gte=year)
        found |= begun | Q(starts_on__year=year) | Q(ends_on__year=year)
    return found


def _funder_facet(request: HttpRequest) -> Facet:
    public = Funding.objects.filter(removed_at=None, is_public=True, kind=Funding.Kind.GRANT)
    given = public.values_list("funder", "organisation__name")
    names = {organisation or funder for funder, organisation in given}
    names |= set(Project.objects.exclude(call=None).values_list("call__funder", flat=True))
    return facet(request, "funder", _("Funder"), [(name, name) for name in sorted(names) if name])


def _year_facet(request: HttpRequest) -> Facet:
    days = Project.objects.exclude(starts_on=None).values_list("starts_on", "ends_on")
    years = {
        year
        for first, last in days
        if first
        for year in range(first.year, min((last or first).year, first.year + 30) + 1)
    }
    return facet(request, "year", _("Year"), [(str(one), str(one)) for one in sorted(years)])
