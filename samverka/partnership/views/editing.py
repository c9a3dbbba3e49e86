"""A partner's own page is kept current by its staff, and by coordinators."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.refusal import Outdated, Refused
from samverka.partnership import rules
from samverka.partnership.actions.pages import change_organisation, confirm_page
from samverka.partnership.forms.organisations import PartnerForm, facts_of, told_in
from samverka.partnership.models import Organisation
from samverka.partnership.telling import story_of, what_differs
from samverka.partnership.views.doors import for_editors
from samverka.people.models import PersonRequest

Proposed = Mapping[str, list[str]]


@for_editors
def edit(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """Whoever is second sees what the page says now, with everything they typed still there."""
    if request.method != "POST":
        return edit_page(request, organisation, PartnerForm(initial=facts_of(organisation)))
    form = PartnerForm(request.POST)
    newer: list[tuple[str, str]] = []
    if form.is_valid():
        told = told_in(form)
        seen = form.cleaned_data["seen"]
        try:
            change_organisation(organisation=organisation, by=request.user, seen=seen, **told)
        except Outdated as reason:
            newer = what_differs(organisation, told, _labels(form))
            form.look_at(organisation.version)
            form.add_error(None, str(reason))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Saved. This is how others see it."))
            return redirect(organisation)
    return edit_page(request, organisation, form, newer=newer, status=422)


def edit_page(
    request: PersonRequest,
    organisation: Organisation,
    form: PartnerForm,
    *,
    themes: Proposed | None = None,
    needs: Proposed | None = None,
    newer: Iterable[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """`themes` and `needs` are proposed, each with the words that led there; None: not asked."""
    near_needs, other_needs = form.boxes("needs", needs or ())
    near_themes, other_themes = form.boxes("themes", themes or ())
    context: dict[str, Any] = {
        "partner": organisation,
        "form": form,
        "newer": newer,
        "asked": themes is not None,
        "why": {**(themes or {}), **(needs or {})},
        "themes": [*near_themes, *other_themes],
        "near_needs": near_needs,
        "other_needs": other_needs,
    }
    return render(request, "partnership/edit.html", context, status=status)


@for_editors
def history(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    context = {
        "partner": organisation,
        "story": story_of(organisation),
        "earlier": organisation.earlier_times.all(),
        "looks_after": rules.may_look_after_partners(request.user),
    }
    return render(request, "partnership/history.html", context)


@for_editors
@require_POST
def confirm(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """Somebody who is signed in has looked at the page, and all is right."""
    confirm_page(organisation=organisation, by=request.user)
    messages.success(request, _("Thank you. We ask again in a year."))
    return redirect(organisation)


def _labels(form: PartnerForm) -> dict[str, Any]:
    return {name: field.label for name, field in form.fields.items()}
