"""The page that a letter to an organisation outside the partnership leads to: its key opens it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.consortium import AnswerForm, WordsForm
from samverka.applications.models import Asked
from samverka.common.access import closed_door
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.common.visitors import is_too_often

TRIES_A_MINUTE = 30


def page(request: HttpRequest, key: str) -> HttpResponse:
    """Opening it changes nothing: some mail programs open every link by themselves."""
    if is_too_often(request, what="asked", a_minute=TRIES_A_MINUTE):
        return render(request, "429.html", status=429)
    asked = _find(key)
    if request.method != "POST":
        return _page(request, asked)
    form = AnswerForm(request.POST)
    tried(form, lambda told: actions.accept_asked(asked=asked, **told))
    if form.is_valid():
        messages.success(request, _("Thank you. You take part, and the others know."))
        return closed_door(redirect(asked))
    return _page(request, _find(key), status=422, answer_form=form)


@require_POST
def decline(request: HttpRequest, key: str) -> HttpResponse:
    if is_too_often(request, what="asked", a_minute=TRIES_A_MINUTE):
        return render(request, "429.html", status=429)
    asked, form = _find(key), WordsForm(request.POST)
    tried(form, lambda told: actions.decline_asked(asked=asked, **told))
    if form.is_valid():
        messages.success(request, _("Thank you for answering. You can change your mind here."))
        return closed_door(redirect(asked))
    return _page(request, _find(key), status=422, words_form=form)


def _find(key: str) -> Asked:
    """A letter that was taken back leads nowhere."""
    rows = Asked.objects.select_related("application__call", "member__organisation")
    return get_object_or_404(rows.exclude(state=Asked.State.WITHDRAWN), key=key)


def _page(request: HttpRequest, asked: Asked, status: int = 200, **bound: Form) -> HttpResponse:
    application = asked.application
    context = {
        "asked": asked,
        "application": application,
        "members": application.members.current().with_organisation().lead_first(),
        "may_accept": application.is_being_written and asked.can_move(Asked.State.ACCEPTED),
        "may_decline": application.is_being_written and asked.can_move(Asked.State.DECLINED),
        "answer_form": AnswerForm(),
        "words_form": WordsForm(),
        **bound,
    }
    answer = render(request, "applications/asked.html", context, status=status)
    return closed_door(answer, referrer="same-origin")
