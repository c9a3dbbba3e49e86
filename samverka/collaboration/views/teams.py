"""The team: who is in it, in which role, how to reach them. Members see it, nobody else."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.collaboration.actions import leave_team
from samverka.collaboration.forms import LeaveForm
from samverka.collaboration.models import Team, TeamMember, subject_of
from samverka.collaboration.rules import Standing
from samverka.collaboration.views.doors import for_members
from samverka.common.acting import tried
from samverka.ideas.models import Idea
from samverka.partnership.rules import work_there
from samverka.people.models import PersonRequest


@for_members
def page(request: PersonRequest, team: Team) -> HttpResponse:
    return _page(request, team)


@for_members
@require_POST
def leave(request: PersonRequest, team: Team, member: int) -> HttpResponse:
    found = get_object_or_404(team.members.current().select_related("organisation"), pk=member)
    standing, form = Standing(request.user), LeaveForm(request.POST)
    if not (found.organisation_id in standing.keys or standing.coordinates):
        raise Http404
    tried(form, lambda told: leave_team(member=found, words=told["words"], by=request.user))
    if form.is_valid():
        messages.success(request, _("You have left the team. The others know."))
        return redirect("collaboration:ours")
    return _page(request, team, status=422, leave_form=form)


def _page(
    request: PersonRequest, team: Team, status: int = 200, leave_form: LeaveForm | None = None
) -> HttpResponse:
    standing = Standing(request.user)
    members = list(team.members.select_related("organisation__municipality", "contact"))
    pairs = [(one.contact_id, one.organisation_id) for one in members if one.contact_id]
    reachable = work_there(pairs)
    current = [one for one in members if not one.left_on]
    subject = subject_of(team)
    hidden = isinstance(subject, Idea) and not standing.may_search_with(subject)
    context = {
        "team": team,
        "subject": None if hidden else subject,
        "members": [(one, (one.contact_id, one.organisation_id) in reachable) for one in current],
        "left": [one for one in members if one.left_on],
        "searches": team.searches.with_listing(),
        "leaving": [one for one in current if _may_leave(standing, one)],
        "leave_form": leave_form or LeaveForm(),
    }
    return render(request, "collaboration/team.html", context, status=status)


def _may_leave(standing: Standing, member: TeamMember) -> bool:
    return member.organisation_id in standing.keys
