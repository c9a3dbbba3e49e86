"""Problems become a question, and the question comes to a Community Talk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.forms import LONGEST_KEY, Form
from samverka.knowledge import actions
from samverka.knowledge.alike import Alike, by_likeness
from samverka.knowledge.forms.problems import ListChoiceForm, QuestionForm, TalkChoiceForm
from samverka.knowledge.models import Gathered, Problem, ProblemQuerySet
from samverka.knowledge.rules import Standing
from samverka.knowledge.telling import story_of
from samverka.knowledge.views.doors import for_carers
from samverka.people.models import PersonRequest
from samverka.plan.rules import lists_for
from samverka.talks.forms.preparing import TalkForm

A_PAGE = 30
MOST = 200  # loose problems that one chooses among, the newest


def listing(request: HttpRequest) -> HttpResponse:
    standing = Standing(request.user)
    rows = standing.questions().with_listing().newest_first()
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "standing": standing,
        "loose": Problem.objects.loose().count() if standing.cares_for_ideas else 0,
    }
    return render(request, "knowledge/question_list.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    gathered = _find(pk)
    if not Standing(request.user).may_read_question(gathered):
        raise Http404
    return _page(request, gathered)


def _find(pk: int) -> Gathered:
    rows = Gathered.objects.select_related("theme", "talk", "activity__activity_list")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, gathered: Gathered, **bound: Form) -> HttpResponse:
    """`bound` holds the form that could not be done."""
    standing = Standing(request.user)
    inside = Problem.objects.filter(gathered=gathered).standing()
    shown = list(standing.readable(inside).with_listing())
    talk, activity = gathered.talk, gathered.activity
    cares = standing.cares_for_ideas
    listed = activity and not activity.removed_at
    context: dict[str, Any] = {
        "row": gathered,
        "standing": standing,
        "problems": shown,
        "others": inside.count() - len(shown),
        "talk": talk if talk and (cares or gathered.is_public) else None,
        "activity": activity
        if activity and listed and lists_for(request.user).contains(activity.activity_list)
        else None,
        "tie_form": TalkChoiceForm() if cares else None,
        "year_form": ListChoiceForm() if cares else None,
        "story": story_of(gathered) if cares else [],
        "bound": next(iter(bound.values()), None),
    }
    status = 422 if bound else 200
    return render(request, "knowledge/question.html", context | bound, status=status)


@for_carers
def new(request: PersonRequest) -> HttpResponse:
    """`?problem=` is the one to begin with: those like it stand first."""
    first, loose = _first(request), Problem.objects.loose()
    start = {"problems": [first.pk]} if first else {}
    form = QuestionForm(problems=loose, initial=start)
    if request.method == "POST":
        form = QuestionForm(request.POST, problems=loose)
        made = tried(
            form,
            lambda told: actions.gather_problems(
                asked=form.asked, problems=told["problems"], by=request.user
            ),
        )
        if made:
            messages.success(request, _("Gathered. Now it can come to a talk."))
            return redirect(made)
    return _edit_page(request, form, loose, first)


@for_carers
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    gathered = _find(pk)
    choices = Problem.objects.loose() | Problem.objects.filter(gathered=gathered).standing()
    form = QuestionForm(problems=choices, initial=QuestionForm.facts(gathered))
    if request.method == "POST":
        form = QuestionForm(request.POST, problems=choices)
        done = tried(
            form,
            lambda told: actions.change_question(
                gathered=gathered,
                asked=form.asked,
                problems=told["problems"],
                by=request.user,
                seen=told["seen"],
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect(gathered)
        gathered = _find(pk)
    return _edit_page(request, form, choices, gathered.problems.first(), row=gathered)


def _first(request: HttpRequest) -> Problem | None:
    key = request.GET.get("problem", "")
    if not (key.isdecimal() and len(key) <= LONGEST_KEY):
        return None
    return Problem.objects.loose().filter(pk=int(key)).first()


def _edit_page(
    request: PersonRequest,
    form: QuestionForm,
    choices: ProblemQuerySet,
    first: Problem | None,
    **context: Any,
) -> HttpResponse:
    context |= {"form": form, "choices": _in_order(form, choices, first), "first": first}
    status = 422 if form.errors else 200
    return render(request, "knowledge/question_edit.html", context, status=status)


def _in_order(form: QuestionForm, choices: ProblemQuerySet, first: Problem | None) -> list[Alike]:
    """Those that are ticked, then those that are most like the first."""
    rows = list(choices.with_listing().newest_first()[:MOST])
    known = {str(one.pk): one for one in rows}
    ticked = [Alike(known[key]) for key in known if key in form.chosen]
    rest = [one for key, one in known.items() if key not in form.chosen]
    return [*ticked, *(by_likeness(first, rest) if first else map(Alike, rest))]


@for_carers
def talk(request: PersonRequest, pk: int) -> HttpResponse:
    """A talk that begins with what the question says."""
    gathered = _find(pk)
    form = TalkForm(initial=_start(gathered))
    if request.method == "POST":
        form = TalkForm(request.POST)
        planned = tried(
            form,
            lambda told: actions.plan_talk_on(
                gathered=gathered, planned=form.planned, by=request.user
            ),
        )
        if planned:
            messages.success(request, _("Saved. Nobody else sees it before you publish it."))
            return redirect("talks:prepare", planned.slug)
    context = {"row": gathered, "form": form}
    status = 422 if form.errors else 200
    return render(request, "knowledge/question_talk.html", context, status=status)


def _start(gathered: Gathered) -> dict[str, Any]:
    return {
        "title_sv": gathered.question_sv or gathered.question_en,
        "title_en": gathered.question_en,
        "summary_sv": gathered.about_sv,
        "summary_en": gathered.about_en,
        "theme": gathered.theme,
        "takes_registrations": True,
    }


@for_carers
@require_POST
def tie(request: PersonRequest, pk: int) -> HttpResponse:
    gathered, form = _find(pk), TalkChoiceForm(request.POST)
    act = lambda told: actions.take_up_at(gathered=gathered, talk=told["talk"], by=request.user)  # noqa: E731
    if tried(form, act):
        messages.success(request, _("The talk takes it up."))
        return redirect(gathered)
    return _page(request, _find(pk), tie_form=form)


@for_carers
@require_POST
def put_on_list(request: PersonRequest, pk: int) -> HttpResponse:
    gathered, form = _find(pk), ListChoiceForm(request.POST)
    done = tried(
        form,
        lambda told: actions.put_on_list(
            gathered=gathered,
            activity_list=told["activity_list"],
            month=told["month"],
            by=request.user,
        ),
    )
    if done:
        messages.success(request, _("It stands on the list of the year."))
        return redirect(gathered)
    return _page(request, _find(pk), year_form=form)


@for_carers
@require_POST
def untie(request: PersonRequest, pk: int) -> HttpResponse:
    return _press(request, pk, actions.take_away_from_talk, _("Taken away from the talk."))


@for_carers
@require_POST
def part(request: PersonRequest, pk: int) -> HttpResponse:
    said = _("Taken apart. You can put it together again here.")
    return _press(request, pk, actions.part_question, said)


@for_carers
@require_POST
def together(request: PersonRequest, pk: int) -> HttpResponse:
    return _press(request, pk, actions.put_together, _("Put together again."))


def _press(
    request: PersonRequest, pk: int, action: Callable[..., object], said: str
) -> HttpResponse:
    gathered = _find(pk)
    return pressed(request, lambda: action(gathered=gathered, by=request.user), said, gathered)
