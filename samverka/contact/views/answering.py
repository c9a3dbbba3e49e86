"""Questions, for those who answer them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.contact import actions
from samverka.contact.forms import CloseForm, HandOverForm, SeenForm, WordsForm
from samverka.contact.models import Question
from samverka.contact.rules import is_coordinator, may_get
from samverka.people.models import PersonRequest

A_PAGE = 30


@signed_in
def listing(request: PersonRequest) -> HttpResponse:
    """Those that wait, whose promised day is nearest first; others by `?state=`."""
    questions = Question.objects.for_person(request.user).filter(erased_at=None).with_listing()
    state = request.GET.get("state", Question.State.WAITING)
    if state in Question.State.values:
        questions = questions.filter(state=state)
    page = Paginator(questions.longest_wait_first(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "state": state,
        "states": Question.State.choices,
        "coordinates": is_coordinator(request.user),
    }
    return render(request, "contact/questions.html", context)


@signed_in
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


@signed_in
@require_POST
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    question = _find(request, pk)
    return _act(
        request,
        question,
        "answer_form",
        WordsForm(request.POST),
        lambda told: actions.answer_question(question=question, by=request.user, **told),
        _("The answer is sent."),
    )


@signed_in
@require_POST
def hand_over(request: PersonRequest, pk: int) -> HttpResponse:
    question = _find(request, pk)
    return _act(
        request,
        question,
        "over_form",
        HandOverForm(request.POST, people=may_get(question)),
        lambda told: actions.hand_over_question(question=question, by=request.user, **told),
        _("Handed over."),
    )


@signed_in
@require_POST
def close(request: PersonRequest, pk: int) -> HttpResponse:
    question = _find(request, pk)
    return _act(
        request,
        question,
        "close_form",
        CloseForm(request.POST),
        lambda told: actions.close_question(
            question=question, by=request.user, words=told["text"], seen=told["seen"]
        ),
        _("The question is closed."),
    )


@signed_in
@require_POST
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    question = _find(request, pk)
    return _act(
        request,
        question,
        "reopen_form",
        SeenForm(request.POST),
        lambda told: actions.reopen_question(question=question, by=request.user, **told),
        _("It waits for an answer again."),
    )


def _find(request: PersonRequest, pk: int) -> Question:
    question = get_object_or_404(Question.objects.with_listing(), pk=pk)
    if not Question.objects.for_person(request.user).filter(pk=pk).exists():
        raise Http404
    return question


def _act(
    request: PersonRequest,
    question: Question,
    name: str,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    tried(form, act)
    if form.is_valid():
        messages.success(request, said)
        return redirect("contact:questions")
    return _page(request, _find(request, question.pk), status=422, **{name: form})


def _page(
    request: PersonRequest, question: Question, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "question": question,
        "lines": question.lines.select_related("author"),
        "answer_form": WordsForm(),
        "over_form": HandOverForm(people=may_get(question)),
        "close_form": CloseForm(),
        "wrong": next(iter(forms.values()), None),
    }
    return render(request, "contact/question.html", context | forms, status=status)
