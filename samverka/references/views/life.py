"""Meetings, hours and statements of a group, for those who keep it; files for those who see it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.calendar_files import calendar_answer
from samverka.common.files import given
from samverka.common.forms import Form
from samverka.partnership.rules import may_see_what_partners_see
from samverka.people.models import PersonRequest
from samverka.references.actions import life as actions
from samverka.references.calendar_entries import entry_of, title_of
from samverka.references.forms.life import GroupMeetingForm, HoursForm, StatementForm
from samverka.references.hours import short
from samverka.references.models import Engagement, EngagementMeeting, Statement
from samverka.references.views.doors import find_group, for_keepers


@for_keepers
def new_meeting(request: PersonRequest, group: Engagement) -> HttpResponse:
    form = GroupMeetingForm(request.POST if request.method == "POST" else None)
    made = tried(
        form,
        lambda _told: actions.plan_meeting(group=group, facts=form.facts, by=request.user),
    )
    if made:
        messages.success(request, _("The meeting is written down."))
        return redirect(group)
    return _meeting_page(request, group, None, form)


@for_keepers
def meeting(request: PersonRequest, group: Engagement, meeting: int) -> HttpResponse:
    """Change it, and write the hours that it took."""
    found = _meeting(group, meeting)
    posted = request.POST if request.method == "POST" else None
    form = GroupMeetingForm(posted, initial=GroupMeetingForm.facts_of(found))
    changed = tried(
        form,
        lambda _told: actions.change_meeting(meeting=found, facts=form.facts, by=request.user),
    )
    if changed:
        messages.success(request, _("Saved."))
        return redirect(group)
    return _meeting_page(request, group, found, form)


@for_keepers
@require_POST
def hours(request: PersonRequest, group: Engagement, meeting: int) -> HttpResponse:
    found = _meeting(group, meeting)
    form = HoursForm(request.POST, members=group.members.with_who())
    tried(
        form,
        lambda _told: actions.write_hours(meeting=found, hours=form.hours, by=request.user),
    )
    if form.is_valid():
        messages.success(request, _("The hours are written down."))
        return redirect(group)
    initial = GroupMeetingForm.facts_of(found)
    return _meeting_page(request, group, found, GroupMeetingForm(initial=initial), form)


@for_keepers
@require_POST
def call_off(request: PersonRequest, group: Engagement, meeting: int) -> HttpResponse:
    found = _meeting(group, meeting)
    return pressed(
        request,
        lambda: actions.call_off_meeting(meeting=found, by=request.user),
        _("The meeting is called off."),
        group,
    )


@for_keepers
@require_POST
def hold(request: PersonRequest, group: Engagement, meeting: int) -> HttpResponse:
    found = _meeting(group, meeting)
    return pressed(
        request,
        lambda: actions.hold_meeting_after_all(meeting=found, by=request.user),
        _("The meeting is held after all."),
        group,
    )


def meeting_calendar(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    """The entry for a calendar, with the link: for those who see what partners see."""
    group = find_group(request, pk)
    if not may_see_what_partners_see(request.user):
        raise Http404
    found = _meeting(group, meeting)
    return calendar_answer([entry_of(found)], name=title_of(found), file=f"group-{found.pk}")


@for_keepers
def new_statement(request: PersonRequest, group: Engagement) -> HttpResponse:
    form = _statement_form(request, {"given_on": timezone.localdate()})
    made = tried(
        form,
        lambda _told: actions.give_statement(
            group=group, facts=form.facts, file=form.chosen, by=request.user
        ),
    )
    if made:
        messages.success(request, _("The statement is written down."))
        return redirect(group)
    return _statement_page(request, group, None, form)


@for_keepers
def statement(request: PersonRequest, group: Engagement, statement: int) -> HttpResponse:
    found = get_object_or_404(group.statements.listed(), pk=statement)
    form = _statement_form(request, StatementForm.facts_of(found))
    changed = tried(
        form,
        lambda _told: actions.change_statement(
            statement=found, facts=form.facts, file=form.chosen, by=request.user
        ),
    )
    if changed:
        messages.success(request, _("Saved."))
        return redirect(group)
    return _statement_page(request, group, found, form)


@for_keepers
@require_POST
def withdraw_statement(request: PersonRequest, group: Engagement, statement: int) -> HttpResponse:
    found = get_object_or_404(group.statements, pk=statement)
    act = lambda: actions.withdraw_statement(statement=found, by=request.user)  # noqa: E731
    said = _("The statement is taken back. Nobody else reads it, and you can put it back.")
    return pressed(request, act, said, group)


@for_keepers
@require_POST
def return_statement(request: PersonRequest, group: Engagement, statement: int) -> HttpResponse:
    found = get_object_or_404(group.statements, pk=statement)
    act = lambda: actions.return_statement(statement=found, by=request.user)  # noqa: E731
    return pressed(request, act, _("The statement is there again."), group)


def statement_file(request: HttpRequest, pk: int, statement: int) -> HttpResponse:
    """What is public for everybody, all for those who see what partners see."""
    rows = find_group(request, pk).statements.standing()
    if not may_see_what_partners_see(request.user):
        rows = rows.public()
    found = get_object_or_404(rows, pk=statement)
    if found.content is None:
        raise Http404
    return given(bytes(found.content), name=found.name, media_type=found.content_type)


def _statement_form(request: PersonRequest, initial: dict[str, Any]) -> StatementForm:
    is_posted = request.method == "POST"
    return StatementForm(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        initial=initial,
    )


def _meeting(group: Engagement, pk: int) -> EngagementMeeting:
    return get_object_or_404(group.meetings.with_engagement(), pk=pk)


def _meeting_page(
    request: PersonRequest,
    group: Engagement,
    found: EngagementMeeting | None,
    form: Form,
    hours_form: Form | None = None,
) -> HttpResponse:
    if found and hours_form is None:
        known = {str(one.member_id): short(one.hours) for one in found.hours.all()}
        hours_form = HoursForm(initial=known, members=group.members.with_who())
    context = {"group": group, "meeting": found, "form": form, "hours_form": hours_form}
    is_wrong = form.is_bound or (hours_form is not None and hours_form.is_bound)
    return render(request, "references/meeting.html", context, status=422 if is_wrong else 200)


def _statement_page(
    request: PersonRequest, group: Engagement, found: Statement | None, form: Form
) -> HttpResponse:
    context = {"group": group, "statement": found, "form": form}
    return render(
        request, "references/statement.html", context, status=422 if form.is_bound else 200
    )
