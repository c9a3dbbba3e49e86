"""The rounds that one handles, and the applications of one of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samverka.common.access import signed_in
from samverka.common.lists import Facet, Narrowing, facet
from samverka.grants.models import GrantApplication, Round
from samverka.grants.rules import Standing
from samverka.grants.telling.overview import SORTS, Overview, Wanted
from samverka.grants.telling.waiting import Waiting
from samverka.grants.views.doors import for_the_panel
from samverka.partnership.models import Municipality, Theme
from samverka.people.models import PersonRequest

State = GrantApplication.State


@signed_in
def rounds(request: PersonRequest) -> HttpResponse:
    """Those whose panel the person sits in, and what waits for them in each."""
    standing = Standing(request.user)
    if not standing.places:
        raise Http404
    mine = Round.objects.filter(pk__in=standing.places).newest_first()
    context = {"waiting": [Waiting(standing, turn) for turn in mine]}
    return render(request, "grants/handling/rounds.html", context)


@for_the_panel
def overview(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    narrowing, wanted = _wanted(request)
    found = Overview(standing, turn, wanted, request.GET.get("page", ""))
    context = {
        "round": turn,
        "place": found.place,
        "overview": found,
        "narrowing": narrowing,
        "sort": wanted.sort,
        "sorts": SORTS.items(),
    }
    return render(request, "grants/handling/overview.html", context)


def _wanted(request: PersonRequest) -> tuple[Narrowing, Wanted]:
    states = [(one.value, one.label) for one in State if one != State.DRAFT]
    places = [(one.code, one.name) for one in Municipality.objects.order_by("name")]
    themes = [(one.slug, one.title) for one in Theme.objects.all()]
    state = facet(request, "state", _("State"), states)
    place = facet(request, "place", _("Municipality"), places)
    theme = facet(request, "theme", _("Theme"), themes)
    mine = facet(request, "mine", _("What waits"), [("yes", _("Only what waits for me"))])
    facets: list[Facet] = [state, place, theme, mine]
    sort = request.GET.get("sort", "")
    wanted = Wanted(
        states=state.chosen,
        places=place.chosen,
        themes=theme.chosen,
        mine=bool(mine.chosen),
        sort=sort if sort in SORTS else "received",
    )
    return Narrowing(facets), wanted
