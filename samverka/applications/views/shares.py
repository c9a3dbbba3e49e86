"""What a member brings to the budget, what the rules ask of it, earlier aid, exchange rates."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications.actions import costs as actions
from samverka.applications.budgeting.counting import rules_of
from samverka.applications.forms.budget import FinancingForm, SeenForm, TermsForm
from samverka.applications.forms.budget_beside import AidForm, RateForm
from samverka.applications.models import (
    Application,
    Budget,
    BudgetRate,
    EarlierAid,
    Member,
    Share,
)
from samverka.applications.views.budget import find_budget
from samverka.applications.views.costs import Newer, find_member, may_write, partner_page
from samverka.applications.views.doors import for_writers
from samverka.common.acting import pressed, tried
from samverka.common.amounts import written
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import PersonRequest


def _share(budget: Budget, member: Member) -> Share:
    """As it stands, or as it begins; `version` 0 where nothing is written."""
    found = Share.objects.filter(budget=budget, member=member).first()
    return found or Share(budget=budget, member=member, version=0)


@for_writers
def financing(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    return _share_form(request, application, member, FinancingForm, "financing")


@for_writers
def terms(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    return _share_form(request, application, member, TermsForm, "terms")


def _share_form(
    request: PersonRequest,
    application: Application,
    member: int,
    kind: type[FinancingForm] | type[TermsForm],
    page: str,
) -> HttpResponse:
    budget, found = find_budget(application), find_member(application, member)
    share = _share(budget, found)
    names = [name for name in kind(None).fields if name != "seen"]
    initial = {name: getattr(share, name) for name in names} | {"seen": share.version}
    form = kind(request.POST if request.method == "POST" else None, initial=initial)
    newer: Newer = []
    if form.is_bound and form.is_valid():
        facts, seen = form.facts, form.cleaned_data["seen"]
        try:
            actions.change_share(
                budget=budget, member=found, facts=facts, seen=seen, by=request.user
            )
        except Outdated as reason:
            share = _share(budget, found)
            newer = _newer(form, share, facts)
            form.look_at(share.version)
            form.add_error(None, str(reason))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Saved."))
            return redirect("applications:budget_partner", application.pk, found.pk)
    context = {
        "application": application,
        "member": found,
        "form": form,
        "newer": newer,
        "page": page,
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/budget/share.html", context, status=status)


def _newer(form: SeenForm, share: Share, facts: dict[str, Any]) -> Newer:
    there = {name: getattr(share, name) for name in facts}
    return [
        (str(form.fields[name].label), _in_words(share, name, value))
        for name, value in there.items()
        if value != facts[name]
    ]


def _in_words(share: Share, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    shown = getattr(share, f"get_{name}_display", None)
    if shown:
        return str(shown())
    return value if isinstance(value, str) else written(value)


@for_writers
@require_POST
def new_aid(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    budget, found = find_budget(application), find_member(application, member)
    form = AidForm(request.POST)
    tried(
        form,
        lambda told: actions.add_aid(budget=budget, member=found, facts=told, by=request.user),
    )
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("applications:budget_partner", application.pk, found.pk)
    return partner_page(request, application, member, aid=form, status=422)


@for_writers
@require_POST
def remove_aid(request: PersonRequest, application: Application, aid: int) -> HttpResponse:
    rows = EarlierAid.objects.filter(share__budget=find_budget(application))
    found = get_object_or_404(rows.select_related("share"), pk=aid)
    return pressed(
        request,
        lambda: actions.remove_aid(aid=found, by=request.user),
        _("The aid is taken away."),
        "applications:budget_partner",
        application.pk,
        found.share.member_id,
    )


@for_writers
def rates(request: PersonRequest, application: Application) -> HttpResponse:
    """What other currencies were worth, and on which day: given, never fetched."""
    budget = find_budget(application)
    ours = rules_of(budget).currency
    form = RateForm(request.POST if request.method == "POST" else None, ours=ours)
    tried(form, lambda told: actions.add_rate(budget=budget, by=request.user, **told))
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("applications:budget_rates", application.pk)
    context = {
        "application": application,
        "form": form,
        "rates": [(one, f"{one.value.normalize():f}") for one in budget.rates.all()],
        "ours": ours,
        "writes": may_write(request, application, budget),
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/budget/rates.html", context, status=status)


@for_writers
@require_POST
def remove_rate(request: PersonRequest, application: Application, rate: int) -> HttpResponse:
    rows = BudgetRate.objects.filter(budget=find_budget(application))
    found = get_object_or_404(rows.select_related("budget"), pk=rate)
    return pressed(
        request,
        lambda: actions.remove_rate(rate=found, by=request.user),
        _("The rate is taken away."),
        "applications:budget_rates",
        application.pk,
    )
