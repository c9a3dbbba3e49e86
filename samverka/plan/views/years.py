"""A year's list: begin it, propose it, record what was decided, copy it forward, its own words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.people.models import PersonRequest
from samverka.plan import actions
from samverka.plan.actions.copying import Copied
from samverka.plan.forms import CopyForm, DecisionForm, WordsForm, YearForm
from samverka.plan.models import ActivityList
from samverka.plan.rules import may_prepare, may_record


@only_for(may_prepare)
def begin(request: PersonRequest) -> HttpResponse:
    """The list of another year."""
    form = YearForm(request.POST if request.method == "POST" else None)
    made = tried(form, lambda told: actions.begin_list(year=told["year"], by=request.user))
    if made:
        return redirect("plan:year", made.year)
    context = {"form": form, "title": _("Begin the list of a year")}
    return render(request, "plan/write.html", context, status=422 if form.errors else 200)


@only_for(may_prepare)
@require_POST
def propose(request: PersonRequest, year: int) -> HttpResponse:
    listed = get_object_or_404(ActivityList, year=year)
    return pressed(
        request,
        lambda: actions.propose_list(activity_list=listed, by=request.user),
        _("The list is proposed to the assembly. Partners see it now."),
        "plan:year",
        year,
    )


@only_for(may_prepare)
@require_POST
def take_back(request: PersonRequest, year: int) -> HttpResponse:
    listed = get_object_or_404(ActivityList, year=year)
    return pressed(
        request,
        lambda: actions.take_list_back(activity_list=listed, by=request.user),
        _("The list is a draft again. Only those who plan the year see it."),
        "plan:year",
        year,
    )


@only_for(may_record)
def decide(request: PersonRequest, year: int) -> HttpResponse:
    """Write down what an assembly decided."""
    listed = get_object_or_404(ActivityList, year=year)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if tried(
        form,
        lambda told: actions.decide_list(activity_list=listed, by=request.user, **told),
    ):
        messages.success(request, _("The list is decided. Everybody can read it now."))
        return redirect(listed)
    context = {"form": form, "listed": listed, "title": _("Record the decision")}
    return render(request, "plan/write.html", context, status=422 if form.errors else 200)


@only_for(may_record)
def words(request: PersonRequest, year: int) -> HttpResponse:
    """The partnership's own words about the year."""
    listed = get_object_or_404(ActivityList, year=year)
    initial = {"words_sv": listed.words_sv, "words_en": listed.words_en}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if tried(form, lambda told: actions.write_words(activity_list=listed, by=request.user, **told)):
        messages.success(request, _("Saved."))
        return redirect("annual:report", year)
    context = {"form": form, "listed": listed, "title": _("Our own words about the year")}
    return render(request, "plan/write.html", context, status=422 if form.errors else 200)


@only_for(may_prepare)
def copy(request: PersonRequest, year: int) -> HttpResponse:
    """Choose what to do again next year; what was copied before says so."""
    listed = get_object_or_404(ActivityList, year=year)
    rows = listed.activities.standing()
    there = set(
        rows.filter(copies__activity_list__year=year + 1, copies__removed_at=None).values_list(
            "pk", flat=True
        )
    )
    form = CopyForm(request.POST if request.method == "POST" else None)
    form.offer("chosen", rows)
    form.initial["chosen"] = [row.pk for row in rows if row.pk not in there]
    done = tried(
        form,
        lambda told: actions.copy_year(activity_list=listed, by=request.user, **told),
    )
    if done:
        messages.success(request, told_of(done))
        return redirect(done.to)
    context = {
        "form": form,
        "listed": listed,
        "next_year": year + 1,
        "already": [row for row in rows if row.pk in there],
    }
    return render(request, "plan/copy.html", context, status=422 if form.errors else 200)


def told_of(copied: Copied) -> str:
    """What was copied, and what was there before."""
    number = len(copied.made)
    made = ngettext("%(n)s activity is copied.", "%(n)s activities are copied.", number)
    said = made % {"n": number}
    if copied.already:
        number = len(copied.already)
        left = ngettext(
            "%(n)s was copied before and is left as it is.",
            "%(n)s were copied before and are left as they are.",
            number,
        )
        said = f"{said} {left % {'n': number}}"
    return said
