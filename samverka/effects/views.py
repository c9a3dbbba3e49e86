"""What became of it: for everybody, with what stands behind each figure."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.counting.figures import FIGURES
from samverka.effects.flow import flow_of
from samverka.effects.papers import HEADER, as_table
from samverka.effects.pictures import drawn
from samverka.effects.telling import NAMES, Effects
from samverka.effects.trends import trends_of, yearly
from samverka.partnership.rules import Belonging
from samverka.partnership.views.exchange import CSV, XLSX, as_file

A_PAGE = 50


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    effects = _asked(request)
    steps = flow_of(effects.year)
    context = {
        "effects": effects,
        "groups": effects.groups,
        "steps": steps,
        "flow": drawn(steps),
        "trends": trends_of(effects),
        "yearly": yearly(effects),
    }
    return render(request, "effects/page.html", context)


@require_safe
def rows(request: HttpRequest, what: str) -> HttpResponse:
    """What a figure counts: by name what the visitor may see, and how many more there are."""
    if what not in NAMES:
        raise Http404
    effects, figure = _asked(request), FIGURES[what]
    if effects.year and figure.is_of_today:
        raise Http404
    shown = figure.shown_to(effects.who, effects.year)
    listed = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    number = figure.rows_in(effects.year).count()
    context = {
        "effects": effects,
        "effect": effects.effect(what, effects.year),
        "page": listed,
        "lines": figure.lines(list(listed.object_list), effects.who),
        "number": number,
        "hidden": number - listed.paginator.count,
    }
    return render(request, "effects/rows.html", context)


@require_safe
def table(request: HttpRequest, form: str) -> HttpResponse:
    """All figures of every year, as each visitor sees them."""
    cells = as_table(Effects(Belonging(request.user)))
    return as_file(form, ("effects", _("What became of it")), HEADER, cells, (CSV, XLSX))


def _asked(request: HttpRequest) -> Effects:
    """For the year that the address names; 404 for one in which nothing happened."""
    effects = Effects(Belonging(request.user))
    if year := request.GET.get("year"):
        known = {str(one): one for one in effects.years}
        if year not in known:
            raise Http404
        effects.year = known[year]
    return effects
