"""My tasks, and the page of one of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.forms import Form
from samverka.common.refusal import Refused
from samverka.people.models import PersonRequest
from samverka.tasks import actions
from samverka.tasks.forms import EndForm, HandOverForm
from samverka.tasks.models import Task

A_PAGE = 50
ENDED_SHOWN = 50
REMEMBERED = timedelta(days=30)


@signed_in
def listing(request: PersonRequest) -> HttpResponse:
    """Open ones first, the nearest last day before the others; then what was ended this month."""
    mine = Task.objects.for_person(request.user).with_listing()
    page = Paginator(mine.open().due_first(), A_PAGE).get_page(request.GET.get("page"))
    ended = mine.ended_after(timezone.now() - REMEMBERED).latest_ended_first()
    context = {"page": page, "ended": ended[:ENDED_SHOWN]}
    return render(request, "tasks/list.html", context)


@signed_in
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


@signed_in
@require_POST
def done(request: PersonRequest, pk: int) -> HttpResponse:
    """Done, or dropped by the other button."""
    task = _find(request, pk)
    drops = request.POST.get("as") == "drop"
    act = actions.drop_task if drops else actions.finish_task
    if task.is_done_there and not drops:
        return redirect(task.url)
    form = EndForm(request.POST)
    said = _("It need not be done any more.") if drops else _("Done. It stays in the list a month.")
    return _act(
        request,
        task,
        "end_form",
        form,
        lambda: act(task=task, by=request.user, words=form.cleaned_data["words"]),
        said,
    )


@signed_in
@require_POST
def take(request: PersonRequest, pk: int) -> HttpResponse:
    task = _find(request, pk)
    act = lambda: actions.take_task(task=task, by=request.user)  # noqa: E731
    return _act(request, task, "take_form", Form({}), act, _("The others see that you do it."))


@signed_in
@require_POST
def hand_over(request: PersonRequest, pk: int) -> HttpResponse:
    task = _find(request, pk)
    form = HandOverForm(request.POST, task=task)

    def act() -> None:
        person, role = form.chosen
        actions.hand_over_task(task=task, to=person, role=role, by=request.user)

    return _act(request, task, "over_form", form, act, _("Handed over."))


@signed_in
@require_POST
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    task = _find(request, pk)
    act = lambda: actions.reopen_task(task=task, by=request.user)  # noqa: E731
    return _act(request, task, "undo_form", Form({}), act, _("It waits again."))


def _find(request: PersonRequest, pk: int) -> Task:
    return get_object_or_404(Task.objects.for_person(request.user).with_listing(), pk=pk)


def _act(
    request: PersonRequest,
    task: Task,
    name: str,
    form: Form,
    act: Callable[[], object],
    said: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, said)
            return redirect("tasks:list")
    return _page(request, _find(request, task.pk), status=422, **{name: form})


def _page(request: PersonRequest, task: Task, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "task": task,
        "end_form": EndForm(),
        "over_form": HandOverForm(task=task),
        "title_form": next(iter(forms.values()), None),
    }
    return render(request, "tasks/task.html", context | forms, status=status)
