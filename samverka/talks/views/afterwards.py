"""A talk has been: what was said and what it led to, for those who prepared it to write down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samverka.common.acting import tried
from samverka.common.forms import LONGEST_KEY, Form
from samverka.people.models import PersonRequest
from samverka.talks.actions import afterwards as actions
from samverka.talks.actions.at_door import people_who_came
from samverka.talks.actions.thanking import LATEST
from samverka.talks.forms.afterwards import NotesForm, OutcomeForm
from samverka.talks.models import AudienceQuestion, Outcome, Talk
from samverka.talks.telling import thoughts_on
from samverka.talks.views.doors import for_preparers


@require_safe
@for_preparers
def page(request: PersonRequest, talk: Talk) -> HttpResponse:
    return afterwards_page(request, talk)


@require_POST
@for_preparers
def notes(request: PersonRequest, talk: Talk) -> HttpResponse:
    form = NotesForm(request.POST)
    if tried(form, lambda told: actions.write_notes(talk=talk, by=request.user, **told)):
        messages.success(request, _("Saved. It stands on the page of the talk."))
        return redirect("talks:afterwards", talk.slug)
    return afterwards_page(request, talk, notes_form=form)


def _asked(request: PersonRequest, talk: Talk) -> dict[str, str]:
    """`?question=` begins with what somebody in the audience asked."""
    key = request.GET.get("question", "")
    if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
        return {}
    row = AudienceQuestion.objects.shown().filter(talk=talk, pk=int(key)).first()
    return {"words_sv": row.words, "kind": Outcome.Kind.PROBLEM} if row else {}


def afterwards_page(request: PersonRequest, talk: Talk, **forms: Form) -> HttpResponse:
    """`forms` holds the one that could not be done."""
    outcomes = list(talk.outcomes.with_listing())
    context: dict[str, Any] = {
        "talk": talk,
        "outcomes": [one for one in outcomes if one.removed_at is None],
        "removed": [one for one in outcomes if one.removed_at],
        "ideas": talk.ideas.public(),
        "thoughts": thoughts_on(talk),
        "thanked": talk.registrations.exclude(thanked_at=None).count(),
        "thanked_on": talk.ends_at + LATEST,
        "came": people_who_came(talk),
        "questions": AudienceQuestion.objects.shown().filter(talk=talk).most_wanted(),
        "outcome_form": OutcomeForm(by=request.user, initial=_asked(request, talk)),
        "unfilmed": talk.speakers.filter(film_too=False),
        "notes_form": NotesForm(initial=NotesForm.facts(talk)),
        "title_form": next(iter(forms.values()), None),
    }
    status = 422 if forms else 200
    return render(request, "talks/afterwards.html", context | forms, status=status)
