"""A round is prepared: what it says, what it judges by, who sits in the panel."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.grants.actions import judging_by, rounds
from samverka.grants.forms.rounds import SHIPPED, CriterionForm, PanelForm, RoundForm
from samverka.grants.models import Criterion, Panelist, Round, Score
from samverka.grants.rules import Standing, without_officer
from samverka.grants.views.entrances import for_its_preparers, for_planners
from samverka.partnership.rules import have_a_role
from samverka.people.models import PersonRequest
from samverka.record.models import History

OURS = "regional-social-innovation"  # the form and the rules that the host's own call has
START = {
    "form": f"{SHIPPED}{OURS}",
    "cost_rules": OURS,
    "times": 3,
    "longest_months": 12,
    "report_days": 60,
}


@for_planners
def new(request: PersonRequest) -> HttpResponse:
    form = RoundForm(initial={**START, "opens_on": timezone.localdate()})
    if request.method == "POST":
        form = RoundForm(request.POST)
        act = lambda told: rounds.begin_round(planned=form.planned, by=request.user)  # noqa: E731
        if turn := tried(form, act):
            messages.success(request, _("Saved. Nobody else sees it before you publish it."))
            return redirect("grants:prepare", turn.slug)
    return render(request, "grants/edit.html", {"form": form}, status=422 if form.errors else 200)


@for_its_preparers
def edit(request: PersonRequest, turn: Round) -> HttpResponse:
    form = RoundForm(initial=RoundForm.facts(turn), turn=turn)
    if request.method == "POST":
        form = RoundForm(request.POST, turn=turn)
        done = tried(
            form,
            lambda told: rounds.change_round(
                turn=turn, planned=form.planned, seen=told["seen"], by=request.user
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect("grants:prepare", turn.slug)
        turn.refresh_from_db()
    context = {"form": form, "turn": turn}
    return render(request, "grants/edit.html", context, status=422 if form.errors else 200)


@for_its_preparers
def prepare(request: PersonRequest, turn: Round) -> HttpResponse:
    return _page(request, turn)


@require_POST
@for_its_preparers
def publish(request: PersonRequest, turn: Round) -> HttpResponse:
    act = lambda: rounds.publish_round(turn=turn, by=request.user)  # noqa: E731
    return pressed(request, act, _("Everybody can read it now."), "grants:prepare", turn.slug)


@require_POST
@for_its_preparers
def end(request: PersonRequest, turn: Round) -> HttpResponse:
    act = lambda: rounds.end_round(turn=turn, by=request.user)  # noqa: E731
    said = _("Nobody can apply any more. You can publish it again.")
    return pressed(request, act, said, "grants:prepare", turn.slug)


@require_POST
@for_its_preparers
def unpublish(request: PersonRequest, turn: Round) -> HttpResponse:
    act = lambda: rounds.unpublish_round(turn=turn, by=request.user)  # noqa: E731
    said = _("Only those who prepare it see it now.")
    return pressed(request, act, said, "grants:prepare", turn.slug)


@require_POST
@for_planners
def copy(request: PersonRequest, slug: str) -> HttpResponse:
    turn = get_object_or_404(Round, slug=slug)
    made = rounds.copy_round(turn=turn, by=request.user)
    messages.success(request, _("This is the copy, a year later. Look through it and publish it."))
    return redirect("grants:prepare", made.slug)


@require_POST
@for_its_preparers
def add_criterion(request: PersonRequest, turn: Round) -> HttpResponse:
    form = CriterionForm(request.POST)
    act = lambda told: judging_by.add_criterion(turn=turn, what=form.judged, by=request.user)  # noqa: E731
    if tried(form, act):
        return redirect("grants:prepare", turn.slug)
    return _page(request, turn, criterion_form=form)


@for_its_preparers
def criterion(request: PersonRequest, turn: Round, pk: int) -> HttpResponse:
    found = _criterion(turn, pk)
    form = CriterionForm(initial=CriterionForm.facts(found))
    if request.method == "POST":
        form = CriterionForm(request.POST)
        facts: dict[str, Any] = {"criterion": found, "by": request.user}
        if tried(form, lambda told: judging_by.change_criterion(**facts, what=form.judged)):
            messages.success(request, _("Saved."))
            return redirect("grants:prepare", turn.slug)
    context = {"form": form, "turn": turn, "criterion": found}
    return render(request, "grants/criterion.html", context, status=422 if form.errors else 200)


@require_POST
@for_its_preparers
def move_criterion(request: PersonRequest, turn: Round, pk: int) -> HttpResponse:
    found = _criterion(turn, pk)
    act = lambda: judging_by.move_criterion(criterion=found, by=request.user)  # noqa: E731
    return pressed(request, act, "", "grants:prepare", turn.slug)


@require_POST
@for_its_preparers
def remove_criterion(request: PersonRequest, turn: Round, pk: int) -> HttpResponse:
    found = _criterion(turn, pk)
    act = lambda: judging_by.remove_criterion(criterion=found, by=request.user)  # noqa: E731
    return pressed(request, act, _("Taken away."), "grants:prepare", turn.slug)


@require_POST
@for_its_preparers
def seat(request: PersonRequest, turn: Round) -> HttpResponse:
    form = PanelForm(request.POST, people=have_a_role())
    if tried(form, lambda told: judging_by.seat(turn=turn, by=request.user, **told)):
        messages.success(request, _("They sit in the panel now."))
        return redirect("grants:prepare", turn.slug)
    return _page(request, turn, panel_form=form)


@require_POST
@for_its_preparers
def unseat(request: PersonRequest, turn: Round, pk: int) -> HttpResponse:
    place = _place(turn, pk)
    act = lambda: judging_by.unseat(place=place, by=request.user)  # noqa: E731
    said = _("They see nothing more of the round. You can put them back below.")
    if place.person == request.user and not Standing(request.user).coordinates:
        return pressed(request, act, said, "grants:list")
    return pressed(request, act, said, "grants:prepare", turn.slug)


@require_POST
@for_its_preparers
def seat_again(request: PersonRequest, turn: Round, pk: int) -> HttpResponse:
    place = _place(turn, pk)
    act = lambda: judging_by.seat_again(place=place, by=request.user)  # noqa: E731
    return pressed(request, act, _("They are back."), "grants:prepare", turn.slug)


def _criterion(turn: Round, pk: int) -> Criterion:
    return get_object_or_404(Criterion.objects.select_related("round"), pk=pk, round=turn)


def _place(turn: Round, pk: int) -> Panelist:
    rows = Panelist.objects.with_people().select_related("round", "person")
    return get_object_or_404(rows, pk=pk, round=turn)


def _page(request: PersonRequest, turn: Round, **forms: Form) -> HttpResponse:
    """`forms` holds the one that could not be done."""
    places = list(turn.panelists.with_people())
    context: dict[str, Any] = {
        "turn": turn,
        "criteria": turn.criteria.all(),
        "scored": Score.objects.filter(criterion__round=turn).exists(),
        "panel": [one for one in places if one.left_at is None],
        "former": [one for one in places if one.left_at],
        "without_officer": without_officer(turn, request.user),
        "has_begun": turn.applications.exists(),
        "coordinates": Standing(request.user).coordinates,
        "sits": Standing(request.user).sits_in(turn),
        "happened": History.objects.of(turn).select_related("actor").order_by("-id")[:10],
        "criterion_form": CriterionForm(initial={"most": 5, "weight": 1}),
        "panel_form": PanelForm(people=have_a_role(), initial={"organisation": turn.host_id}),
        "wrong": next(iter(forms.values()), None),
    }
    return render(request, "grants/prepare.html", context | forms, status=422 if forms else 200)
