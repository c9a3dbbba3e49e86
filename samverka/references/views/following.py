"""The page of who asked: follow it, add words, withdraw. The address itself is the key."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.common.templatetags.samverka import day
from samverka.references.actions import asking
from samverka.references.actions.outcome import tell_outcome
from samverka.references.forms.asking import MoreForm
from samverka.references.forms.letters import OutcomeForm
from samverka.references.models import ReferenceRequest, SupportCopy
from samverka.references.views.letters import given_copy

# Whoever has the address may act: there is no cookie whose authority could be borrowed.
by_key = csrf_exempt


def follow(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, _find(key), MoreForm())


@by_key
@require_POST
def write(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(key)
    form = MoreForm(request.POST)
    tried(form, lambda told: asking.add_words(request=found, text=told["text"]))
    if form.is_valid():
        messages.success(request, _("Your words are sent."))
        return redirect(found.follow_url)
    return _page(request, found, form, status=422)


@by_key
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(key)
    return pressed(
        request,
        lambda: asking.withdraw_request(request=found),
        _("Withdrawn. You can take it back on this page."),
        found.follow_url,
    )


@by_key
@require_POST
def give_back(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(key)

    def ask_again() -> None:
        asked = asking.return_request(request=found)
        if asked.is_waiting:
            said = _("You ask again, and we answer by %(day)s.") % {"day": day(asked.due_on)}
        else:
            said = _("It stands as before.")
        messages.success(request, said)

    return pressed(request, ask_again, "", found.follow_url)


@by_key
@require_POST
def outcome(request: HttpRequest, key: str) -> HttpResponse:
    found, form = _find(key), OutcomeForm(request.POST)
    tried(form, lambda _told: tell_outcome(request=found, told=form.told))
    if form.is_valid():
        messages.success(request, _("Thank you for telling us."))
        return redirect(found.follow_url)
    return _page(request, found, form, status=422)


def letter(request: HttpRequest, key: str) -> HttpResponse:
    """The signed letter of support, when there is one and we stand by it."""
    copy = SupportCopy.objects.given_out(_find(key)).first()
    if copy is None:
        raise Http404
    return closed_door(given_copy(copy))


@by_key
@require_POST
def erase(request: HttpRequest, key: str) -> HttpResponse:
    found = _find(key)
    return pressed(request, lambda: asking.erase_request(request=found), "", found.follow_url)


def _find(key: str) -> ReferenceRequest:
    return get_object_or_404(ReferenceRequest.objects.with_listing(), key=key)


def _page(
    request: HttpRequest, found: ReferenceRequest, form: Form, status: int = 200
) -> HttpResponse:
    """`form` is the one that was filled in: more words, or how it went."""
    if found.erased_at:
        return closed_door(render(request, "references/erased.html", status=410))
    context = {
        "asked": found,
        "lines": found.lines.all(),
        "form": form if isinstance(form, MoreForm) else MoreForm(),
        "outcome_form": form if isinstance(form, OutcomeForm) else OutcomeForm(),
        "wrong": form,
        "letter": SupportCopy.objects.given_out(found).defer("content").first(),
        "taking_part": found.participations.taking_part().with_who(),
        "just_sent": "sent" in request.GET,
        "address": request.build_absolute_uri(found.follow_url),
    }
    return closed_door(render(request, "references/follow.html", context, status=status))
