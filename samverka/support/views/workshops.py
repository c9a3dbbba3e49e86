"""A coordinator leads a workshop: plan, open, show on the wall, close, sort, save."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.common.spoken import door_picture
from samverka.common.tenancy import whole_address
from samverka.people.models import PersonRequest
from samverka.support import rules
from samverka.support.actions import workshops as actions
from samverka.support.cells import words_by_cell, workshop_table
from samverka.support.forms.workshops import EntriesForm, WorkshopForm
from samverka.support.models import Stage, Workshop
from samverka.support.views.table import seen_mark, table_answer

A_PAGE = 30

for_leaders = only_for(rules.may_lead_workshops)


@for_leaders
def workshops(request: PersonRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = WorkshopForm(posted, initial={"on": timezone.localdate()})
    planned = tried(
        form,
        lambda told: actions.plan_workshop(title=told["title"], on=told["on"], by=request.user),
    )
    if planned:
        return redirect(planned)
    page = Paginator(Workshop.objects.all(), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    status = 422 if posted is not None else 200
    return render(request, "support/workshops.html", context, status=status)


@for_leaders
def workshop(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _find(pk))


@for_leaders
@require_POST
def move(request: PersonRequest, pk: int) -> HttpResponse:
    found, form = _find(pk), Form(request.POST)
    to = request.POST.get("to", "")
    if to not in Workshop.State.values:
        form.add_error(None, _("Choose the next step."))
    done = tried(form, lambda told: actions.move_workshop(workshop=found, to=to, by=request.user))
    if done is None:
        return _page(request, _find(pk), form, status=422)
    return redirect(done)


@for_leaders
@require_POST
def merge(request: PersonRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    form = EntriesForm(request.POST, workshop=found)
    done = tried(
        form,
        lambda told: actions.merge_entries(
            workshop=found, entries=list(told["entries"]), by=request.user
        ),
    )
    if done is None:
        return _page(request, _find(pk), form, status=422)
    messages.success(request, _("Merged. All the words stay under the first."))
    return redirect(found)


@for_leaders
@require_POST
def to_proposals(request: PersonRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    form = EntriesForm(request.POST, workshop=found)
    done = tried(
        form,
        lambda told: actions.entries_to_proposals(
            workshop=found, entries=list(told["entries"]), by=request.user
        ),
    )
    if done is None:
        return _page(request, _find(pk), form, status=422)
    messages.success(request, _("Now they wait among the proposals."))
    return redirect(found)


@for_leaders
def screen(request: PersonRequest, pk: int) -> HttpResponse:
    """For the wall: how to come in, and the map as it grows."""
    found = _find(pk)
    door = whole_address(reverse("support:workshop_door"))
    context = {
        "workshop": found,
        "door": door.partition("://")[2].rstrip("/"),
        "picture": door_picture(door, found.code),
        "table": workshop_table(found),
        "stages": Stage.choices,
        "mark": seen_mark(found),
        "writers": found.participants.count(),
    }
    return render(request, "support/screen.html", context)


@for_leaders
def screen_table(request: PersonRequest, pk: int) -> HttpResponse:
    return table_answer(request, _find(pk))


def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it: the numbers for everybody, the words for partners."""
    found = get_object_or_404(Workshop, pk=pk)
    if found.state != Workshop.State.SAVED:
        raise Http404
    reads = request.user.is_authenticated and rules.may_read_words(request.user)
    context = {
        "workshop": found,
        "table": workshop_table(found),
        "stages": Stage.choices,
        "writers": found.participants.count(),
        "said": words_by_cell(found) if reads else [],
        "reads": reads,
    }
    return render(request, "support/result.html", context)


def _find(pk: int) -> Workshop:
    return get_object_or_404(Workshop, pk=pk)


def _page(
    request: PersonRequest, found: Workshop, form: Form | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "workshop": found,
        "form": form,
        "said": words_by_cell(found),
        "writers": found.participants.count(),
        "is_closed": found.state == Workshop.State.CLOSED,
    }
    return render(request, "support/workshop.html", context, status=status)
