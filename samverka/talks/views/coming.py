"""Who comes: for those who prepare, to count food and seats by, and to tick at the door."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samverka.common.refusal import Refused
from samverka.partnership.views.exchange import CSV, XLSX, as_file
from samverka.people.models import PersonRequest
from samverka.talks.actions.preparing import note_who_came
from samverka.talks.models import MOST_TOGETHER, Registration, Talk
from samverka.talks.views.doors import for_preparers


@for_preparers
def listing(request: PersonRequest, talk: Talk) -> HttpResponse:
    """A list to print, and to fill in at the door: how many of each registration came."""
    rows = list(talk.registrations.standing().order_by("name", "pk"))
    if request.method == "POST":
        try:
            people = note_who_came(talk=talk, came=_came(request, rows), by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            said = ngettext("%(n)d person came.", "%(n)d people came.", people) % {"n": people}
            messages.success(request, said)
        return redirect("talks:coming", talk.slug)
    return render(request, "talks/coming.html", {"talk": talk, **_gathered(rows)})


@require_safe
@for_preparers
def file(request: PersonRequest, talk: Talk, form: str) -> HttpResponse:
    """The same as a table, for the kitchen and the door."""
    header = [_("Name"), _("E-mail"), _("How many"), _("By link"), _("Food"), _("Needs"), _("Seat")]
    rows = talk.registrations.standing().order_by("name", "pk")
    cells = [
        (
            *(row.name, row.email, row.people, _("Yes") if row.by_link else ""),
            *(row.food, row.needs, row.get_state_display()),
        )
        for row in rows
    ]
    return as_file(form, (talk.slug, _("Who comes")), header, cells, (CSV, XLSX))


def _came(request: PersonRequest, rows: list[Registration]) -> dict[int, int | None]:
    """What was written beside each; what is no number of people is taken for nothing said."""
    said = {row.pk: request.POST.get(f"came-{row.pk}", "").strip() for row in rows}
    return {
        key: min(int(text), MOST_TOGETHER) if text.isdecimal() and len(text) < 3 else None
        for key, text in said.items()
    }


def _gathered(rows: list[Registration]) -> dict[str, Any]:
    seated = [row for row in rows if row.state == Registration.State.SEATED]
    waiting = [row for row in rows if row.state == Registration.State.WAITING]
    return {
        "seated": seated,
        "waiting": sorted(waiting, key=lambda row: row.pk),
        "people": sum(row.people for row in seated if not row.by_link),
        "by_link": sum(row.people for row in seated if row.by_link),
        "food": [row for row in seated if row.food],
        "needs": [row for row in seated if row.needs],
    }
