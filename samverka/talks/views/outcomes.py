"""What a talk led to, for those who prepared it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.people.models import PersonRequest
from samverka.talks.actions import outcomes as actions
from samverka.talks.forms.afterwards import OutcomeForm
from samverka.talks.models import Outcome, Talk
from samverka.talks.views.afterwards import afterwards_page
from samverka.talks.views.doors import for_preparers


@require_POST
@for_preparers
def add(request: PersonRequest, talk: Talk) -> HttpResponse:
    form = OutcomeForm(request.POST, by=request.user)
    done = tried(
        form,
        lambda told: actions.add_outcome(
            talk=talk, said=form.said, due_on=told["due_on"], by=request.user
        ),
    )
    if done is None:
        return afterwards_page(request, talk, outcome_form=form)
    is_promise = done.kind == Outcome.Kind.PROMISE
    said = _("Saved. It waits among the tasks of who keeps it.") if is_promise else _("Saved.")
    messages.success(request, said)
    return redirect("talks:afterwards", talk.slug)


@for_preparers
def change(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    outcome = _find(talk, pk)
    form = OutcomeForm(by=request.user, outcome=outcome, initial=OutcomeForm.facts(outcome))
    if request.method == "POST":
        form = OutcomeForm(request.POST, by=request.user, outcome=outcome)
        done = tried(
            form,
            lambda told: actions.change_outcome(
                outcome=outcome, said=form.said, due_on=told["due_on"], by=request.user
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect("talks:afterwards", talk.slug)
    context = {"talk": talk, "outcome": outcome, "form": form}
    return render(request, "talks/outcome.html", context, status=422 if form.errors else 200)


@require_POST
@for_preparers
def remove(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    said = _("Taken away. You can put it back below.")
    return _press(request, talk, pk, actions.remove_outcome, said)


@require_POST
@for_preparers
def put_back(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    return _press(request, talk, pk, actions.put_back_outcome, _("Put back."))


@require_POST
@for_preparers
def keep(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    return _press(request, talk, pk, actions.keep_promise, _("The promise is kept."))


@require_POST
@for_preparers
def give_up(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    said = _("Nobody waits for it any more.")
    return _press(request, talk, pk, actions.give_up_promise, said)


@require_POST
@for_preparers
def reopen(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    return _press(request, talk, pk, actions.reopen_promise, _("It waits again."))


def _press(
    request: PersonRequest, talk: Talk, pk: int, action: Callable[..., Outcome], said: str
) -> HttpResponse:
    outcome = _find(talk, pk)
    act = lambda: action(outcome=outcome, by=request.user)  # noqa: E731
    return pressed(request, act, said, "talks:afterwards", talk.slug)


def _find(talk: Talk, pk: int) -> Outcome:
    return get_object_or_404(Outcome.objects.with_listing(), pk=pk, talk=talk)
