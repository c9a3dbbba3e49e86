"""Whether one has an interest in an application: asked before it is opened."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.forms import LONGEST_KEY
from samverka.grants.actions import declaring as actions
from samverka.grants.forms.declaring import InterestForm, LiftForm, SetAsideForm
from samverka.grants.models import Declaration, GrantApplication, Panelist, Round
from samverka.grants.rules import Standing, named_in, namesakes
from samverka.grants.views.case import case_page
from samverka.grants.views.doors import for_all_of_it, for_officers, for_the_panel
from samverka.people.models import PersonRequest

AT_ONCE = 100  # so many stand on the page; the next ones come when these are answered
GONE = gettext_lazy("Thank you. You no longer see it, and others go on without you.")


@for_the_panel
def declare(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    return _page(request, standing, turn, InterestForm())


def _page(
    request: PersonRequest, standing: Standing, turn: Round, form: InterestForm
) -> HttpResponse:
    waits = standing.known().filter(round=turn).exclude(pk__in=standing.open().values("pk"))
    shown = list(waits.with_listing().order_by("name", "pk")[:AT_ONCE])
    context = {
        "round": turn,
        "applications": shown,
        "namesakes": namesakes(shown, request.user),
        "number": waits.count(),
        "ticked": request.POST.getlist("application"),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "grants/handling/declare.html", context, status=status)


@require_POST
@for_the_panel
def none(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    """`one` is the application whose button was pressed, `application` those that are ticked."""
    one = request.POST.get("one", "")
    numbers = [one] if one else request.POST.getlist("application")
    act = lambda: actions.declare_no_interest(turn=turn, numbers=numbers, by=request.user)  # noqa: E731
    return pressed(request, act, _("Thank you. Now you can open it."), "grants:declare", turn.slug)


@require_POST
@for_the_panel
def some(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    form = InterestForm(request.POST)
    done = tried(
        form,
        lambda told: actions.declare_interest(
            turn=turn,
            numbers=request.POST.getlist("application"),
            words=told["words"],
            by=request.user,
        ),
    )
    if done:
        messages.success(request, GONE)
        return redirect("grants:declare", turn.slug)
    return _page(request, standing, turn, form)


@require_POST
@for_all_of_it
def interest(
    request: PersonRequest, application: GrantApplication, place: Panelist
) -> HttpResponse:
    """One has found out later that one has an interest in it."""
    form = InterestForm(request.POST)
    done = tried(
        form,
        lambda told: actions.declare_interest(
            turn=application.round,
            numbers=[application.number],
            words=told["words"],
            by=request.user,
        ),
    )
    if done:
        messages.success(request, GONE)
        return redirect("grants:handling", application.round.slug)
    return case_page(request, application, place, status=422, interest_form=form)


@require_POST
@for_officers
def set_aside(
    request: PersonRequest, application: GrantApplication, place: Panelist
) -> HttpResponse:
    form = SetAsideForm(request.POST, application=application, by=request.user)
    done = tried(
        form,
        lambda told: actions.set_aside(
            application=application, place=told["place"], words=told["words"], by=request.user
        ),
    )
    if done:
        messages.success(request, _("They no longer see the application."))
        return redirect(application)
    return case_page(request, application, place, status=422, aside_form=form)


@require_POST
@for_officers
def lift(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    form = LiftForm(request.POST, named=named_in(application))
    done = tried(
        form,
        lambda told: actions.lift_interest(
            application=application, place=told["place"], words=told["words"], by=request.user
        ),
    )
    if done:
        messages.success(request, _("They are asked now whether they have an interest."))
        return redirect(application)
    return case_page(request, application, place, status=422, lift_form=form)


@require_POST
@for_officers
def take_back(
    request: PersonRequest, application: GrantApplication, place: Panelist
) -> HttpResponse:
    """`person` stands in what is posted: whoever stands aside has no address."""
    said = get_object_or_404(
        Declaration.objects.select_related("person"),
        application=application,
        conflict=True,
        person=_key(request.POST.get("person", "")),
    )
    assert said.person
    act = lambda: actions.take_conflict_back(  # noqa: E731
        application=application, person=said.person, by=request.user
    )
    return pressed(
        request, act, _("They are asked again whether they have an interest."), application
    )


def _key(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_KEY else 0
