"""The agenda is written: added to, changed, put in another order."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.meetings.actions import agenda as actions
from samverka.meetings.forms.agenda import ItemForm, item_as_told
from samverka.meetings.models import AgendaItem, Meeting
from samverka.meetings.views.doors import for_its_preparers
from samverka.people.models import PersonRequest


@for_its_preparers
def add(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = ItemForm(posted, initial={"kind": AgendaItem.Kind.DISCUSSION, "minutes": 15})
    added = tried(
        form, lambda told: actions.add_item(meeting=meeting, item=form.item, by=request.user)
    )
    if added:
        messages.success(request, _("It stands on the agenda, before what closes the meeting."))
        return redirect(meeting)
    context = {"meeting": meeting, "form": form, "item": None}
    return render(request, "meetings/item.html", context, status=422 if posted is not None else 200)


@for_its_preparers
def edit(request: PersonRequest, meeting: Meeting, item: int) -> HttpResponse:
    row = _find(meeting, item)
    posted = request.POST if request.method == "POST" else None
    form = ItemForm(posted, initial=item_as_told(row))
    edited = tried(form, lambda told: actions.edit_item(row=row, item=form.item, by=request.user))
    if edited:
        messages.success(request, _("The agenda is changed."))
        return redirect(meeting)
    context = {"meeting": meeting, "form": form, "item": row}
    return render(request, "meetings/item.html", context, status=422 if posted is not None else 200)


@for_its_preparers
@require_POST
def move(request: PersonRequest, meeting: Meeting, item: int) -> HttpResponse:
    row = _find(meeting, item)
    to = actions.UP if request.POST.get("to") == actions.UP else actions.DOWN
    return pressed(
        request,
        lambda: actions.move_item(row=row, to=to, by=request.user),
        "",
        f"{meeting.get_absolute_url()}#item-{row.pk}",
    )


@for_its_preparers
@require_POST
def remove(request: PersonRequest, meeting: Meeting, item: int) -> HttpResponse:
    row = _find(meeting, item)
    return pressed(
        request,
        lambda: actions.remove_item(row=row, by=request.user),
        _("“%(title)s” is struck from the agenda.") % {"title": row.title},
        meeting,
    )


def _find(meeting: Meeting, pk: int) -> AgendaItem:
    return get_object_or_404(meeting.items.select_related("meeting"), pk=pk)
