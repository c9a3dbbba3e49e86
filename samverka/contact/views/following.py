"""The page of who asked: read the answer, write back. The address itself is the key."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.contact.actions import erase_question, write_back
from samverka.contact.forms import BackForm
from samverka.contact.models import Question

# Whoever has the address may act: there is no cookie whose authority could be borrowed.
by_key = csrf_exempt


def follow(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, _find(key), BackForm())


@by_key
@require_POST
def write(request: HttpRequest, key: str) -> HttpResponse:
    question = _find(key)
    form = BackForm(request.POST)
    tried(form, lambda told: write_back(question=question, text=told["text"]))
    if form.is_valid():
        messages.success(request, _("Your words are sent."))
        return redirect(question.follow_url)
    return _page(request, question, form, status=422)


@by_key
@require_POST
def erase(request: HttpRequest, key: str) -> HttpResponse:
    question = _find(key)
    return pressed(request, lambda: erase_question(question=question), "", question.follow_url)


def _find(key: str) -> Question:
    return get_object_or_404(Question.objects.with_listing(), key=key)


def _page(
    request: HttpRequest, question: Question, form: BackForm, status: int = 200
) -> HttpResponse:
    if question.erased_at:
        return closed_door(render(request, "contact/erased.html", status=410))
    context = {
        "question": question,
        "lines": question.lines.all(),
        "form": form,
        "just_sent": "sent" in request.GET,
        "address": request.build_absolute_uri(question.follow_url),
    }
    return closed_door(render(request, "contact/follow.html", context, status=status))
