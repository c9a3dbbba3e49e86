"""The decision register, the page of a decision, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samverka.common.access import only_for, signed_in
from samverka.common.acting import pressed, tried
from samverka.common.forms import LONGEST_KEY, Form
from samverka.meetings.models import Meeting
from samverka.meetings.rules import may_prepare, meetings_for
from samverka.minutes import rules
from samverka.minutes.actions import coming_back, following
from samverka.minutes.forms.register import FollowForm, GoThroughForm
from samverka.minutes.models import Paragraph, Resolution
from samverka.minutes.register import as_table, narrowed
from samverka.minutes.telling import story_of
from samverka.partnership.rules import may_see_what_partners_see
from samverka.partnership.views.exchange import CSV, XLSX, as_file
from samverka.people.models import PersonRequest
from samverka.tasks.forms import EndForm

A_PAGE = 30
for_partners = only_for(may_see_what_partners_see)


@for_partners
def listing(request: PersonRequest) -> HttpResponse:
    found, narrowing = narrowed(request, request.user)
    context = {
        "narrowing": narrowing,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "asked": request.GET.urlencode(),
    }
    return render(request, "minutes/register.html", context)


@require_safe
@for_partners
def file(request: PersonRequest, form: str) -> HttpResponse:
    """The same, with the same choices, as a table."""
    found, _narrowing = narrowed(request, request.user)
    header, cells = as_table(found)
    return as_file(form, (_("decisions"), _("Decisions")), header, cells, (CSV, XLSX))


@signed_in
def decision(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


@signed_in
@require_POST
def follow(request: PersonRequest, pk: int) -> HttpResponse:
    """Whose it is, and its days."""
    row = _find(request, pk)
    if not rules.may_follow(request.user, row):
        raise Http404
    form = FollowForm(request.POST, resolution=row)
    tried(
        form,
        lambda told: following.follow_decision(
            resolution=row,
            owner=form.chosen,
            due_on=told["due_on"],
            follow_up_on=told["follow_up_on"],
            by=request.user,
        ),
    )
    return _done(request, row, form, _("Saved."), "follow_form")


@signed_in
@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """Done, or dropped by the other button."""
    row = _find(request, pk)
    if not rules.may_end(request.user, row):
        raise Http404
    form = EndForm(request.POST)
    drops = request.POST.get("as") == "drop"
    tried(
        form,
        lambda told: following.end_decision(
            resolution=row,
            state=following.DROPPED if drops else following.DONE,
            words=told["words"],
            by=request.user,
        ),
    )
    said = _("It need not be done any more.") if drops else _("Done.")
    return _done(request, row, form, said, "end_form")


@signed_in
@require_POST
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    row = _find(request, pk)
    if not rules.may_end(request.user, row):
        raise Http404
    act = lambda: following.reopen_decision(resolution=row, by=request.user)  # noqa: E731
    return pressed(request, act, _("It waits again."), row)


@signed_in
@require_POST
def go_through(request: PersonRequest, pk: int, decision: int) -> HttpResponse:
    """Since last time: those who lead say what the meeting heard."""
    meeting = get_object_or_404(Meeting.objects.all(), pk=pk)
    if not rules.may_lead(request.user, meeting):
        raise Http404
    rows = Resolution.objects.standing().with_listing().filter(paragraph__body=meeting.body)
    row = get_object_or_404(rows, pk=decision)
    form = GoThroughForm(request.POST)
    tried(
        form,
        lambda told: following.go_through(meeting=meeting, resolution=row, by=request.user, **told),
    )
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect(reverse("minutes:now", args=[meeting.pk]) + "#present")
    context = {"meeting": meeting, "row": row, "form": form}
    return render(request, "minutes/go_through.html", context, status=422)


@signed_in
@require_POST
def correct(request: PersonRequest, paragraph: int) -> HttpResponse:
    """Locked minutes are put right at a later meeting, which is chosen."""
    rows = Paragraph.objects.select_related("minutes__meeting", "item")
    row = get_object_or_404(rows, pk=paragraph)
    if not rules.may_lead(request.user, row.minutes.meeting):
        raise Http404
    meeting = _meeting(request)
    return pressed(
        request,
        lambda: coming_back.correct_later(paragraph=row, meeting=meeting, by=request.user),
        _("It stands on the agenda of that meeting now."),
        meeting,
    )


def _meeting(request: HttpRequest) -> Meeting:
    key = request.POST.get("meeting", "")
    if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
        raise Http404
    return get_object_or_404(Meeting.objects.all(), pk=key)


def _find(request: PersonRequest, pk: int) -> Resolution:
    """The decision, for whom it exists; who has its task sees it too."""
    rows = Resolution.objects.standing().with_listing()
    row = get_object_or_404(rows, pk=pk)
    seen = meetings_for(request.user).filter(pk=row.paragraph.minutes.meeting_id).exists()
    if not (seen or rules.may_end(request.user, row)):
        raise Http404
    return row


def _done(
    request: PersonRequest, row: Resolution, form: Form, said: str, name: str
) -> HttpResponse:
    if form.is_valid():
        messages.success(request, said)
        return redirect(row)
    return _page(request, _find(request, row.pk), status=422, **{name: form})


def _page(request: PersonRequest, row: Resolution, status: int = 200, **forms: Any) -> HttpResponse:
    follows = rules.may_follow(request.user, row)
    context = {
        "row": row,
        "reservations": row.reservations.select_related("attendee__organisation"),
        "story": story_of(row),
        "follows": follows,
        "ends": rules.may_end(request.user, row),
        "prepares": may_prepare(request.user),
        "sees_register": may_see_what_partners_see(request.user),
        "end_form": EndForm(),
        "follow_form": FollowForm(resolution=row) if follows else None,
        "title_form": next(iter(forms.values()), None),
    }
    return render(request, "minutes/decision.html", context | forms, status=status)
