"""The page that the letter to a partner leads to, and its desk: the key opens it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import tried
from samverka.common.visitors import is_too_often
from samverka.people.models import Person
from samverka.references.actions import taking_part
from samverka.references.forms.triage import AnswerForm
from samverka.references.models import Participation
from samverka.references.rules import may_answer_for

TRIES_A_MINUTE = 30


def page(request: HttpRequest, key: str) -> HttpResponse:
    """Opening it changes nothing: some mail programs open every link by themselves."""
    return _answered(request, key, taking_part.say_yes, _("Thank you. You take part."))


@require_POST
def decline(request: HttpRequest, key: str) -> HttpResponse:
    return _answered(
        request,
        key,
        taking_part.say_no,
        _("Thank you for answering. You can change your mind here."),
    )


def _answered(
    request: HttpRequest, key: str, say: Callable[..., Participation], said: str
) -> HttpResponse:
    if is_too_often(request, what="asked", a_minute=TRIES_A_MINUTE):
        return render(request, "429.html", status=429)
    asked = _find(key)
    if request.method != "POST":
        return _page(request, asked, AnswerForm())
    form = AnswerForm(request.POST)
    by = request.user if may_answer_for(request.user, asked) else None
    assert by is None or isinstance(by, Person)
    tried(form, lambda told: say(participation=asked, by=by, **told))
    if form.is_valid():
        messages.success(request, said)
        return closed_door(redirect(asked))
    return _page(request, _find(key), form, status=422)


def _find(key: str) -> Participation:
    """A question that was taken back, or whose asker erased theirs, leads nowhere."""
    rows = Participation.objects.standing().with_who().select_related("request__call")
    return get_object_or_404(rows.filter(request__erased_at=None), key=key)


def _page(
    request: HttpRequest, asked: Participation, form: AnswerForm, status: int = 200
) -> HttpResponse:
    open_still = asked.request.is_open
    context = {
        "participation": asked,
        "asked": asked.request,
        "form": form,
        "may_say_yes": open_still and asked.can_move(Participation.State.YES),
        "may_say_no": open_still and asked.can_move(Participation.State.NO),
    }
    answer = render(request, "references/answer.html", context, status=status)
    return closed_door(answer, referrer="same-origin")
