"""Buttons that all shared things have: shown to more or fewer, withdrawn, put back."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.acting import pressed
from samverka.knowledge import actions
from samverka.knowledge.models import Course, Experience, Problem, Shared
from samverka.knowledge.rules import Standing
from samverka.knowledge.views.doors import find, find_own
from samverka.people.models import PersonRequest

KINDS: dict[str, type[Shared]] = {one.PLACE: one for one in (Experience, Problem, Course)}


@signed_in
@require_POST
def show(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    row = _find_to_show(request, kind, pk)
    act = lambda: actions.show_to_everybody(row=row, by=request.user)  # noqa: E731
    return pressed(request, act, _("Everybody can read it now."), row)


@signed_in
@require_POST
def hide(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    row = _find_to_show(request, kind, pk)
    act = lambda: actions.show_to_partners(row=row, by=request.user)  # noqa: E731
    return pressed(request, act, _("Only partners can read it now."), row)


@signed_in
@require_POST
def withdraw(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    row = find_own(request, KINDS[kind], pk)
    act = lambda: actions.withdraw(row=row, by=request.user)  # noqa: E731
    return pressed(request, act, _("Withdrawn. You can put it back here."), row)


@signed_in
@require_POST
def put_back(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    row = find_own(request, KINDS[kind], pk)
    act = lambda: actions.put_back(row=row, by=request.user)  # noqa: E731
    return pressed(request, act, _("Put back."), row)


def _find_to_show(request: PersonRequest, kind: str, pk: int) -> Shared:
    row = find(request, KINDS[kind], pk)
    if not Standing(request.user).may_show(row):
        raise Http404
    return row
