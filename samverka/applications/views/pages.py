"""The workroom, where an application is read and written as a whole, and the list of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.budgeting.showing import facts_of as facts_of_budget
from samverka.applications.forms.beginning import FactsForm, facts_of
from samverka.applications.missing import Overview
from samverka.applications.models import Application, Member, Section
from samverka.applications.rules import Standing, pen_in
from samverka.applications.telling.about_us import about_us
from samverka.applications.views.doing import number_in
from samverka.applications.views.doors import (
    find_application,
    for_leaders,
    for_readers,
    for_staff,
)
from samverka.common.acting import pressed, tried
from samverka.people.models import PersonRequest
from samverka.writing.rules import Right
from samverka.writing.telling import Shown
from samverka.writing.views.text import editor_context


@for_staff
def listing(request: PersonRequest) -> HttpResponse:
    """What they take part in, and what they are asked to take part in."""
    standing = Standing(request.user)
    asked = Member.objects.filter(
        organisation__in=standing.keys,
        state=Member.State.INVITED,
        application__state=Application.State.WRITING,
    )
    context = {
        "applications": standing.applications_seen().with_listing().nearest_first(),
        "asked": asked.select_related("application", "organisation"),
        "may_begin": bool(standing.partners),
    }
    return render(request, "applications/list.html", context)


@for_readers
def detail(request: PersonRequest, application: Application) -> HttpResponse:
    """The workroom, with the section that is most theirs to write."""
    overview = Overview(application)
    return _workroom(request, overview, _next_for(request, overview))


@for_readers
def section(request: PersonRequest, application: Application, section: int) -> HttpResponse:
    overview = Overview(application)
    here = next((one for one in overview.sections if one.pk == section), None)
    return _workroom(request, overview, here or get_object_or_404(Section, pk=0))


def _next_for(request: PersonRequest, overview: Overview) -> Section | None:
    """The first that is not done and theirs, or anybody's; else the first of all."""
    keys = Standing(request.user).keys
    waiting = [one for one in overview.sections if not one.is_done]
    mine = [one for one in waiting if one.owner and one.owner.organisation_id in keys]
    return next(iter([*mine, *waiting, *overview.sections]), None)


def _workroom(request: PersonRequest, overview: Overview, here: Section | None) -> HttpResponse:
    application, standing = overview.application, Standing(request.user)
    context: dict[str, Any] = {
        "application": application,
        "overview": overview,
        "here": here,
        "leads": standing.may_lead(application),
        "writes": standing.may_write(application),
        "coordinates": standing.coordinates,
        "own": [one for one in overview.members if standing.may_speak_for(one)],
    }
    if overview.budget:
        budget = overview.budget.budget
        may_change = context["writes"] and application.is_being_written and budget.is_open
        context |= {"budget": budget, "changes": may_change, **facts_of_budget(overview.budget)}
    if here:
        right = pen_in(here, request.user) if application.is_being_written else Right.READ
        context |= {
            "right": right.word,
            "may_move": application.is_being_written and (right == Right.WRITE or context["leads"]),
            "about_us": about_us(application) if right == Right.WRITE else [],
        }
        if here.text:
            context |= editor_context(request, Shown(here.text, right))
    return render(request, "applications/detail.html", context)


@for_readers
@require_POST
def move_section(request: PersonRequest, application: Application, section: int) -> HttpResponse:
    found = get_object_or_404(application.sections, pk=section)
    to = request.POST.get("to", "")
    return pressed(
        request,
        lambda: actions.move_section(
            section=found, to=to, by=request.user, seen=number_in(request, "seen")
        ),
        _("Saved."),
        found.get_absolute_url(),
    )


@for_readers
@require_POST
def take_words(request: PersonRequest, application: Application, section: int) -> HttpResponse:
    """What an organisation says of itself, after what stands in the section."""
    found = get_object_or_404(application.sections, pk=section)
    of = number_in(request, "member")
    said = [one for one in about_us(application) if one.member.pk == of]
    return pressed(
        request,
        lambda: [
            actions.take_in_words(section=found, paragraphs=one.paragraphs, by=request.user)
            for one in said
        ],
        _("It stands last in the text. Change it as you like."),
        found.get_absolute_url(),
    )


@for_leaders
def edit(request: PersonRequest, application: Application) -> HttpResponse:
    form = FactsForm(initial=facts_of(application))
    if request.method == "POST":
        form = FactsForm(request.POST)
        tried(
            form,
            lambda told: actions.edit_application(
                application=application,
                facts=form.facts(application.call),
                by=request.user,
                seen=told["seen"],
            ),
        )
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(application)
        application = find_application(application.pk)
    context = {"application": application, "form": form}
    return render(request, "applications/edit.html", context, status=422 if form.errors else 200)


@for_leaders
@require_POST
def drop(request: PersonRequest, application: Application) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.drop_application(application=application, by=request.user),
        _("Dropped. Everything is still here, and you can take it up again."),
        application.get_absolute_url(),
    )


@for_leaders
@require_POST
def take_up(request: PersonRequest, application: Application) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.take_up_application(application=application, by=request.user),
        _("Taken up again."),
        application.get_absolute_url(),
    )
