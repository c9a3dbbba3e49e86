"""What one member puts into the budget: costs, financing, what the rules ask, aid and rates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications.actions import costs as actions
from samverka.applications.budgeting.counting import Counted, amount_of, counted
from samverka.applications.budgeting.sentences import KINDS, categories_of, units_of
from samverka.applications.forms.budget import CostForm
from samverka.applications.forms.budget_beside import AidForm
from samverka.applications.models import (
    Application,
    Budget,
    CostLine,
    Member,
)
from samverka.applications.rules import Standing
from samverka.applications.views.budget import find_budget
from samverka.applications.views.doors import for_readers, for_writers
from samverka.budgets import CostRules
from samverka.common.acting import pressed, tried
from samverka.common.amounts import shown, written
from samverka.common.refusal import Outdated, Refused
from samverka.common.templatetags.samverka import money
from samverka.people.models import PersonRequest

Newer = list[tuple[str, str]]


def findfind_member(application: Application, pk: int) -> Member:
    found = application.members.select_related("organisation")
    return get_object_or_404(found.filter(state=Member.State.IN), pk=pk)


def find_member(application: Application, pk: int) -> Member:
    """404 for one that is not in."""
    found = application.members.select_related("organisation")
    return get_object_or_404(found.filter(state=Member.State.IN), pk=pk)


@for_readers
def partner(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    """One member's budget: every cost with its place, what it brings, aid it was granted."""
    return partner_page(request, application, member)


def partner_page(
    request: PersonRequest,
    application: Application,
    member: int,
    *,
    aid: AidForm | None = None,
    status: int = 200,
) -> HttpResponse:
    budget = find_budget(application)
    found = find_member(application, member)
    context = {
        "application": application,
        "budget": budget,
        "member": found,
        "aid_form": aid or AidForm(),
        "modes": [(mode.value, str(mode.label)) for mode in CostLine.Mode],
        "writes": may_write(request, application, budget),
        **_of_one(counted(budget), found),
    }
    return render(request, "applications/budget/partner.html", context, status=status)


def _of_one(whole: Counted, member: Member) -> dict[str, Any]:
    """What a budget says of one member, in words."""
    rules, result, key = whole.rules, whole.result, str(member.pk)
    titles, ours, share = categories_of(rules), rules.currency, whole.shares.get(member.pk)
    gap, grant_share = result.gap_by_partner[key], result.grant_share(key)
    return {
        "lines": [
            (line, titles.get(line.category, ""), _worth(line, rules))
            for line in whole.lines
            if line.member_id == member.pk
        ],
        "derived": [
            (titles[code], money(amount, ours))
            for (who, code), amount in result.by_partner_and_category.items()
            if who == key and code in result.derived and amount
        ],
        "financing": [
            (KINDS[kind], money(amount, ours))
            for (who, kind), amount in result.by_partner_and_kind.items()
            if who == key and amount
        ],
        "aid": [(one, money(one.amount, one.currency)) for one in share.aid.all()] if share else [],
        "total": money(result.by_partner[key], ours),
        "gap": gap,
        "gap_said": money(abs(gap), ours),
        "grant_share": None if grant_share is None else shown(grant_share),
    }


def _worth(line: CostLine, rules: CostRules) -> str:
    return money(amount_of(line, rules), line.currency or rules.currency)


def may_write(request: PersonRequest, application: Application, budget: Budget) -> bool:
    writes = Standing(request.user).may_write(application)
    return writes and application.is_being_written and budget.is_open


@for_writers
def new_cost(
    request: PersonRequest, application: Application, member: int, mode: str
) -> HttpResponse:
    budget, found = find_budget(application), find_member(application, member)
    if mode not in CostLine.Mode.values:
        raise Http404
    initial = {"whose": found.pk, "how": mode, "category": request.GET.get("category", "")}
    form = _cost_form(request, budget, mode, initial=initial)
    tried(
        form,
        lambda told: actions.add_cost(
            budget=budget, member=found, facts=form.facts, by=request.user
        ),
    )
    if form.is_bound and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("applications:budget_partner", application.pk, found.pk)
    return _cost_page(request, application, form, found, mode)


def _cost_form(
    request: PersonRequest, budget: Budget, mode: str, *, initial: dict[str, Any], year: int = 0
) -> CostForm:
    years = sorted({*budget.application.years, year} - {0})
    data = request.POST if request.method == "POST" else None
    return CostForm(data, counted=counted(budget), mode=mode, years=years, initial=initial)


def _cost_page(
    request: PersonRequest,
    application: Application,
    form: CostForm,
    member: Member,
    mode: str,
    *,
    line: CostLine | None = None,
    newer: Newer | None = None,
) -> HttpResponse:
    context = {
        "application": application,
        "form": form,
        "member": member,
        "mode": mode,
        "mode_name": CostLine.Mode(mode).label,
        "line": line,
        "newer": newer or [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/budget/cost.html", context, status=status)


@for_writers
def cost(request: PersonRequest, application: Application, cost: int) -> HttpResponse:
    """Change one cost. Whoever is second sees what stands now, and keeps what they typed."""
    budget = find_budget(application)
    line = budget.costs.select_related("member__organisation").filter(pk=cost).first()
    if line is None:
        return _gone(request, application, budget)
    line.budget = budget
    initial = {name: getattr(line, name) for name in CostForm.base_fields if hasattr(line, name)}
    initial |= {"seen": line.version, "whose": line.member_id, "how": line.mode}
    form = _cost_form(request, budget, line.mode, initial=initial, year=line.year)
    newer: Newer = []
    if form.is_bound and form.is_valid():
        try:
            actions.change_cost(
                line=line, facts=form.facts, seen=form.cleaned_data["seen"], by=request.user
            )
        except Outdated as reason:
            line.refresh_from_db()
            newer = _differs(form, line, counted(budget))
            form.look_at(line.version)
            form.add_error(None, str(reason))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Saved."))
            return redirect("applications:budget_partner", application.pk, line.member_id)
    return _cost_page(request, application, form, line.member, line.mode, line=line, newer=newer)


def _gone(request: PersonRequest, application: Application, budget: Budget) -> HttpResponse:
    """Somebody took the cost away while this person was writing: the next press adds it again."""
    whose, mode = request.POST.get("whose", ""), request.POST.get("how", "")
    if not (whose.isascii() and whose.isdecimal() and len(whose) < 18) or mode not in CostLine.Mode:
        raise Http404
    member = find_member(application, int(whose))
    form = _cost_form(request, budget, mode, initial={})
    form.is_valid()
    form.add_error(None, _("Somebody has taken this cost away. Save to add it again."))
    return _cost_page(request, application, form, member, mode)


def _differs(form: CostForm, line: CostLine, whole: Counted) -> Newer:
    """Where the line says something else than what was typed: the label, and what it says."""
    names = {"category": categories_of(whole.rules), "unit": units_of(whole.rules)}
    found = []
    facts = form.facts
    for name in form.fields:
        there = getattr(line, name, None)
        if name not in facts or there == facts[name]:
            continue
        if name in ("amount", "quantity", "unit_cost"):
            said = written(there)
        elif isinstance(there, bool):
            said = _("yes") if there else _("no")
        else:
            said = names.get(name, {}).get(str(there), str(there or ""))
        found.append((str(form.fields[name].label), said))
    return found


@for_writers
@require_POST
def remove_cost(request: PersonRequest, application: Application, cost: int) -> HttpResponse:
    line = get_object_or_404(find_budget(application).costs, pk=cost)
    member = line.member_id
    return pressed(
        request,
        lambda: actions.remove_cost(line=line, by=request.user),
        _("The cost is taken away."),
        "applications:budget_partner",
        application.pk,
        member,
    )
