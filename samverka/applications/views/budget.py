"""The budget of an application: read as tables, with what breaks a rule and how to mend it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications.actions.budget import choose_rules, lock_budget, unlock_budget
from samverka.applications.budgeting.counting import counted, rules_of
from samverka.applications.budgeting.proposing import rules_for
from samverka.applications.budgeting.sentences import (
    categories_of,
    rules_in_words,
    title_of,
)
from samverka.applications.budgeting.showing import facts_of
from samverka.applications.budgeting.story import story_of
from samverka.applications.budgeting.tables import BYS, By
from samverka.applications.forms.budget import CHOICE, RulesForm
from samverka.applications.models import Application, Budget
from samverka.applications.rules import Standing
from samverka.applications.views.doors import for_leaders, for_readers
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import PersonRequest


def find_budget(application: Application) -> Budget:
    """404 where nobody has chosen the rules yet."""
    budget = Budget.objects.filter(application=application).first()
    if budget is None:
        raise Http404
    budget.application = application
    return budget


@for_readers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    """Categories against partners, work packages or years; before there is one, what to do."""
    return budget_page(request, application)


def budget_page(
    request: PersonRequest, application: Application, *, refused: str = "", status: int = 200
) -> HttpResponse:
    standing = Standing(request.user)
    context: dict[str, Any] = {
        "application": application,
        "leads": standing.may_lead(application),
        "refused": refused,
    }
    budget = Budget.objects.filter(application=application).first()
    if budget is None:
        return render(request, "applications/budget/none.html", context, status=status)
    budget.application = application
    whole = counted(budget)
    writes = standing.may_write(application) and application.is_being_written and budget.is_open
    context |= {"budget": budget, "writes": writes, **facts_of(whole, _by(request))}
    return render(request, "applications/budget/page.html", context, status=status)


def _by(request: PersonRequest) -> By:
    wanted = request.GET.get("by", "")
    return next((one for one in BYS if one == wanted), "partner")


@for_readers
def rules(request: PersonRequest, application: Application) -> HttpResponse:
    """Each rule with where it stands, when it was read, and whether in the text itself."""
    budget = find_budget(application)
    found = rules_of(budget)
    context = {
        "application": application,
        "rules": found,
        "title": title_of(found.titles),
        "told": rules_in_words(found),
        "categories": categories_of(found),
    }
    return render(request, "applications/budget/rules.html", context)


@for_leaders
def choose(request: PersonRequest, application: Application) -> HttpResponse:
    """Which rules the budget is counted by, and what they leave open."""
    budget = Budget.objects.filter(application=application).first()
    now = rules_of(budget) if budget else None
    if request.method != "POST":
        return _choosing(
            request, application, RulesForm(initial=_chosen(application, budget), now=now)
        )
    form = RulesForm(request.POST, now=now)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("rules", "chosen", "decided_on")}
        seen = form.cleaned_data["seen"]
        try:
            choose_rules(application=application, by=request.user, seen=seen, **told)
        except Outdated as reason:
            budget = find_budget(application)
            form.look_at(budget.version)
            form.add_error(None, str(reason))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Saved. The budget is counted by these rules now."))
            return redirect("applications:budget", application.pk)
    return _choosing(request, application, form, budget, status=422)


def _choosing(
    request: PersonRequest,
    application: Application,
    form: RulesForm,
    newer: Budget | None = None,
    status: int = 200,
) -> HttpResponse:
    stands = title_of(rules_of(newer).titles) if newer else ""
    context = {"application": application, "form": form, "stands": stands}
    return render(request, "applications/budget/choose.html", context, status=status)


def _chosen(application: Application, budget: Budget | None) -> dict[str, Any]:
    if budget is None:
        return {"rules": rules_for(application), "seen": 0}
    facts = {"rules": budget.rules, "decided_on": budget.decided_on, "seen": budget.version}
    return facts | {CHOICE + code: said for code, said in budget.chosen.items()}


@for_leaders
@require_POST
def lock(request: PersonRequest, application: Application) -> HttpResponse:
    return _moved(request, application, lock_budget, _("The budget is locked."))


@for_leaders
@require_POST
def unlock(request: PersonRequest, application: Application) -> HttpResponse:
    return _moved(request, application, unlock_budget, _("The budget can be changed again."))


def _moved(
    request: PersonRequest, application: Application, action: Any, said: str
) -> HttpResponse:
    budget = find_budget(application)
    try:
        action(budget=budget, by=request.user)
    except Refused as reason:
        return budget_page(request, application, refused=str(reason), status=422)
    messages.success(request, said)
    return redirect(budget)


@for_readers
def history(request: PersonRequest, application: Application) -> HttpResponse:
    budget = find_budget(application)
    context = {"application": application, "story": story_of(budget)}
    return render(request, "applications/budget/history.html", context)
