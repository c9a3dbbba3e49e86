"""The page of a group, and what those who keep it do with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.partnership.rules import may_see_what_partners_see
from samverka.people.models import PersonRequest
from samverka.references.actions import groups as actions
from samverka.references.forms.groups import EndForm, GroupForm, MemberForm, WrittenDownForm
from samverka.references.hours import hours_table
from samverka.references.models import Engagement, MemberHours
from samverka.references.rules import may_care, may_keep
from samverka.references.views.doors import find_group, for_keepers

for_carers = only_for(may_care)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, find_group(request, pk))


@for_carers
def new(request: PersonRequest) -> HttpResponse:
    form = WrittenDownForm(request.POST if request.method == "POST" else None)
    group = tried(
        form,
        lambda told: actions.write_down_group(
            facts=form.facts, state=told["state"], by=request.user
        ),
    )
    if group:
        messages.success(request, _("Written down."))
        return redirect(group)
    return _edit(request, form, None)


@for_keepers
def edit(request: PersonRequest, group: Engagement) -> HttpResponse:
    is_posted = request.method == "POST"
    initial = GroupForm.facts_of(group) | {"seen": group.version}
    form = GroupForm(request.POST if is_posted else None, initial=initial)
    changed = tried(
        form,
        lambda told: actions.change_group(
            group=group, facts=form.facts, by=request.user, seen=told["seen"]
        ),
    )
    if changed:
        messages.success(request, _("Saved."))
        return redirect(changed)
    return _edit(request, form, group)


def _edit(request: PersonRequest, form: GroupForm, group: Engagement | None) -> HttpResponse:
    context = {"form": form, "group": group}
    status = 422 if form.is_bound else 200
    return render(request, "references/edit.html", context, status=status)


@for_keepers
@require_POST
def start(request: PersonRequest, group: Engagement) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.start_group(group=group, by=request.user),
        _("The work has begun."),
        group,
    )


@for_keepers
@require_POST
def end(request: PersonRequest, group: Engagement) -> HttpResponse:
    form = EndForm(request.POST)
    tried(form, lambda told: _end(group, told, request))
    if form.is_valid():
        messages.success(request, _("The group has ended. Thank you for the work."))
        return redirect(group)
    return show(request, group, status=422, end_form=form)


def _end(group: Engagement, told: dict[str, Any], request: PersonRequest) -> Engagement:
    told["ends_on"] = told["ends_on"] or timezone.localdate()
    return actions.end_group(group=group, by=request.user, **told)


@for_keepers
@require_POST
def reopen(request: PersonRequest, group: Engagement) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.reopen_group(group=group, by=request.user),
        _("It goes on again."),
        group,
    )


@for_keepers
@require_POST
def add_member(request: PersonRequest, group: Engagement) -> HttpResponse:
    form = MemberForm(request.POST)
    tried(form, lambda told: actions.add_member(group=group, by=request.user, **told))
    if form.is_valid():
        messages.success(request, _("They are in the group."))
        return redirect(group)
    return show(request, group, status=422, member_form=form)


@for_keepers
@require_POST
def let_go(request: PersonRequest, group: Engagement, member: int) -> HttpResponse:
    found = get_object_or_404(group.members.with_who(), pk=member)
    return pressed(
        request,
        lambda: actions.let_member_go(member=found, by=request.user),
        _("They have left the group."),
        group,
    )


@for_keepers
@require_POST
def let_return(request: PersonRequest, group: Engagement, member: int) -> HttpResponse:
    found = get_object_or_404(group.members.with_who(), pk=member)
    return pressed(
        request,
        lambda: actions.let_member_return(member=found, by=request.user),
        _("They are in the group again."),
        group,
    )


def show(request: HttpRequest, group: Engagement, status: int = 200, **bound: Form) -> HttpResponse:
    inside = may_see_what_partners_see(request.user)
    keeps = may_keep(request.user, group)
    statements = group.statements.listed()
    if not keeps:
        statements = statements.standing() if inside else statements.public()
    context: dict[str, Any] = {
        "group": group,
        "inside": inside,
        "keeps": keeps,
        "may_care": may_care(request.user),
        "members": group.members.with_who(),
        "meetings": group.meetings.order_by("-starts_at", "-pk"),
        "statements": statements,
        "hours": hours_table(MemberHours.objects.filter(meeting__engagement=group)),
        "member_form": MemberForm(),
        "end_form": EndForm(),
        "wrong": next(iter(bound.values()), None),
    }
    return render(request, "references/engagement.html", context | bound, status=status)
