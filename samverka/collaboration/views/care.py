"""Those who look: write it down, see who is proposed and why, ask, publish, say yes or no."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.calls.models import Call
from samverka.collaboration import actions, forms
from samverka.collaboration.models import Answer, Search
from samverka.collaboration.rules import Standing
from samverka.collaboration.telling import labels_of, proposals_for, story_of
from samverka.collaboration.views.doors import find_search, for_carers, for_partners
from samverka.common.acting import tried
from samverka.common.forms import LONGEST_KEY, Form
from samverka.common.lists import words_sought
from samverka.common.refusal import Refused
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.partnership.models.organisations import OrganisationQuerySet
from samverka.people.models import PersonRequest
from samverka.projects.models import Project
from samverka.suggest.company import Companion

FOUND_BY_NAME, CHOSEN_AMONG = 8, 40
SUBJECTS: dict[str, type[Model]] = {"idea": Idea, "call": Call, "project": Project}


@for_partners
def begin(request: PersonRequest) -> HttpResponse:
    """Write down what is looked for; `?idea=`, `?call=` or `?project=` says what it is for."""
    standing, subject = Standing(request.user), _subject(request)
    partners = Organisation.objects.partners()
    if not standing.coordinates:
        partners = partners.filter(pk__in=standing.keys)
    chosen = _chosen(request, partners) or next(iter(standing.partners), None)
    if request.method != "POST" and chosen is None:
        return _for_whom(request, partners)
    start = {"organisation": chosen.pk if chosen else None}
    form = forms.SearchForm(organisations=partners, initial=start)
    if request.method == "POST":
        form = forms.SearchForm(request.POST, organisations=partners)
        if form.is_valid():
            try:
                search = actions.begin_search(
                    organisation=form.cleaned_data["organisation"],
                    wanted=form.wanted,
                    by=request.user,
                    **subject,
                )
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                return redirect(search.care_url)
    context = {
        "form": form,
        "subject": next(iter(subject.items()), None),
        "chosen": chosen,
        "several": len(standing.partners) > 1 and not standing.coordinates,
    }
    return render(request, "collaboration/new.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, partners: QuerySet[Organisation]) -> Organisation | None:
    """The partner that the address or the form names."""
    asked = request.POST if request.method == "POST" else request.GET
    key = asked.get("organisation", "")
    known = key.isdecimal() and len(key) <= LONGEST_KEY
    return partners.filter(pk=int(key)).first() if known else None


def _for_whom(request: HttpRequest, partners: OrganisationQuerySet) -> HttpResponse:
    """A coordinator says first for which partner: there may be thousands."""
    words = words_sought(request)
    found = partners.with_listing().saying(words) if words else partners.with_listing()
    context = {"words": words, "found": found[:CHOSEN_AMONG], "asked": dict(request.GET.items())}
    return render(request, "collaboration/whom.html", context)


def _subject(request: HttpRequest) -> dict[str, Any]:
    """The one thing that the search is for, as far as it exists and may be read."""
    asked = request.POST if request.method == "POST" else request.GET
    for name, model in SUBJECTS.items():
        key = asked.get(name, "")
        if key:
            if not key.isdecimal() or len(key) > LONGEST_KEY:
                raise Http404
            row = get_object_or_404(model._default_manager, pk=int(key))
            standing = Standing(request.user)
            if isinstance(row, Idea) and not standing.may_search_with(row):
                raise Http404
            if isinstance(row, Project) and not standing.may_search_in(row):
                raise Http404
            return {name: row}
    return {}


@for_carers
def page(request: PersonRequest, search: Search) -> HttpResponse:
    return _page(request, search)


@for_carers
def edit(request: PersonRequest, search: Search) -> HttpResponse:
    form = forms.SearchForm(initial=forms.words_of(search), subjects=search.subjects)
    if request.method == "POST":
        form = forms.SearchForm(request.POST, subjects=search.subjects)
        if form.is_valid():
            try:
                actions.edit_search(
                    search=search,
                    wanted=form.wanted,
                    subjects=form.cleaned_data["subjects"],
                    by=request.user,
                    seen=form.cleaned_data["seen"],
                )
            except Refused as reason:
                form.add_error(None, str(reason))
                search = find_search(search.pk)
            else:
                messages.success(request, _("Done."))
                return redirect(search.care_url)
    context = {"search": search, "form": form}
    return render(request, "collaboration/edit.html", context, status=422 if form.errors else 200)


@for_carers
@require_POST
def ask(request: PersonRequest, search: Search) -> HttpResponse:
    return _act(
        request,
        search,
        "ask_form",
        forms.AskForm(request.POST, search=search),
        lambda told: actions.ask_organisations(
            search=search, to=told["to"], words=told["words"], by=request.user, seen=told["seen"]
        ),
    )


@for_carers
@require_POST
def publish(request: PersonRequest, search: Search) -> HttpResponse:
    return _act(
        request,
        search,
        "publish_form",
        forms.SeenForm(request.POST),
        lambda told: actions.publish_search(search=search, by=request.user, seen=told["seen"]),
    )


@for_carers
@require_POST
def close(request: PersonRequest, search: Search) -> HttpResponse:
    return _act(
        request,
        search,
        "close_form",
        forms.SeenForm(request.POST),
        lambda told: actions.close_search(search=search, by=request.user, seen=told["seen"]),
    )


@for_carers
@require_POST
def reopen(request: PersonRequest, search: Search) -> HttpResponse:
    return _act(
        request,
        search,
        "reopen_form",
        forms.ReopenForm(request.POST),
        lambda told: actions.reopen_search(
            search=search, until=told["until"], by=request.user, seen=told["seen"]
        ),
    )


@for_carers
@require_POST
def reply(request: PersonRequest, search: Search, answer: int) -> HttpResponse:
    found = get_object_or_404(Answer.objects.select_related("search"), pk=answer, search=search)

    def say(told: dict[str, Any]) -> object:
        yes = told["say"] == forms.ReplyForm.YES
        act = actions.accept_answer if yes else actions.refuse_answer
        return act(answer=found, reply=told["reply"], by=request.user, seen=told["seen"])

    form = forms.ReplyForm(request.POST)
    return _act(request, search, "reply_form", form, say, replied=found.pk)


def _act(
    request: PersonRequest,
    search: Search,
    name: str,
    form: Form,
    action: Callable[[dict[str, Any]], object],
    **context: Any,
) -> HttpResponse:
    """Do what a form of the page asks; a refusal stands in the form, with all that was typed."""
    tried(form, action)
    if form.is_valid():
        messages.success(request, _("Done."))
        return redirect(search.care_url)
    return _page(request, find_search(search.pk), status=422, **{name: form}, **context)


def _page(request: PersonRequest, search: Search, status: int = 200, **bound: Any) -> HttpResponse:
    answers = list(Answer.objects.filter(search=search).with_listing())
    known = [answer.organisation_id for answer in answers]
    context = {
        "search": search,
        "labels": labels_of(search),
        "shows_idea": Standing(request.user).may_search_with(search.idea),
        "answers": [answer for answer in answers if answer.has_words],
        "others": [answer for answer in answers if not answer.has_words],
        "proposals": proposals_for(search, known) if search.takes_answers else [],
        "others_by": "project" if search.project_id else "call",
        "words": words_sought(request),
        "found": _by_name(request, search, known),
        "story": story_of(search),
        "ask_form": forms.AskForm(search=search),
        "reply_form": forms.ReplyForm(),
        "reopen_form": forms.ReopenForm(),
        **bound,
    }
    return render(request, "collaboration/care.html", context, status=status)


def _by_name(request: HttpRequest, search: Search, known: list[int]) -> list[Companion]:
    """Partners that somebody looked up by name or by what they do."""
    words = words_sought(request)
    if not words:
        return []
    partners = Organisation.objects.partners().with_listing().saying(words)
    found = partners.exclude(pk__in=[*known, search.organisation_id])[:FOUND_BY_NAME]
    return [Companion(organisation) for organisation in found]
