"""Problems that partners meet: reported, read, met by others too."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.acting import pressed, tried
from samverka.common.lists import Narrowing, facet, words_sought
from samverka.knowledge import actions
from samverka.knowledge.forms.problems import NewProblemForm, ProblemForm
from samverka.knowledge.forms.shared import ForForm
from samverka.knowledge.models import AlsoMet, Problem
from samverka.knowledge.rules import Standing
from samverka.knowledge.telling import story_of
from samverka.knowledge.views.doors import find, find_own, for_reporters
from samverka.partnership.models import Municipality, Organisation
from samverka.people.models import PersonRequest

FEW = 3  # partners together: the place of fewer would tell everybody who they are
A_PAGE = 30


def listing(request: HttpRequest) -> HttpResponse:
    standing, words = Standing(request.user), words_sought(request)
    names = [(place.code, place.name) for place in Municipality.objects.all()]
    places = facet(request, "municipality", _("Municipality"), names)
    rows = standing.readable(Problem.objects.all()).with_listing().newest_first()
    if words:
        rows = rows.saying(words)
    if places.chosen:
        rows = rows.filter(municipality__code__in=places.chosen)
    context = {
        "narrowing": Narrowing([places], words),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "standing": standing,
    }
    return render(request, "knowledge/problem_list.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    problem, standing = find(request, Problem, pk), Standing(request.user)
    met = list(problem.also_met.select_related("organisation__municipality"))
    organisations = [one.organisation for one in met]
    gathered = problem.gathered
    context = {
        "row": problem,
        "standing": standing,
        "may_change": standing.may_change(problem),
        "may_show": standing.may_show(problem),
        "met": organisations if standing.sees else [],
        "also_count": len(met),
        "places": _places_of(met) if standing.sees or len(met) >= FEW else [],
        "may_say": [
            (one, one in organisations) for one in standing.others_than(problem) if problem.stands
        ],
        "question": gathered if gathered and standing.may_read_question(gathered) else None,
        "story": story_of(problem) if standing.may_change(problem) else [],
    }
    return render(request, "knowledge/problem.html", context)


def _places_of(met: list[AlsoMet]) -> list[str]:
    there = (one.organisation.municipality for one in met)
    return sorted({place.name for place in there if place})


@for_reporters
def new(request: PersonRequest) -> HttpResponse:
    partners = Standing(request.user).reports_for()
    form = NewProblemForm(organisations=partners)
    if request.method == "POST":
        form = NewProblemForm(request.POST, organisations=partners)
        reported = tried(
            form,
            lambda told: actions.report_problem(
                organisation=told["organisation"], met=form.met, by=request.user
            ),
        )
        if reported:
            messages.success(request, _("Thank you. Partners can read it."))
            return redirect(reported)
    return _page(request, form)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    problem = find_own(request, Problem, pk)
    form = ProblemForm(initial=ProblemForm.facts(problem))
    if request.method == "POST":
        form = ProblemForm(request.POST)
        done = tried(
            form,
            lambda told: actions.change_problem(
                problem=problem, met=form.met, by=request.user, seen=told["seen"]
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect(problem)
        problem = find_own(request, Problem, pk)
    return _page(request, form, row=problem)


def _page(request: PersonRequest, form: ProblemForm, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    context |= {"form": form, "standing": Standing(request.user)}
    return render(request, "knowledge/problem_edit.html", context, status=status)


@signed_in
@require_POST
def too(request: PersonRequest, pk: int) -> HttpResponse:
    return _say(request, pk, actions.meet_too, _("Thank you. It is counted."))


@signed_in
@require_POST
def not_too(request: PersonRequest, pk: int) -> HttpResponse:
    return _say(request, pk, actions.take_meeting_back, _("Taken back."))


def _say(request: PersonRequest, pk: int, action: Callable[..., None], said: str) -> HttpResponse:
    problem = find(request, Problem, pk)
    keys = [one.pk for one in Standing(request.user).others_than(problem)]
    form = ForForm(request.POST, organisations=Organisation.objects.filter(pk__in=keys))
    if not keys or not form.is_valid():
        messages.error(request, _("Only another partner can say that it meets this too."))
        return redirect(problem)
    whose = form.cleaned_data["organisation"]
    act = lambda: action(problem=problem, organisation=whose, by=request.user)  # noqa: E731
    return pressed(request, act, said, problem)
