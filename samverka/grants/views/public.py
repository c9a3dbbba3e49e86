"""The host's own call, for everybody: what can be applied for, and how it is done."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from samverka.applications.budgeting.sentences import rules_in_words
from samverka.budgets import CostRules
from samverka.common.acting import tried
from samverka.common.forms import LONGEST_KEY
from samverka.common.languages import reader_language
from samverka.common.views import came_from_here, too_often
from samverka.common.visitors import is_too_often, mark_of
from samverka.grants.actions.applying import begin
from samverka.grants.eligibility import kinds_in_words, places_in_words
from samverka.grants.forms.applying import BeginForm
from samverka.grants.models import Round
from samverka.grants.rules import Standing
from samverka.grants.telling.turns import taken_in_turns
from samverka.grants.views.entrances import find_round
from samverka.ideas.models import Idea
from samverka.people.models import Person


def listing(request: HttpRequest) -> HttpResponse:
    """Rounds that can be applied to first; then those to come, and those that are over."""
    standing = Standing(request.user)
    turns = list(Round.objects.public().select_related("call").newest_first())
    own = Round.objects.filter(state=Round.State.DRAFT).select_related("call")
    drafts = own if standing.may_prepare else own.filter(pk__in=standing.places)
    context = {
        **taken_in_turns(turns, timezone.localdate()),
        "drafts": drafts.newest_first(),
        "prepares": standing.may_prepare,
    }
    return render(request, "grants/list.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """How many have applied is told to nobody before it is decided."""
    turn = find_round(request, slug)
    standing, today = Standing(request.user), timezone.localdate()
    rules = CostRules.named(turn.cost_rules)
    context = {
        "turn": turn,
        "takes": turn.takes_applications,
        "opens": turn.opening.next_first(today) if turn.state == Round.State.OPEN else None,
        "stops": turn.opening.next_stop(today),
        "kinds": kinds_in_words(turn.kinds),
        "places": places_in_words(turn),
        "rules": [one for one in rules_in_words(rules) if one.rule.kind != "balance"],
        "criteria": turn.criteria.all(),
        "sections": turn.edition.sections,
        "prepares": standing.may_change(turn),
        "sits": standing.sits_in(turn),
    }
    return render(request, "grants/round.html", context)


@csrf_exempt  # it acts for nobody who is signed in, unless the form came from our own page
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin; `?idea=` names a published idea that it comes from."""
    turn, idea = find_round(request, slug), _idea(request)
    if request.method != "POST":
        person = request.user
        initial = {"email": person.email} if isinstance(person, Person) else {}
        return _page(request, turn, BeginForm(initial=initial), idea)
    if is_too_often(request, what="apply", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    form = BeginForm(request.POST)

    def act(told: dict[str, Any]) -> Any:
        return begin(
            turn=turn,
            name=told["name"],
            email=told["email"],
            language=reader_language(),
            sending_key=form.sent_once(turn.pk, told["name"], told["email"]),
            sender_mark=mark_of(request),
            idea=idea,
            writer=_writer(request),
        )

    begun = tried(form, act)
    if begun is None:
        return _page(request, turn, form, idea, status=422)
    return redirect("grants:mine_step", begun.key, "who")


def _writer(request: HttpRequest) -> Person | None:
    person = request.user
    return person if isinstance(person, Person) and came_from_here(request) else None


def _idea(request: HttpRequest) -> Idea | None:
    key = request.GET.get("idea", "")
    if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
        return None
    return get_object_or_404(Idea.objects.public(), pk=int(key))


def _page(
    request: HttpRequest, turn: Round, form: BeginForm, idea: Idea | None, status: int = 200
) -> HttpResponse:
    context = {
        "turn": turn,
        "form": form,
        "idea": idea,
        "takes": turn.takes_applications,
        "days": settings.GRANT_DRAFT_DAYS,
    }
    return render(request, "grants/apply.html", context, status=status)
