"""An application is written: one page for each step, kept as it is written."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications.models import Counts
from samverka.budgets import CostRules
from samverka.common.forms import LONGEST_KEY, Form
from samverka.common.refusal import Outdated, Refused
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often
from samverka.grants.actions import applying
from samverka.grants.counting import counted, lines_of
from samverka.grants.eligibility import (
    Obstacle,
    length_of,
    of_the_applicant,
    of_the_budget,
    of_the_history,
    of_the_project,
    of_the_texts,
)
from samverka.grants.forms.applying import ProjectForm, TextsForm, WhoForm
from samverka.grants.forms.budget import BudgetForm
from samverka.grants.models import GrantApplication
from samverka.grants.views.entrances import for_who_has_the_key
from samverka.grants.views.mine import STEPS, framed, listed

AnyForm = Form | BudgetForm


@for_who_has_the_key
def step(request: HttpRequest, application: GrantApplication, step: str) -> HttpResponse:
    """Saved with whatever can be read; slips are shown beside what was typed."""
    _ask_step(step)
    if request.method != "POST":
        return _page(request, application, step, _form(application, step))
    if is_too_often(request, what="apply", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    form = _form(application, step, request.POST)
    trouble = _keep(application, step, form, _seen(request)) or _lead_back(application)
    if not trouble and not form.error_count:
        messages.success(request, _("Saved."))
        here = framed(application, step)
        if "on" in request.POST and here["next"] in STEPS:
            return redirect("grants:mine_step", application.key, here["next"])
        if "on" in request.POST:
            return redirect("grants:mine_files", application.key)
        return redirect("grants:mine_step", application.key, step)
    application.refresh_from_db()
    return _page(request, application, step, form, trouble, status=422)


@require_POST
@for_who_has_the_key
def live(request: HttpRequest, application: GrantApplication, step: str) -> HttpResponse:
    """The same while somebody writes: a piece of the page with sums and what stands in the way."""
    _ask_step(step)
    if is_too_often(request, what="live", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    form = _form(application, step, request.POST)
    trouble = _keep(application, step, form, _seen(request))
    application.refresh_from_db()
    context = {**_beside(application, step, form), "trouble": trouble, "kept": not trouble}
    return render(request, "grants/mine/beside.html", context)


def _ask_step(step: str) -> None:
    if step not in STEPS:
        raise Http404


def _seen(request: HttpRequest) -> int | None:
    said = request.POST.get("seen", "")
    fits = said.isascii() and said.isdecimal() and len(said) <= LONGEST_KEY
    return int(said) if fits else None


def _form(application: GrantApplication, step: str, data: Any = None) -> AnyForm:
    match step:
        case "who":
            return WhoForm(data, initial=WhoForm.facts(application))
        case "project":
            facts = ProjectForm.facts(application)
            return ProjectForm(data, initial=facts, application=application)
        case "texts":
            sections = application.round.edition.sections
            return TextsForm(data, initial=application.answers, sections=sections)
    return BudgetForm(application, data)


def _keep(
    application: GrantApplication, step: str, form: AnyForm, seen: int | None
) -> Refused | None:
    """Save what can be read; the reason where nothing was."""
    form.is_valid()
    acts: dict[str, Callable[[], object]] = {
        "who": lambda: _write_facts(application, form, seen),
        "project": lambda: _write_facts(application, form, seen),
        "texts": lambda: applying.write_answers(
            application=application,
            answers=_sent(form),
            seen=seen,
        ),
        "budget": lambda: _write_budget(application, form, seen),
    }
    try:
        acts[step]()
    except Refused as reason:
        return reason
    return None


def _lead_back(application: GrantApplication) -> Refused | None:
    """Somebody has pressed save: an address that stands there is a whole one."""
    try:
        applying.lead_back(application=application)
    except Refused as reason:
        return reason
    return None


def _sent(form: AnyForm) -> dict[str, Any]:
    """What can be read; a field that was not sent is not emptied."""
    assert isinstance(form, Form)
    return {name: value for name, value in form.cleaned_data.items() if name in form.data}


def _write_facts(application: GrantApplication, form: AnyForm, seen: int | None) -> None:
    """Of the themes those that are ticked, and none of them is an answer too."""
    assert isinstance(form, Form)
    facts = _sent(form)
    facts.pop("themes", None)
    themes = form.cleaned_data.get("themes") if "title" in form.data else None
    applying.write_facts(application=application, facts=facts, themes=themes, seen=seen)


def _write_budget(application: GrantApplication, form: AnyForm, seen: int | None) -> None:
    """A budget is kept whole or not: half of one would lose the lines with a slip in them."""
    assert isinstance(form, BudgetForm)
    if form.error_count:
        return
    applying.write_budget(application=application, asked=form.money, lines=form.lines, seen=seen)


def _beside(application: GrantApplication, step: str, form: AnyForm) -> dict[str, Any]:
    """What stands beside the form: sums of the budget, the room of texts, what is in the way."""
    context = {**framed(application, step), "obstacles": [], "remarks": []}
    found: Iterable[Obstacle]
    if isinstance(form, BudgetForm):
        rules = CostRules.named(application.round.cost_rules)
        if form.asked.is_bound:
            form.is_valid()
            sums = counted(rules=rules, asked=form.money, lines=form.lines)
        else:
            sums = counted(rules=rules, asked=application.asked, lines=lines_of(application))
        found = of_the_budget(sums)
        context |= {"sums": sums, "currency": application.round.currency}
    else:
        found = _about(application, step)
        if step == "texts":
            context["rooms"] = list(_rooms(application))
    told = listed(application, list(found))
    return {
        **context,
        "obstacles": [one for one in told if one.stops],
        "remarks": [one for one in told if not one.stops],
    }


def _about(application: GrantApplication, step: str) -> list[Obstacle]:
    if step == "who":
        return list(of_the_applicant(application))
    if step == "texts":
        return list(of_the_texts(application))
    return [*of_the_project(application, timezone.localdate()), *of_the_history(application)]


def _rooms(application: GrantApplication) -> Iterable[tuple[str, int, int, str]]:
    """Of each section that has a limit: its title, how long it is, and how long it may be."""
    for section in application.round.edition.sections:
        if section["limit"]:
            said = str(application.answers.get(section["key"], ""))
            unit = Counts(section["counts"]).label
            yield (
                section["title"],
                length_of(said, section["counts"]),
                section["limit"],
                str(unit).lower(),
            )


def _page(
    request: HttpRequest,
    application: GrantApplication,
    step: str,
    form: AnyForm,
    trouble: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_beside(application, step, form),
        "form": form,
        "trouble": trouble,
        "newer": _says_now(application, step) if isinstance(trouble, Outdated) else [],
    }
    return render(request, f"grants/mine/{step}.html", context, status=status)


def _says_now(application: GrantApplication, step: str) -> list[tuple[str, str]]:
    """What somebody else left there, in the words of the form."""
    form = _form(application, step)
    if isinstance(form, BudgetForm):
        return [(one.what, str(one.amount or one.quantity)) for one in application.costs.all()]
    return [
        (str(field.label), str(form.initial.get(name) or ""))
        for name, field in form.fields.items()
        if name != "themes"
    ]
