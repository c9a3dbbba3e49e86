"""The list of calls as one would write it first: a queryset, and one count for each question."""

from functools import reduce
from operator import or_

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samverka.calls.models import Call
from samverka.calls.models.call import CallQuerySet
from samverka.calls.pictures.timeline import timeline_of
from samverka.calls.views.listing import A_PAGE
from samverka.calls.wanted import CHOICES, Wanted
from samverka.common.lists import Narrowing, facet
from samverka.partnership.facets import theme_facet

COLUMNS = ("title_sv", "title_en", "summary_sv", "summary_en", "funder")
MOST = {"small": (0, 50_000), "medium": (50_000, 500_000), "large": (500_000, 5_000_000)}


def listing(request: HttpRequest) -> HttpResponse:
    """Without deadlines as a question, and with one language in the search."""
    wanted = Wanted.read(request.GET)
    facets = [
        facet(request, name, name, CHOICES[name], _numbers(wanted, name))
        for name in ("level", "applicants", "amount")
    ]
    facets.append(theme_facet(request, _numbers(wanted, "theme")))
    page = Paginator(_narrowed(wanted).soonest_first(), A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    context = {
        "wanted": wanted,
        "narrowing": Narrowing(facets, wanted.words),
        "page": page,
        "calls": [(call, None) for call in rows],
        "timeline": timeline_of(rows, timezone.localdate()),
    }
    return render(request, "calls/list.html", context)


def _narrowed(wanted: Wanted, but: str = "") -> CallQuerySet:
    found = Call.objects.not_closed()
    if wanted.words:
        for word in wanted.words.split():
            columns = (Q(**{f"{column}__icontains": word}) for column in COLUMNS)
            found = found.filter(reduce(or_, columns))
    if wanted.level and but != "level":
        found = found.filter(level__in=wanted.level)
    if wanted.theme and but != "theme":
        found = found.filter(pk__in=Call.objects.filter(themes__slug__in=wanted.theme).values("pk"))
    for name, each in (("applicants", _of_kind), ("amount", _of_size)):
        if but != name and (answers := wanted.answers.get(name)):
            chosen = Q()
            for answer in answers:
                chosen |= each(answer)
            found = found.filter(chosen)
    return found


def _of_kind(kind: str) -> Q:
    return Q(applicants=[]) if kind == "unknown" else Q(applicants__icontains=f'"{kind}"')


def _of_size(size: str) -> Q:
    if size == "unknown":
        return Q(amount_max=None)
    least, most = MOST.get(size, (5_000_000, 2**62))
    return Q(amount_max__gt=least, amount_max__lte=most)


def _numbers(wanted: Wanted, question: str) -> dict[str, int]:
    found = _narrowed(wanted, but=question).order_by()
    if question == "level":
        return dict(found.values_list("level").annotate(Count("pk")))
    if question == "theme":
        return dict(found.values_list("themes__slug").annotate(Count("pk")))
    each = _of_kind if question == "applicants" else _of_size
    values = [value for value, _ in CHOICES[question]]
    counted = found.aggregate(**{f"n{n}": Count("pk", each(one)) for n, one in enumerate(values)})
    return {one: counted[f"n{n}"] for n, one in enumerate(values)}
