"""The applicant's own pages: the address is the key, and nobody needs an account."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from samverka.common.acting import pressed, tried
from samverka.common.files import given
from samverka.common.papers import TYPES
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often
from samverka.grants.actions import applying, handing_in
from samverka.grants.counting import sums_of
from samverka.grants.eligibility import Obstacle, obstacles
from samverka.grants.forms.applying import AnswerForm, FileForm
from samverka.grants.models import Completion, Enclosure, GrantApplication
from samverka.grants.telling.case import answers_of
from samverka.grants.views.entrances import for_who_has_the_key


@dataclass(frozen=True)
class Listed:
    """An obstacle with the address where it is mended."""

    words: str
    url: str
    stops: bool


def listed(application: GrantApplication, found: list[Obstacle]) -> list[Listed]:
    return [Listed(one.words, one.url(application), one.stops) for one in found]


@require_safe
@for_who_has_the_key
def page(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    return _page(request, application)


@require_POST
@for_who_has_the_key
def hand_in(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    if is_too_often(request, what="apply", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    form = AnswerForm(request.POST)
    done = tried(
        form,
        lambda told: handing_in.hand_in(application=application, answer=told["answer"]),
    )
    if done:
        return redirect(f"{application.own_url}?sent")
    application.refresh_from_db()
    return _page(request, application, form, status=422)


@require_POST
@for_who_has_the_key
def withdraw(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    act = lambda: handing_in.withdraw(application=application)  # noqa: E731
    return pressed(request, act, _("Withdrawn. You can hand it in again."), application.own_url)


@require_POST
@for_who_has_the_key
def take_back(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    act = lambda: handing_in.take_back(application=application)  # noqa: E731
    return pressed(request, act, _("It is handed in again."), application.own_url)


@require_safe
@for_who_has_the_key
def paper(request: HttpRequest, application: GrantApplication, form: str) -> HttpResponse:
    """What was handed in last, byte for byte."""
    if form not in ("pdf", "docx"):
        raise Http404
    found = application.papers.last()
    if found is None:
        raise Http404
    content = bytes(found.pdf if form == "pdf" else found.docx)
    return given(content, name=f"{application.number}.{form}", media_type=TYPES[form])


@for_who_has_the_key
def files(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    """Enclosures: seen, added, taken away."""
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        done = tried(
            form,
            lambda told: applying.enclose(
                application=application, content=told["file"].read(), name=told["file"].name
            ),
        )
        if done:
            messages.success(request, _("The file is kept."))
            return redirect("grants:mine_files", application.key)
        application.refresh_from_db()
    context = {
        **framed(application, "files"),
        "form": form,
        "files": _enclosures(application),
    }
    return render(request, "grants/mine/files.html", context, status=422 if form.errors else 200)


@require_safe
@for_who_has_the_key
def file(request: HttpRequest, application: GrantApplication, pk: int) -> HttpResponse:
    found = get_object_or_404(application.enclosures, pk=pk)
    return given(bytes(found.content), name=found.name, media_type=found.kind)


@require_POST
@for_who_has_the_key
def take_out(request: HttpRequest, application: GrantApplication, pk: int) -> HttpResponse:
    found = get_object_or_404(_enclosures(application), pk=pk)
    act = lambda: applying.take_out(enclosure=found)  # noqa: E731
    said = _("The file is taken away.")
    return pressed(request, act, said, "grants:mine_files", application.key)


def _enclosures(application: GrantApplication) -> Any:
    own = application.enclosures.filter(of=Enclosure.Of.APPLICATION)
    return own.select_related("application").defer("content")


# What the applicant waits for, told for as long as they wait.
COMING: dict[str, Promise] = {
    GrantApplication.State.SENT: gettext_lazy(
        "Now an officer looks whether anything is missing. You get a letter each time something"
        " happens."
    ),
    GrantApplication.State.ASSESSED: gettext_lazy(
        "It is complete, and several people judge it now, each by themselves. You get a letter"
        " when it is decided."
    ),
}
STEPS = ("who", "project", "texts", "budget")


def framed(application: GrantApplication, step: str) -> dict[str, Any]:
    """What every page of the form has: the steps in order, and which comes next."""
    labels = {
        "who": _("Who you are"),
        "project": _("The project"),
        "texts": _("Your answers"),
        "budget": _("The budget"),
        "files": _("Enclosures"),
    }
    order = list(labels)
    place = order.index(step)
    return {
        "application": application,
        "turn": application.round,
        "step": step,
        "steps": list(labels.items()),
        "title": labels[step],
        "next": order[place + 1] if place + 1 < len(order) else "",
        "writes": application.can_be_written,
    }


def _whole(application: GrantApplication) -> dict[str, Any]:
    """All that will be handed in, to be read through first."""
    return {
        "answers": answers_of(application),
        "costs": application.costs.all(),
        "sums": sums_of(application),
        "enclosed": _enclosures(application),
    }


def _page(
    request: HttpRequest,
    application: GrantApplication,
    form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    writes = application.can_be_written
    found = obstacles(application) if writes else []
    asked = application.completions.filter(state=Completion.State.ASKED).first()
    context = {
        **framed(application, "who"),
        "obstacles": listed(application, [one for one in found if one.stops]),
        "remarks": listed(application, [one for one in found if not one.stops]),
        "asked": asked,
        "answered": application.completions.exclude(state=Completion.State.ASKED),
        "form": form or AnswerForm(),
        "just_sent": "sent" in request.GET and not application.is_draft,
        "address": request.build_absolute_uri(application.own_url),
        "withdrawable": application.can_move(GrantApplication.State.WITHDRAWN),
        "handed_in": application.papers.defer("pdf", "docx").last(),
        "days": settings.GRANT_DRAFT_DAYS,
        "now": timezone.now(),
        "coming": COMING.get(application.state, ""),
        **(_whole(application) if writes else {}),
    }
    return render(request, "grants/mine/page.html", context, status=status)
