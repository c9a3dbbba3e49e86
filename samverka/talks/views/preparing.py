"""A talk is planned: what it says, its programme, its speakers, and who has registered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.forms import LONGEST_KEY, Form
from samverka.people.models import PersonRequest
from samverka.plan.models import ListedActivity
from samverka.talks.actions import preparing as actions
from samverka.talks.actions import programme
from samverka.talks.actions.registering import seats_taken
from samverka.talks.forms.preparing import CancelForm, PartForm, SpeakerForm, TalkForm
from samverka.talks.models import Outcome, ProgrammePart, Speaker, Talk
from samverka.talks.telling import since_last_time
from samverka.talks.views.doors import for_planners, for_preparers


@for_planners
def new(request: PersonRequest) -> HttpResponse:
    """`?activity=` takes what the year's list says already."""
    activity = _activity(request)
    form = TalkForm(initial=_start(activity))
    if request.method == "POST":
        form = TalkForm(request.POST)
        talk = tried(
            form,
            lambda told: actions.plan_talk(
                planned=form.planned, activity=activity, by=request.user
            ),
        )
        if talk:
            messages.success(request, _("Saved. Nobody else sees it before you publish it."))
            return redirect("talks:prepare", talk.slug)
    context = {"form": form, "activity": activity}
    return render(request, "talks/edit.html", context, status=422 if form.errors else 200)


@for_preparers
def edit(request: PersonRequest, talk: Talk) -> HttpResponse:
    form = TalkForm(initial=TalkForm.facts(talk))
    if request.method == "POST":
        form = TalkForm(request.POST)
        done = tried(
            form,
            lambda told: actions.change_talk(talk=talk, planned=form.planned, by=request.user),
        )
        if done:
            messages.success(request, _said(done.told))
            return redirect("talks:prepare", talk.slug)
    context = {"form": form, "talk": talk}
    return render(request, "talks/edit.html", context, status=422 if form.errors else 200)


@for_preparers
def prepare(request: PersonRequest, talk: Talk) -> HttpResponse:
    return _page(request, talk)


@require_POST
@for_preparers
def publish(request: PersonRequest, talk: Talk) -> HttpResponse:
    act = lambda: actions.publish_talk(talk=talk, by=request.user)  # noqa: E731
    return pressed(request, act, _("Everybody can read it now."), "talks:prepare", talk.slug)


@require_POST
@for_preparers
def cancel(request: PersonRequest, talk: Talk) -> HttpResponse:
    form = CancelForm(request.POST)
    act = lambda told: actions.cancel_talk(talk=talk, why=told["why"], by=request.user)  # noqa: E731
    if tried(form, act):
        messages.success(request, _("Cancelled. All who had registered get a letter."))
        return redirect("talks:prepare", talk.slug)
    return _page(request, talk, cancel_form=form)


@require_POST
@for_preparers
def add_part(request: PersonRequest, talk: Talk) -> HttpResponse:
    form = PartForm(request.POST, talk=talk)
    done = tried(
        form,
        lambda told: programme.add_part(
            talk=talk,
            starts_at=told["starts_at"],
            title_sv=told["title_sv"],
            title_en=told["title_en"],
            by=request.user,
        ),
    )
    if done:
        return redirect("talks:prepare", talk.slug)
    return _page(request, talk, part_form=form)


@require_POST
@for_preparers
def remove_part(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    part = get_object_or_404(ProgrammePart.objects.select_related("talk"), pk=pk, talk=talk)
    act = lambda: programme.remove_part(part=part, by=request.user)  # noqa: E731
    return pressed(request, act, _("Taken away."), "talks:prepare", talk.slug)


@require_POST
@for_preparers
def add_speaker(request: PersonRequest, talk: Talk) -> HttpResponse:
    form = SpeakerForm(request.POST, talk=talk)
    done = tried(form, lambda told: programme.add_speaker(talk=talk, by=request.user, **told))
    if done:
        said = _("Asked by letter.") if done.email else _("Ask them, and write the answer here.")
        messages.success(request, said)
        return redirect("talks:prepare", talk.slug)
    return _page(request, talk, speaker_form=form)


@require_POST
@for_preparers
def remove_speaker(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    speaker = _speaker(talk, pk)
    act = lambda: programme.remove_speaker(speaker=speaker, by=request.user)  # noqa: E731
    return pressed(request, act, _("Taken away."), "talks:prepare", talk.slug)


@require_POST
@for_preparers
def note_consent(request: PersonRequest, talk: Talk, pk: int) -> HttpResponse:
    speaker, says_yes = _speaker(talk, pk), request.POST.get("may_name") == "yes"
    act = lambda: programme.note_consent(speaker=speaker, may_name=says_yes, by=request.user)  # noqa: E731
    return pressed(request, act, _("Noted."), "talks:prepare", talk.slug)


def _said(told: int) -> str:
    if not told:
        return _("Saved.")
    said = ngettext(
        "Saved. %(n)d who has registered gets a letter about it.",
        "Saved. %(n)d who have registered get a letter about it.",
        told,
    )
    return said % {"n": told}


def _speaker(talk: Talk, pk: int) -> Speaker:
    return get_object_or_404(Speaker.objects.select_related("talk"), pk=pk, talk=talk)


def _activity(request: PersonRequest) -> ListedActivity | None:
    key = request.GET.get("activity", "")
    if not (key.isdecimal() and len(key) <= LONGEST_KEY):
        return None
    return ListedActivity.objects.standing().filter(pk=int(key)).first()


def _start(activity: ListedActivity | None) -> dict[str, Any]:
    if activity is None:
        return {"takes_registrations": True}
    same = ("title_sv", "title_en", "theme", "municipality")
    facts = {name: getattr(activity, name) for name in same}
    told = {"day": activity.starts_on, "introduced_by": activity.responsible}
    words = {"summary_sv": activity.about_sv, "summary_en": activity.about_en}
    return {**facts, **told, **words, "takes_registrations": True}


def _page(request: PersonRequest, talk: Talk, **forms: Form) -> HttpResponse:
    """`forms` holds the one that could not be done."""
    parts = list(talk.programme.all())
    context: dict[str, Any] = {
        "talk": talk,
        "programme": parts,
        "outside": [part for part in parts if part.is_outside],
        "speakers": talk.speakers.select_related("organisation"),
        "taken": seats_taken(talk),
        "waiting": talk.registrations.waiting().count(),
        "since_last": since_last_time(talk, Outcome.objects.standing()),
        "part_form": PartForm(talk=talk),
        "speaker_form": SpeakerForm(talk=talk),
        "cancel_form": CancelForm(),
        "title_form": next(iter(forms.values()), None),
    }
    status = 422 if forms else 200
    return render(request, "talks/prepare.html", context | forms, status=status)
