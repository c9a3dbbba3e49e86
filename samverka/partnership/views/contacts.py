"""Whom to ask about what: each contact has a small page of its own, easy on a phone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import tried
from samverka.partnership.actions.contacts import add_contact, change_contact, remove_contact
from samverka.partnership.forms.organisations import ContactForm, contact_facts
from samverka.partnership.models import ContactRole, Organisation
from samverka.partnership.views.doors import for_editors
from samverka.people.models import PersonRequest


@for_editors
def add(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    if request.method != "POST":
        initial = {"place": organisation.contact_roles.count() + 1}
        return _page(request, organisation, ContactForm(initial=initial))
    form = ContactForm(request.POST)
    return _act(
        request,
        organisation,
        form,
        lambda told: add_contact(organisation=organisation, by=request.user, **told),
    )


@for_editors
def change(request: PersonRequest, organisation: Organisation, pk: int) -> HttpResponse:
    contact = _find(organisation, pk)
    if request.method != "POST":
        form = ContactForm(initial=contact_facts(contact))
        return _page(request, organisation, form, contact=contact)
    form = ContactForm(request.POST)
    return _act(
        request,
        organisation,
        form,
        lambda told: change_contact(contact=contact, by=request.user, **told),
        contact=contact,
    )


@for_editors
@require_POST
def remove(request: PersonRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Gone at once, and nowhere kept; the answer holds what it said, ready to be put back."""
    contact = _find(organisation, pk)
    form = ContactForm(initial=contact_facts(contact))
    remove_contact(contact=contact, by=request.user)
    return _page(request, organisation, form, removed=contact)


def _find(organisation: Organisation, pk: int) -> ContactRole:
    return get_object_or_404(ContactRole.objects.filter(organisation=organisation), pk=pk)


def _act(
    request: PersonRequest,
    organisation: Organisation,
    form: ContactForm,
    action: Callable[[dict[str, Any]], object],
    **context: Any,
) -> HttpResponse:
    tried(form, action)
    if form.is_valid():
        messages.success(request, _("Saved. This is how others see it."))
        return redirect(organisation)
    return _page(request, organisation, form, status=422, **context)


def _page(
    request: PersonRequest,
    organisation: Organisation,
    form: ContactForm,
    *,
    status: int = 200,
    contact: ContactRole | None = None,
    removed: ContactRole | None = None,
) -> HttpResponse:
    context = {"partner": organisation, "form": form, "contact": contact, "removed": removed}
    return render(request, "partnership/contact.html", context, status=status)
