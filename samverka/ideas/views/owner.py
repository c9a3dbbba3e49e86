"""The tracking page: its owner follows and changes the idea. The address itself is the key."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed
from samverka.common.refusal import Refused
from samverka.ideas import actions
from samverka.ideas.forms import MessageForm, VisibilityForm
from samverka.ideas.models import Idea
from samverka.ideas.telling import how_far, question_in, story_for_owner
from samverka.ideas.views.beside import fitting

BESIDE = ("service", "project", "talk", "call", "partner")

# Whoever has the address may act: there is no cookie whose authority could be borrowed.
by_key = csrf_exempt


def follow(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, _find(key), MessageForm())


@by_key
@require_POST
def write(request: HttpRequest, key: str) -> HttpResponse:
    """An answer to us, or an addition to the idea, by the button that was pressed."""
    idea = _find(key)
    form = MessageForm(request.POST)
    if form.is_valid():
        adds = request.POST.get("as") == "addition"
        act = actions.add_to_idea if adds else actions.answer_us
        try:
            act(idea=idea, text=form.cleaned_data["text"])
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            thanks = _("Your addition is saved.") if adds else _("Your answer is sent.")
            messages.success(request, thanks)
            return redirect(idea.tracking_url)
    return _page(request, idea, form, status=422)


@by_key
@require_POST
def visibility(request: HttpRequest, key: str) -> HttpResponse:
    idea = _find(key)
    form = VisibilityForm(request.POST)
    form.full_clean()
    may_show = form.cleaned_data["may_show"]
    return _act(
        request,
        idea,
        lambda: actions.change_visibility(idea=idea, may_show=may_show),
        _("Others may read the idea when we have looked at it.")
        if may_show
        else _("Nobody but those who look after the idea can read it now."),
    )


@by_key
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    idea = _find(key)
    done = _("The idea is withdrawn. You can take it back.")
    return _act(request, idea, lambda: actions.withdraw_idea(idea=idea), done)


@by_key
@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    idea = _find(key)
    return _act(request, idea, lambda: actions.return_idea(idea=idea), _("The idea is back."))


@by_key
@require_POST
def erase(request: HttpRequest, key: str) -> HttpResponse:
    idea = _find(key)
    return _act(request, idea, lambda: actions.erase_idea(idea=idea), "")


def _find(key: str) -> Idea:
    return get_object_or_404(
        Idea.objects.select_related("municipality", "merged_into"), tracking_key=key
    )


def _act(request: HttpRequest, idea: Idea, action: Callable[[], object], done: str) -> HttpResponse:
    return pressed(request, action, done, idea.tracking_url)


def _page(request: HttpRequest, idea: Idea, form: MessageForm, status: int = 200) -> HttpResponse:
    if idea.erased_at:
        return closed_door(render(request, "ideas/erased.html", status=410))
    story = story_for_owner(idea)
    context = {
        "idea": idea,
        "additions": idea.additions,
        "question": question_in(story) if idea.is_open else None,
        "form": form,
        "steps": how_far(idea),
        "story": story,
        "found": fitting(idea, kinds=BESIDE, each=1),
        "just_sent": "sent" in request.GET,
        "address": request.build_absolute_uri(idea.tracking_url),
    }
    return closed_door(render(request, "ideas/follow.html", context, status=status))
