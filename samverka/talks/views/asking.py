"""In the audience, on a phone: write the code, ask, see what others ask, say “me too”.

Nobody needs an account, and no cookie is set: the address behind the code is the phone's own.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.common.languages import reader_language
from samverka.common.polling import unless_seen
from samverka.common.views import too_often
from samverka.common.visitors import count_guess, has_guessed_enough, is_too_often
from samverka.talks.actions import asking as actions
from samverka.talks.forms.asking import AskForm, DoorForm
from samverka.talks.models import AudienceQuestion, QuestionTime, SameQuestion

CODES = "questions"  # whose wrong codes are counted
JOINING_A_MINUTE = 240  # a room full of phones often has one address


@csrf_exempt  # it acts for nobody who is signed in
def door(request: HttpRequest) -> HttpResponse:
    """Write the code. The picture on the screen leads here with the code in the address."""
    if request.method != "POST":
        form = DoorForm(initial={"code": request.GET.get("code", "")[:20]})
        return closed_door(render(request, "talks/ask_door.html", {"form": form}))
    has_tried = has_guessed_enough(request, what=CODES)
    if has_tried or is_too_often(request, what="asking", a_minute=JOINING_A_MINUTE):
        return too_often(request)
    form = DoorForm(request.POST)
    found = tried(form, lambda told: _find_by_code(request, form, told["code"]))
    if found:
        return redirect("talks:ask", found.pk, actions.new_key(found))
    return closed_door(render(request, "talks/ask_door.html", {"form": form}, status=422))


def _find_by_code(request: HttpRequest, form: DoorForm, code: str) -> QuestionTime | None:
    found = actions.find_open_questions(code)
    if found is None:
        count_guess(request, what=CODES)
        words = _("No talk takes questions with this code. Look at the screen, and try again.")
        form.add_error("code", words)
    return found


@csrf_exempt
def ask(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Ask, and read what others ask."""
    time, form = _find(pk, key), AskForm()
    if request.method == "POST":
        form = AskForm(request.POST)
        done = tried(
            form,
            lambda told: actions.ask_question(
                talk=time.talk, mark=actions.mark_of_key(key), **told
            ),
        )
        if done:
            return closed_door(redirect(f"{reverse('talks:ask', args=[pk, key])}#q-{done.pk}"))
    context = {"form": form, "talk": time.talk, **_asked(time, key)}
    status = 422 if form.errors else 200
    return closed_door(render(request, "talks/ask.html", context, status=status))


@require_safe
def listing(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Asked for every three seconds: as little as possible."""
    time = _find(pk, key)
    made = lambda: render(request, "talks/ask_list.html", _asked(time, key))  # noqa: E731
    return closed_door(unless_seen(request, seen_mark(time), made))


@csrf_exempt
@require_POST
def me_too(request: HttpRequest, pk: int, key: str, question: int) -> HttpResponse:
    time = _find(pk, key)
    rows = AudienceQuestion.objects.select_related("talk")
    row = get_object_or_404(rows, pk=question, talk=time.talk)
    act = lambda: actions.want_the_same(question=row, mark=actions.mark_of_key(key))  # noqa: E731
    there = f"{reverse('talks:ask', args=[pk, key])}#q-{row.pk}"
    return closed_door(pressed(request, act, "", there))


def seen_mark(time: QuestionTime) -> str:
    """The same until somebody has asked, answered, opened or closed."""
    return f'"{time.pk}-{time.changes}-{time.is_open:d}-{reader_language()}"'


def _find(pk: int, key: str) -> QuestionTime:
    rows = QuestionTime.objects.select_related("talk").filter(forgotten_at=None)
    time = get_object_or_404(rows, pk=pk)
    if not actions.is_key(time, key):
        raise Http404
    return time


def _asked(time: QuestionTime, key: str) -> dict[str, Any]:
    mark = actions.mark_of_key(key)
    said = SameQuestion.objects.filter(question__talk=time.talk, mark=mark)
    shown = list(AudienceQuestion.objects.shown().filter(talk=time.talk).most_wanted())
    return {
        "time": time,
        "key": key,
        "seen": seen_mark(time),
        "waiting": [row for row in shown if row.state == row.State.WAITING],
        "answered": [row for row in shown if row.state == row.State.ANSWERED],
        "too": set(said.values_list("question_id", flat=True)),
        "mine": {row.pk for row in shown if row.mark == mark},
    }
