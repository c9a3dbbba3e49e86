"""Papers of a meeting: handed in, given out, taken away."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.files import given
from samverka.meetings.actions import papers as actions
from samverka.meetings.forms.papers import PaperForm
from samverka.meetings.models import Meeting, Paper
from samverka.meetings.views.doors import for_its_preparers, for_those_who_see
from samverka.people.models import Person, PersonRequest


@for_its_preparers
def add(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    is_posted = request.method == "POST"
    form = PaperForm(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        meeting=meeting,
        initial={"item": request.GET.get("item")},
    )
    if tried(form, lambda told: _add(meeting, told, request.user)):
        messages.success(request, _("The paper is kept."))
        return redirect("meetings:papers", meeting.pk)
    context = {"meeting": meeting, "form": form, "papers": _papers(meeting)}
    return render(request, "meetings/papers_page.html", context, status=422 if is_posted else 200)


@for_those_who_see
def file(request: PersonRequest, meeting: Meeting, paper: int) -> HttpResponse:
    found = get_object_or_404(meeting.papers, pk=paper)
    if found.content is None:
        raise Http404
    return given(bytes(found.content), name=found.name, media_type=found.content_type)


@for_its_preparers
@require_POST
def remove(request: PersonRequest, meeting: Meeting, paper: int) -> HttpResponse:
    found = get_object_or_404(_papers(meeting), pk=paper)
    return pressed(
        request,
        lambda: actions.remove_paper(paper=found, by=request.user),
        _("The paper is taken away."),
        "meetings:papers",
        meeting.pk,
    )


def _add(meeting: Meeting, told: dict[str, Any], by: Person) -> Paper:
    file = told["file"]
    if file:
        return actions.add_file(
            meeting=meeting, item=told["item"], content=file.read(), name=file.name, by=by
        )
    return actions.add_link(
        meeting=meeting, item=told["item"], link=told["link"], name=told["name"], by=by
    )


def _papers(meeting: Meeting) -> QuerySet[Paper]:
    return meeting.papers.defer("content").select_related("item", "meeting")
