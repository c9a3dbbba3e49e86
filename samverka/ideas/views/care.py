"""The inbox: coordinators and the working committee take care of ideas."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.ideas import actions, forms, rules
from samverka.ideas.forms import Advisor
from samverka.ideas.models import Idea, Routing
from samverka.ideas.telling import story_for_team
from samverka.ideas.views.beside import fitting
from samverka.partnership.rules import people_who_care, stands_for_a_partner
from samverka.people.models import PersonRequest
from samverka.record.models import Letter
from samverka.support.models import Service

A_PAGE = 30
SERVICES_SHOWN = 8
LIKE_IT = 7


for_carers = only_for(rules.may_care_for_ideas)


@for_carers
def inbox(request: PersonRequest) -> HttpResponse:
    """Open ideas, those whose owner has waited longest first."""
    ideas = Idea.objects.with_care().filter(erased_at=None).longest_wait_first()
    state = request.GET.get("state", "open")
    if state == "open":
        ideas = ideas.under_way()
    elif state in Idea.State.values:
        ideas = ideas.filter(state=state)
    whose = request.GET.get("whose", "")
    if whose == "mine":
        ideas = ideas.filter(responsible=request.user)
    elif whose == "nobody":
        ideas = ideas.without_care()
    page = Paginator(ideas, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": Idea.State.choices, "state": state, "whose": whose}
    return render(request, "ideas/inbox.html", context)


@for_carers
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _find(pk))


@for_carers
@require_POST
def assign(request: PersonRequest, pk: int) -> HttpResponse:
    idea = _find(pk)
    form = forms.AssignForm(request.POST, people=people_who_care())
    return _act(
        request,
        idea,
        "assign_form",
        form,
        lambda told: actions.assign_idea(
            idea=idea, to=told["responsible"], by=request.user, seen=told["seen"]
        ),
    )


@for_carers
@require_POST
def move(request: PersonRequest, pk: int) -> HttpResponse:
    idea = _find(pk)
    return _act(
        request,
        idea,
        "move_form",
        forms.MoveForm(request.POST, idea=idea),
        lambda told: actions.move_idea(
            idea=idea, to=told["to"], by=request.user, reason=told["reason"], seen=told["seen"]
        ),
    )


@for_carers
@require_POST
def write(request: PersonRequest, pk: int) -> HttpResponse:
    idea = _find(pk)
    return _act(
        request,
        idea,
        "write_form",
        forms.WriteForm(request.POST),
        lambda told: actions.ask_owner(
            idea=idea, text=told["text"], by=request.user, asks=told["asks"], seen=told["seen"]
        ),
    )


@for_carers
@require_POST
def note(request: PersonRequest, pk: int) -> HttpResponse:
    idea = _find(pk)
    return _act(
        request,
        idea,
        "note_form",
        forms.NoteForm(request.POST),
        lambda told: actions.note_idea(idea=idea, text=told["text"], by=request.user),
    )


@for_carers
@require_POST
def route(request: PersonRequest, pk: int) -> HttpResponse:
    idea = _find(pk)
    return _act(
        request,
        idea,
        "route_form",
        forms.RouteForm(request.POST, best_first=_services_for(idea)),
        lambda told: actions.route_idea(
            idea=idea,
            to=list(told["to"]),
            then=[told["then"]] if told["then"] else [],
            although_full=[*told["to"], told["then"]] if told["although_full"] else [],
            words=told["words"],
            by=request.user,
            seen=told["seen"],
        ),
    )


@for_carers
@require_POST
def drop(request: PersonRequest, pk: int, routing: int) -> HttpResponse:
    found = get_object_or_404(Routing.objects.select_related("idea"), pk=routing, idea=_find(pk))
    return _act(
        request,
        found.idea,
        "route_form",
        Form(request.POST),
        lambda told: actions.drop_routing(routing=found, by=request.user),
    )


@for_carers
@require_POST
def publish(request: PersonRequest, pk: int) -> HttpResponse:
    idea = _find(pk)
    act = actions.unpublish_idea if idea.published_at else actions.publish_idea
    return _act(
        request,
        idea,
        "publish_form",
        forms.CareForm(request.POST),
        lambda told: act(idea=idea, by=request.user, seen=told["seen"]),
    )


@for_carers
@require_POST
def merge(request: PersonRequest, pk: int) -> HttpResponse:
    idea = _find(pk)
    return _act(
        request,
        idea,
        "merge_form",
        forms.MergeForm(request.POST, idea=idea),
        lambda told: actions.merge_idea(
            idea=idea,
            into=told["into"],
            by=request.user,
            reason=told["reason"],
            seen=told["seen"],
        ),
    )


def _find(pk: int) -> Idea:
    return get_object_or_404(Idea.objects.with_care().select_related("merged_into"), pk=pk)


def _services_for(idea: Idea) -> list[Advisor]:
    """Every active service, those that fit the idea first; last those that speak against."""
    found = fitting(idea, kinds=["service"], each=SERVICES_SHOWN)
    place = {one.pk: n for n, one in enumerate(found.suggestions)}
    services = Service.objects.active().with_area()
    advisors = [
        Advisor(one, one.doubts(place=idea.municipality, language=idea.language))
        for one in services
    ]
    return sorted(
        advisors, key=lambda one: (bool(one.doubts), place.get(one.service.pk, len(place)))
    )


def _act(
    request: PersonRequest,
    idea: Idea,
    name: str,
    form: Form,
    action: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Do what a form of the page asks; a refusal stands in the form, with all that was typed."""
    tried(form, action)
    if form.is_valid():
        messages.success(request, _("Done."))
        return redirect(idea.care_url)
    return _page(request, _find(idea.pk), status=422, **{name: form})


def _page(request: PersonRequest, idea: Idea, status: int = 200, **bound: Form) -> HttpResponse:
    services = _services_for(idea)
    context = {
        "idea": idea,
        "additions": idea.additions,
        "unclaimed": idea.is_open and not rules.is_looked_after(idea),
        "part_of_it": {one.service_id for one in idea.routings.all() if one.may_be_counted_on},
        "story": story_for_team(idea),
        "letters_in_trouble": Letter.objects.about(idea).in_trouble(),
        "may_publish": rules.may_publish(request.user, idea),
        "may_seek": idea.is_open and stands_for_a_partner(request.user),
        "found": fitting(idea, each=2, limit=LIKE_IT, without=idea),
        "assign_form": forms.AssignForm(
            people=people_who_care(), initial={"responsible": idea.responsible_id}
        ),
        "move_form": forms.MoveForm(idea=idea),
        "write_form": forms.WriteForm(),
        "note_form": forms.NoteForm(),
        "route_form": forms.RouteForm(best_first=services),
        "merge_form": forms.MergeForm(idea=idea),
        **bound,
    }
    return render(request, "ideas/care.html", context, status=status)
