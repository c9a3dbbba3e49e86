"""The meetings that are coming and have been, and the page of each."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverka.common.access import signed_in
from samverka.common.moments import end_of
from samverka.meetings import rules
from samverka.meetings.actions.calling import last_day_of_notice, last_day_of_papers
from samverka.meetings.actions.inviting import who_is_asked
from samverka.meetings.agenda import timed
from samverka.meetings.models import AgendaItem, Attendee, Meeting, Paper
from samverka.meetings.sources import with_sources
from samverka.meetings.telling import state_of_preparation
from samverka.meetings.views.doors import for_those_who_see
from samverka.meetings.views.preparing import last_of
from samverka.partnership.rules import is_coordinator, may_see_what_partners_see
from samverka.people.models import PersonRequest

A_PAGE = 20


@signed_in
def listing(request: PersonRequest) -> HttpResponse:
    if not may_see_what_partners_see(request.user):
        raise Http404
    meetings = rules.meetings_for(request.user).select_related("minutes")
    past = Paginator(meetings.past(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": meetings.upcoming(),
        "page": past,
        "prepares": rules.may_prepare(request.user),
        "coordinates": is_coordinator(request.user),
    }
    return render(request, "meetings/list.html", context)


@for_those_who_see
def meeting(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """One meeting, before, during and after: each part of the work has its own rooms from here."""
    without_bytes = Prefetch("papers", Paper.objects.defer("content"))
    items = with_sources(meeting.items.select_related("responsible", "activity_list"))
    items = items.prefetch_related(without_bytes)
    prepares = rules.may_prepare(request.user)
    me = rules.attendee_of(request.user, meeting)
    coming = meeting.attendees.coming().select_related("organisation")
    context = {
        "meeting": meeting,
        "agenda": timed(items, meeting.starts_at),
        "papers": meeting.papers.filter(item=None).defer("content"),
        "me": me,
        "coming": coming,
        "in_room": sum(one.answer == Attendee.Answer.ROOM for one in coming),
        "prepares": prepares,
        "leads": rules.may_lead(request.user, meeting),
    }
    if prepares and meeting.may_be_planned:
        context |= _state_of(meeting, list(items))
    return render(request, "meetings/meeting.html", context)


def _state_of(meeting: Meeting, items: list[AgendaItem]) -> dict[str, object]:
    """What lacks still, and which papers came later than the statutes ask."""
    papers_by = last_day_of_papers(meeting)
    checks = state_of_preparation(
        meeting, items, notice_by=last_day_of_notice(meeting), papers_by=papers_by
    )
    late = meeting.papers.filter(added_at__gte=end_of(papers_by)).values_list("pk", flat=True)
    return {
        "checks": checks,
        "late_papers": list(late),
        "last": last_of(meeting.body, meeting) if not meeting.is_called else None,
        "uncalled": len(who_is_asked(meeting)) if meeting.is_called else 0,
    }
