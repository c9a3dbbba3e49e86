"""The list for the door: printed, or kept on a phone that loses its network.

A browser keeps the page by `door.js` and a worker of its own, which the house hands out under the
page's address so that it can touch no other page. Without scripts it is a form.
"""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.common.acting import tried
from samverka.common.refusal import Refused
from samverka.people.models import PersonRequest
from samverka.talks.actions.at_door import (
    Tick,
    add_at_door,
    note_who_came,
    people_who_came,
    takes_at_door,
)
from samverka.talks.forms.at_door import AtDoorForm
from samverka.talks.models import MOST_TOGETHER, Registration, Talk
from samverka.talks.views.doors import for_preparers

AFTERWARDS = timedelta(hours=1)  # a talk may run late; then names leave the phone


@require_http_methods(["GET", "HEAD", "POST"])
@for_preparers
def door(request: PersonRequest, talk: Talk) -> HttpResponse:
    """Tick who came. A phone that asks for JSON hears how it is now, from the other phones too."""
    rows = _rows(talk)
    wants_facts = request.headers.get("Accept") == "application/json"
    if request.method == "POST":
        try:
            people = note_who_came(talk=talk, ticks=_ticks(request.POST, rows), by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            if wants_facts:
                return JsonResponse(_as_it_is(talk))
            messages.success(request, _people_came(people))
        return redirect("talks:door", talk.slug)
    return _page(request, talk, rows)


@require_POST
@for_preparers
def add(request: PersonRequest, talk: Talk) -> HttpResponse:
    """Somebody had not registered."""
    form = AtDoorForm(request.POST)
    row = tried(form, lambda told: add_at_door(talk=talk, by=request.user, **told))
    if row is None:
        return _page(request, talk, _rows(talk), form)
    said = {"name": row.name, "count": _people_came(people_who_came(talk))}
    messages.success(request, _("%(name)s is on the list. %(count)s") % said)
    return redirect("talks:door", talk.slug)


@require_safe
@for_preparers
def worker(request: PersonRequest, talk: Talk) -> HttpResponse:
    """What the browser runs in place of the network, under the address of the list alone."""
    context = {"until": _milliseconds(talk.ends_at + AFTERWARDS)}
    return render(request, "talks/door-worker.js", context, content_type="text/javascript")


def _rows(talk: Talk) -> list[Registration]:
    return list(talk.registrations.standing().order_by("name", "pk"))


def _page(
    request: PersonRequest, talk: Talk, rows: list[Registration], form: AtDoorForm | None = None
) -> HttpResponse:
    """`form` is what could not be added."""
    context = {
        "talk": talk,
        "seated": [row for row in rows if row.state == Registration.State.SEATED],
        "waiting": [row for row in rows if row.state == Registration.State.WAITING],
        "came": _people_came(people_who_came(talk)),
        "until": _milliseconds(talk.ends_at + AFTERWARDS),
        "now": _milliseconds(timezone.now()),
        "most": MOST_TOGETHER,
        "form": form or (AtDoorForm() if takes_at_door(talk) else None),
    }
    return render(request, "talks/door.html", context, status=422 if form else 200)


def _ticks(told: QueryDict, rows: list[Registration]) -> dict[int, Tick]:
    """Of the rows that were sent; each says what the sender had seen (`was`)."""
    return {
        row.pk: Tick(before, _now(told, row, before))
        for row in rows
        if f"was-{row.pk}" in told
        for before in [_people(told.get(f"was-{row.pk}", ""))]
    }


def _now(told: QueryDict, row: Registration, before: int | None) -> int | None:
    """A tick without a number means all who were registered together."""
    if f"here-{row.pk}" not in told:
        return None if before else before
    number = _people(told.get(f"came-{row.pk}", ""))
    return row.people if number is None else number


def _people(text: str) -> int | None:
    """What is no number of people is taken for nothing said."""
    text = text.strip()
    is_number = text.isascii() and text.isdecimal() and len(text) < 3
    return min(int(text), MOST_TOGETHER) if is_number else None


def _as_it_is(talk: Talk) -> dict[str, object]:
    rows = talk.registrations.standing().values_list("pk", "came")
    at = _milliseconds(timezone.now())
    return {"came": dict(rows), "at": at, "says": _people_came(people_who_came(talk))}


def _people_came(people: int) -> str:
    return ngettext("%(n)d person came.", "%(n)d people came.", people) % {"n": people}


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
