"""Those who prepare open for questions, go through them, and show them in the room."""

from typing import Any

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samverka.common.acting import pressed
from samverka.common.polling import unless_seen
from samverka.common.spoken import door_picture
from samverka.common.tenancy import whole_address
from samverka.people.models import PersonRequest
from samverka.talks.actions import questions as actions
from samverka.talks.models import AudienceQuestion, QuestionTime, Talk
from samverka.talks.views.asking import seen_mark
from samverka.talks.views.doors import for_preparers


@require_safe
@for_preparers
def page(request: PersonRequest, talk: Talk) -> HttpResponse:
    return render(request, "talks/questions.html", _asked(talk))


@require_safe
@for_preparers
def listing(request: PersonRequest, talk: Talk) -> HttpResponse:
    """The part of the page that is asked for every three seconds."""
    return _piece(request, talk, "talks/questions_list.html")


@require_POST
@for_preparers
def begin(request: PersonRequest, talk: Talk) -> HttpResponse:
    act = lambda: actions.open_questions(talk=talk, by=request.user)  # noqa: E731
    said = _("Open. Show the code in the room.")
    return pressed(request, act, said, "talks:questions", talk.slug)


@require_POST
@for_preparers
def end(request: PersonRequest, talk: Talk) -> HttpResponse:
    act = lambda: actions.close_questions(talk=talk, by=request.user)  # noqa: E731
    return pressed(request, act, _("Closed. Nobody asks any more."), "talks:questions", talk.slug)


@require_POST
@for_preparers
def move(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    row = get_object_or_404(AudienceQuestion.objects.select_related("talk"), pk=pk, talk=talk)
    to = request.POST.get("to", "")
    if to in AudienceQuestion.State.values:
        act = lambda: actions.move_question(question=row, to=to, by=request.user)  # noqa: E731
        return pressed(request, act, "", "talks:questions", talk.slug)
    return redirect("talks:questions", talk.slug)


@require_safe
@for_preparers
def screen(request: PersonRequest, talk: Talk) -> HttpResponse:
    """For the room: how to ask, and what most want to know."""
    context = _asked(talk)
    time: QuestionTime | None = context["time"]
    if time is None:
        return redirect("talks:questions", talk.slug)
    door = whole_address(reverse("talks:ask_door"))
    context["door"] = door.partition("://")[2].rstrip("/")
    context["picture"] = door_picture(door, time.code)
    return render(request, "talks/question_screen.html", context)


@require_safe
@for_preparers
def screen_list(request: PersonRequest, talk: Talk) -> HttpResponse:
    return _piece(request, talk, "talks/question_screen_list.html")


def _piece(request: PersonRequest, talk: Talk, template: str) -> HttpResponse:
    context = _asked(talk)
    get_token(request)
    return unless_seen(request, context["seen"], lambda: render(request, template, context))


def _asked(talk: Talk) -> dict[str, Any]:
    time = QuestionTime.objects.filter(talk=talk).first()
    if time is not None:
        time.talk = talk
    rows = list(AudienceQuestion.objects.filter(talk=talk).most_wanted())
    of = {state: [row for row in rows if row.state == state] for state in AudienceQuestion.State}
    return {
        "talk": talk,
        "time": time,
        "seen": seen_mark(time) if time else '""',
        "waiting": of[AudienceQuestion.State.WAITING],
        "answered": of[AudienceQuestion.State.ANSWERED],
        "hidden": of[AudienceQuestion.State.HIDDEN],
    }
