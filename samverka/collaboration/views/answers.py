"""Staff of another partner answer a search."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.collaboration import actions
from samverka.collaboration.forms import ForForm, InterestForm
from samverka.collaboration.models import Search
from samverka.collaboration.views.doors import for_answerers
from samverka.collaboration.views.public import search_page
from samverka.common.acting import tried
from samverka.partnership.models import Organisation
from samverka.people.models import PersonRequest

Organisations = list[Organisation]


@for_answerers
@require_POST
def interest(request: PersonRequest, search: Search, organisations: Organisations) -> HttpResponse:
    form = InterestForm(request.POST, organisations=organisations)
    return _act(
        request,
        search,
        form,
        lambda: actions.show_interest(search=search, by=request.user, **form.cleaned_data),
        _("Sent. You get a letter when they answer."),
    )


@for_answerers
@require_POST
def decline(request: PersonRequest, search: Search, organisations: Organisations) -> HttpResponse:
    form = ForForm(request.POST, organisations=organisations)
    return _act(
        request,
        search,
        form,
        lambda: actions.decline_search(search=search, by=request.user, **form.cleaned_data),
        _("Thank you for telling. Only those who look see it, and you can change your mind."),
    )


@for_answerers
@require_POST
def withdraw(request: PersonRequest, search: Search, organisations: Organisations) -> HttpResponse:
    form = ForForm(request.POST, organisations=organisations)
    return _act(
        request,
        search,
        form,
        lambda: actions.withdraw_interest(search=search, by=request.user, **form.cleaned_data),
        _("You have taken your interest back. You can undo it here."),
    )


@for_answerers
@require_POST
def take_back(request: PersonRequest, search: Search, organisations: Organisations) -> HttpResponse:
    form = ForForm(request.POST, organisations=organisations)
    return _act(
        request,
        search,
        form,
        lambda: actions.return_interest(search=search, by=request.user, **form.cleaned_data),
        _("Your interest stands again, with the words you wrote."),
    )


def _act(
    request: PersonRequest,
    search: Search,
    form: ForForm,
    action: Callable[[], object],
    thanks: str,
) -> HttpResponse:
    """Do what was asked; a refusal stands in the form, with all that was typed."""
    tried(form, lambda told: action())
    if form.is_valid():
        messages.success(request, thanks)
        return redirect(search.get_absolute_url())
    name = "interest_form" if isinstance(form, InterestForm) else "other_form"
    return search_page(request, search, status=422, **{name: form})
