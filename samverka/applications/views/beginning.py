"""An application begins: from a team, a call or nothing at all."""

from typing import TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samverka.applications.actions import begin_application
from samverka.applications.forms.beginning import BeginForm
from samverka.applications.models import Application
from samverka.applications.rules import Standing
from samverka.applications.shipped import fitting
from samverka.applications.views.doors import for_staff
from samverka.calls.models import Call
from samverka.collaboration.models import Team
from samverka.collaboration.rules import Standing as InTeams
from samverka.common.acting import tried
from samverka.common.forms import LONGEST_KEY
from samverka.common.languages import reader_language
from samverka.people.models import PersonRequest

Row = TypeVar("Row", bound=Model)


@for_staff
def begin(request: PersonRequest) -> HttpResponse:
    """`?team=` or `?call=` says what it begins from."""
    standing = Standing(request.user)
    team, call = _team(request), _call(request)
    call = call or (team.call if team else None)
    partners = standing.partners
    form = BeginForm(organisations=partners, initial=_start(team, call))
    begun: Application | None = None
    if request.method == "POST":
        form = BeginForm(request.POST, organisations=partners)
        begun = tried(
            form,
            lambda told: begin_application(
                lead=form.organisations[told["lead"]],
                what=form.beginning(call, team),
                by=request.user,
            ),
        )
    if begun and form.is_valid():
        messages.success(request, _("Begun. Say who writes what, and ask those you lack."))
        return redirect(begun)
    context = {"form": form, "team": team, "call": call, "partners": partners}
    status = 422 if form.errors else 200
    return render(request, "applications/new.html", context, status=status)


def _start(team: Team | None, call: Call | None) -> dict[str, object]:
    """From the call: its days, and the form that it points at."""
    texts = (call.title_sv, call.title_en, call.funder, call.programme) if call else ()
    form = fitting(*texts)
    return {
        "title": team.title if team else "",
        "form": form.key if form else "",
        "language": form.language if form else reader_language(),
        "due_on": call.next_stop if call else None,
    }


def _team(request: PersonRequest) -> Team | None:
    team = _named(request, "team", Team)
    if team is not None and not InTeams(request.user).may_see_team(team):
        raise Http404
    return team


def _call(request: PersonRequest) -> Call | None:
    call = _named(request, "call", Call)
    if call is not None and call.state != Call.State.PUBLISHED:
        raise Http404
    return call


def _named(request: PersonRequest, name: str, kind: type[Row]) -> Row | None:
    key = request.GET.get(name, "")
    if not key:
        return None
    if not key.isdecimal() or len(key) > LONGEST_KEY:
        raise Http404
    return get_object_or_404(kind, pk=int(key))
