"""Who comes: for those who prepare, to count food and seats by."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.partnership.views.exchange import CSV, XLSX, as_file
from samverka.people.models import PersonRequest
from samverka.talks.models import Registration, Talk
from samverka.talks.views.doors import for_preparers


@require_safe
@for_preparers
def listing(request: PersonRequest, talk: Talk) -> HttpResponse:
    """To count food and seats by; the list for the door is a page of its own."""
    rows = list(talk.registrations.standing().order_by("name", "pk"))
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
