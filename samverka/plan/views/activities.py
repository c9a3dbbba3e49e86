"""Activities: put on the list, changed, taken away, and what came of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for, signed_in
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.people.models import PersonRequest
from samverka.plan import actions, rules
from samverka.plan.actions.activities import Planned
from samverka.plan.forms import ActivityForm, ReferenceForm, ResultForm, WhyForm
from samverka.plan.models import ActivityList, ListedActivity
from samverka.plan.views.public import activity_page


@only_for(rules.may_prepare)
def new(request: PersonRequest, year: int) -> HttpResponse:
    listed = get_object_or_404(ActivityList, year=year)
    posted = request.POST if request.method == "POST" else None
    goals = request.GET.getlist("goal")
    goal = [int(key) for key in goals if key.isascii() and key.isdigit() and len(key) < 10]
    form = ActivityForm(posted, year=year, initial={"goals": goal})

    def add(told: dict[str, Any]) -> ListedActivity:
        told.pop("seen")
        return actions.add_activity(activity_list=listed, planned=Planned(**told), by=request.user)

    made = tried(form, add)
    if made:
        messages.success(request, _("It stands on the list now."))
        return redirect(made)
    context = {"form": form, "listed": listed, "title": _("Add an activity")}
    return render(request, "plan/activity_form.html", context, status=422 if form.errors else 200)


@only_for(rules.may_prepare)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    row = _find(pk)
    posted = request.POST if request.method == "POST" else None
    form = ActivityForm(posted, year=row.activity_list.year, initial=ActivityForm.of(row))

    def change(told: dict[str, Any]) -> ListedActivity:
        seen = told.pop("seen")
        return actions.change_activity(
            activity=row, planned=Planned(**told), by=request.user, seen=seen
        )

    if tried(form, change):
        messages.success(request, _("Saved."))
        return redirect(row)
    if form.non_field_errors():  # a second try answers to what stands there now
        again = request.POST.copy()
        again["seen"] = str(row.version)
        form.data = again
    context = {
        "form": form,
        "listed": row.activity_list,
        "activity": row,
        "title": _("Change the activity"),
    }
    return render(request, "plan/activity_form.html", context, status=422 if form.errors else 200)


@only_for(rules.may_prepare)
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    row = _find(pk)
    return pressed(
        request,
        lambda: actions.remove_activity(activity=row, by=request.user),
        _("“%(title)s” is taken off the list. You can put it back below.") % {"title": row},
        "plan:year",
        row.activity_list.year,
    )


@only_for(rules.may_prepare)
@require_POST
def put_back(request: PersonRequest, pk: int) -> HttpResponse:
    row = _find(pk)
    return pressed(
        request,
        lambda: actions.put_activity_back(activity=row, by=request.user),
        _("“%(title)s” stands on the list again.") % {"title": row},
        "plan:year",
        row.activity_list.year,
    )


@only_for(rules.may_record)
@require_POST
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    row = _find(pk)
    return _told(
        request,
        row,
        ReferenceForm(request.POST),
        "decision_form",
        lambda told: actions.decide_activity(activity=row, by=request.user, **told),
        _("The activity is decided."),
    )


@signed_in
@require_POST
def done(request: PersonRequest, pk: int) -> HttpResponse:
    row = _told_by(request, pk)

    def finish(told: dict[str, Any]) -> ListedActivity:
        words = {"sv": told["result_sv"], "en": told["result_en"]}
        return actions.finish_activity(
            activity=row, result=words, reached=told["reached"], by=request.user
        )

    form = ResultForm(request.POST)
    return _told(request, row, form, "done_form", finish, _("Thank you. It is marked as done."))


@signed_in
@require_POST
def not_done(request: PersonRequest, pk: int) -> HttpResponse:
    row = _told_by(request, pk)

    def drop(told: dict[str, Any]) -> ListedActivity:
        words = {"sv": told["why_sv"], "en": told["why_en"]}
        return actions.drop_activity(activity=row, why=words, by=request.user)

    form = WhyForm(request.POST)
    return _told(request, row, form, "not_form", drop, _("It is marked as not done."))


@signed_in
@require_POST
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    row = _told_by(request, pk)
    return pressed(
        request,
        lambda: actions.reopen_activity(activity=row, by=request.user),
        _("Taken back. The words are still there when you want to tell of it again."),
        row,
    )


def _find(pk: int) -> ListedActivity:
    return get_object_or_404(ListedActivity.objects.with_listing(), pk=pk)


def _told_by(request: PersonRequest, pk: int) -> ListedActivity:
    """One that this person may tell of; to others the address does not exist."""
    seen = rules.activities_for(request.user).with_listing()
    row = get_object_or_404(seen, pk=pk)
    if not rules.may_tell(request.user, row):
        raise Http404
    return row


def _told(
    request: PersonRequest,
    row: ListedActivity,
    form: Form,
    name: str,
    act: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    tried(form, act)
    if form.is_valid():
        messages.success(request, said)
        return redirect(row)
    return activity_page(request, row.pk, status=422, **{name: form})
