"""Coordinators look after the network: who is in it, since when, and whose page is old."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed
from samverka.common.lists import Narrowing, facet, words_sought
from samverka.common.refusal import Refused
from samverka.partnership import rules
from samverka.partnership.actions.joining import change_to_undo, set_dates, undo_dates
from samverka.partnership.actions.pages import add_organisation
from samverka.partnership.forms.organisations import DatesForm, NewOrganisationForm
from samverka.partnership.models import Organisation
from samverka.partnership.models.organisations import OrganisationQuerySet
from samverka.people.models import PersonRequest

A_PAGE = 50
for_coordinators = only_for(rules.may_look_after_partners)
Narrowed = Callable[[], OrganisationQuerySet]
SETS: dict[str, tuple[Promise, Narrowed]] = {
    "now": (gettext_lazy("Partners now"), lambda: Organisation.objects.partners()),
    "unconfirmed": (
        gettext_lazy("Asked twice, not confirmed"),
        lambda: Organisation.objects.unconfirmed(),
    ),
    "silent": (
        gettext_lazy("Nobody to write to"),
        lambda: Organisation.objects.partners().with_nobody_to_write_to(),
    ),
    "former": (gettext_lazy("Have left"), lambda: Organisation.objects.former()),
    "coming": (gettext_lazy("Not joined yet"), lambda: Organisation.objects.without_a_time()),
}


@for_coordinators
def care(request: PersonRequest) -> HttpResponse:
    state = facet(
        request, "state", _("Which"), [(key, name) for key, (name, _rows) in SETS.items()]
    )
    rows = SETS[state.chosen[0]][1]() if state.chosen else Organisation.objects.all()
    if words := words_sought(request):
        rows = rows.saying(words)
    page = Paginator(rows.with_listing(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "narrowing": Narrowing([state], words)}
    return render(request, "partnership/care.html", context)


@for_coordinators
def new(request: PersonRequest) -> HttpResponse:
    form = NewOrganisationForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            organisation = add_organisation(by=request.user, **told)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Entered. Write what they do, or let them do it."))
            return redirect("partnership:edit", organisation.slug)
    status = 422 if form.is_bound or request.method == "POST" else 200
    return render(request, "partnership/new.html", {"form": form}, status=status)


@for_coordinators
def dates(request: PersonRequest, slug: str) -> HttpResponse:
    """Joined, left, came back. A wrong day is taken back with one press."""
    organisation = get_object_or_404(Organisation.objects.all(), slug=slug)
    now = {"joined_on": organisation.joined_on, "left_on": organisation.left_on}
    form = DatesForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        try:
            set_dates(organisation=organisation, by=request.user, **form.cleaned_data)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Saved. You can take it back below."))
            return redirect("partnership:dates", organisation.slug)
    context = {
        "partner": organisation,
        "form": form,
        "earlier": organisation.earlier_times.all(),
        "to_undo": change_to_undo(organisation),
    }
    return render(request, "partnership/dates.html", context, status=422 if form.is_bound else 200)


@for_coordinators
@require_POST
def undo(request: PersonRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.all(), slug=slug)
    return pressed(
        request,
        lambda: undo_dates(organisation=organisation, by=request.user),
        _("Taken back. The dates are as they were."),
        "partnership:dates",
        organisation.slug,
    )
