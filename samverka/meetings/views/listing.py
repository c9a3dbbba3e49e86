"""The meetings that are coming and have been, and the page of each."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverka.common.access import signed_in
from samverka.meetings import rules
from samverka.meetings.agenda import timed
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.views.doors import for_those_who_see
from samverka.partnership.rules import may_see_what_partners_see
from samverka.people.models import PersonRequest

A_PAGE = 20


@signed_in
def listing(request: PersonRequest) -> HttpResponse:
    if not may_see_what_partners_see(request.user):
        raise Http404
    meetings = rules.meetings_for(request.user)
    past = Paginator(meetings.past(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": meetings.upcoming(),
        "page": past,
        "prepares": rules.may_prepare(request.user),
    }
    return render(request, "meetings/list.html", context)


@for_those_who_see
def meeting(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """One meeting, before, during and after: each part of the work has its own rooms from here."""
    items = meeting.items.select_related("responsible", "activity_list").prefetch_related("papers")
    me = rules.attendee_of(request.user, meeting)
    coming = meeting.attendees.coming().select_related("organisation")
    context = {
        "meeting": meeting,
        "agenda": timed(items, meeting.starts_at),
        "papers": meeting.papers.filter(item=None).defer("content"),
        "me": me,
        "coming": coming,
        "in_room": sum(one.answer == Attendee.Answer.ROOM for one in coming),
        "prepares": rules.may_prepare(request.user),
        "leads": rules.may_lead(request.user, meeting),
    }
    return render(request, "meetings/meeting.html", context)
