"""Coordinators enter calls, change what they say, hide them and show them."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.calls import rules
from samverka.calls.actions import editing as actions
from samverka.calls.forms.calls import CallForm, taken_over
from samverka.calls.forms.sections import sections
from samverka.calls.models import Call
from samverka.calls.retold import said_of
from samverka.calls.telling.fields import value_in_words, what_differs
from samverka.calls.telling.story import story_of
from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import PersonRequest

for_coordinators = only_for(rules.may_look_after_calls)


@for_coordinators
def new(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return _form_page(request, CallForm())
    if "more" in request.POST:
        return _form_page(request, _with_one_more(request))
    form = CallForm(request.POST)
    call = tried(form, lambda told: actions.add_call(told=form.told, by=request.user))
    if call:
        messages.success(request, _("The call is entered. This is how others see it."))
        return redirect(call)
    return _form_page(request, form, status=422)


@for_coordinators
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Whoever is second sees what the call says now, with everything they typed still there."""
    call = get_object_or_404(Call.objects.all(), slug=slug)
    said = said_of(call)
    if request.method != "POST":
        return _form_page(request, CallForm(call=call), call, said)
    if "more" in request.POST:
        return _form_page(request, _with_one_more(request, call), call, said)
    if (name := request.POST.get("follow")) in said:
        form = CallForm(taken_over(request.POST, str(name), said), call=call)
        form.without_errors()
        return _form_page(request, form, call, said)
    return _save(request, call, said)


def _save(request: PersonRequest, call: Call, said: Mapping[str, Any]) -> HttpResponse:
    form = CallForm(request.POST, call=call)
    newer: list[tuple[str, str]] = []
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.edit_call(call=call, told=form.told, by=request.user, seen=seen)
        except Outdated as reason:
            call.refresh_from_db()
            newer = what_differs(call, form.told, form.labels)
            form.look_at(call.version)
            form.add_error(None, str(reason))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Saved. This is how others see it."))
            return redirect(call)
    return _form_page(request, form, call, said, newer=newer, status=422)


def _with_one_more(request: PersonRequest, call: Call | None = None) -> CallForm:
    form = CallForm(request.POST, call=call, more=request.POST["more"])
    form.without_errors()
    return form


def _form_page(
    request: PersonRequest,
    form: CallForm,
    call: Call | None = None,
    said: Mapping[str, Any] | None = None,
    *,
    newer: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`said` is what the source says; it is shown beside what a person has written."""
    curated = set(call.curated) if call else set()
    beside = {
        name: value_in_words(name, (said or {}).get(name)) for name in curated & {*(said or ())}
    }
    context = {
        "form": form,
        "call": call,
        "sections": sections(form, beside),
        "days_said": beside.get("cutoffs", ""),
        "newer": newer,
    }
    return render(request, "calls/edit.html", context, status=status)


@for_coordinators
@require_POST
def hide(request: PersonRequest, slug: str) -> HttpResponse:
    """It can be shown again from its own page, which coordinators still see."""
    call = get_object_or_404(Call.objects.all(), slug=slug)
    return _moved(request, call, actions.hide_call, _("Not shown any more. You can undo it here."))


@for_coordinators
@require_POST
def show(request: PersonRequest, slug: str) -> HttpResponse:
    call = get_object_or_404(Call.objects.all(), slug=slug)
    return _moved(request, call, actions.show_call, _("Everybody sees the call now."))


def _moved(request: PersonRequest, call: Call, action: Any, said: str) -> HttpResponse:
    return pressed(request, lambda: action(call=call, by=request.user), said, call)


@for_coordinators
def history(request: PersonRequest, slug: str) -> HttpResponse:
    call = get_object_or_404(Call.objects.all(), slug=slug)
    return render(request, "calls/history.html", {"call": call, "story": story_of(call)})
