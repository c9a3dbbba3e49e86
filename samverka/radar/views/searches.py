"""Searches among calls that somebody saves: kept, changed, taken away, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.calls.wanted import Wanted
from samverka.common.access import signed_in
from samverka.common.acting import pressed, tried
from samverka.people.models import PersonRequest
from samverka.radar.actions import searches as actions
from samverka.radar.forms.searches import SearchForm
from samverka.radar.models import SavedSearch
from samverka.radar.models.searches import NAME_LENGTH
from samverka.radar.views.mine import mine_page


@signed_in
def save(request: PersonRequest) -> HttpResponse:
    """What the list was narrowed by stands in the address, and comes along in the form."""
    posted = request.method == "POST"
    wanted = (
        Wanted.from_query(request.POST.get("query", "")) if posted else Wanted.read(request.GET)
    )
    said = wanted.in_words()
    start = {"name": said[:NAME_LENGTH], "every": SavedSearch.Every.WEEK}
    form = SearchForm(request.POST if posted else None, initial=start)
    if posted:
        tried(
            form,
            lambda told: actions.save_search(query=wanted.query, by=request.user, **told),
        )
        if form.is_valid():
            messages.success(request, _("Saved. You find it here."))
            return redirect("calls:mine")
    context = {"form": form, "wanted": wanted, "said": said}
    return render(request, "radar/save_search.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def change(request: PersonRequest, pk: int) -> HttpResponse:
    search = _find(request, pk)
    form = SearchForm(request.POST, auto_id=f"search-{search.pk}-%s")
    tried(form, lambda told: actions.change_search(search=search, by=request.user, **told))
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("calls:mine")
    return mine_page(request, form, search.pk, status=422)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    actions.remove_search(search=_find(request, pk), by=request.user)
    messages.success(request, _("Taken away. You can undo that here."))
    return redirect("calls:mine")


@signed_in
@require_POST
def take_back(request: PersonRequest, pk: int) -> HttpResponse:
    search = _find(request, pk)
    return pressed(
        request,
        lambda: actions.take_back_search(search=search, by=request.user),
        _("It is here again."),
        "calls:mine",
    )


def _find(request: PersonRequest, pk: int) -> SavedSearch:
    """One's own, and nobody else's."""
    return get_object_or_404(SavedSearch, pk=pk, person=request.user)
