"""The plan, a year and an activity, for everybody; each sees what they may."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from samverka.partnership.rules import may_see_what_partners_see
from samverka.plan import rules
from samverka.plan.forms import ReferenceForm, ResultForm, WhyForm, YearForm
from samverka.plan.models import (
    ActivityList,
    Goal,
    GoalIndicator,
    IndicatorFigure,
    ListedActivity,
    StrategicField,
    WorkPlan,
)
from samverka.plan.telling import goals_and_activities, quarter_names
from samverka.plan.views.narrowing import narrowed, narrowing_of


def now(request: HttpRequest) -> HttpResponse:
    """The plan that holds this year, or else the latest."""
    today = timezone.localdate()
    plan = WorkPlan.objects.in_year(today.year).first() or WorkPlan.objects.first()
    return _plan_page(request, plan)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    return _plan_page(request, get_object_or_404(WorkPlan, pk=pk))


def _plan_page(request: HttpRequest, plan: WorkPlan | None) -> HttpResponse:
    this_year = timezone.localdate().year
    lists = list(rules.lists_for(request.user))
    current = next((one for one in lists if one.year == this_year), None)
    prepares = rules.may_prepare(request.user)
    taken = set(ActivityList.objects.values_list("year", flat=True)) if prepares else set()
    free = [one for one in (this_year, this_year + 1, this_year + 2) if one not in taken]
    context = {
        "plan": plan,
        "fields": fields_of(plan) if plan else [],
        "years": list(range(plan.since, plan.until + 1)) if plan else [],
        "plans": WorkPlan.objects.exclude(pk=plan.pk) if plan else [],
        "lists": lists,
        "current": current,
        "activities": _listed(request).filter(activity_list=current) if current else [],
        "prepares": prepares,
        "year_form": YearForm(initial={"year": free[0] if free else None}),
    }
    return render(request, "plan/plan.html", context)


def fields_of(plan: WorkPlan) -> Any:
    """Its fields with goals, indicators and their figures, in as many queries for any plan."""
    indicators = GoalIndicator.objects.prefetch_related(
        Prefetch("figures", queryset=IndicatorFigure.objects.order_by("year"))
    )
    goals = Goal.objects.prefetch_related(Prefetch("indicators", queryset=indicators))
    return StrategicField.objects.filter(plan=plan).prefetch_related(
        Prefetch("goals", queryset=goals.order_by("place", "id"))
    )


def _listed(request: HttpRequest) -> Any:
    return rules.activities_for(request.user).with_listing().prefetch_related("goals")


def year(request: HttpRequest, year: int) -> HttpResponse:
    listed = get_object_or_404(rules.lists_for(request.user), year=year)
    narrowing = narrowing_of(request, year)
    activities = list(narrowed(_listed(request).filter(activity_list=listed), narrowing))
    plans = WorkPlan.objects.in_year(year)
    goals = list(Goal.objects.filter(field__plan__in=plans).select_related("field"))
    prepares = rules.may_prepare(request.user)
    rows = goals_and_activities(year, goals, activities)
    years = list(rules.lists_for(request.user).exclude(year=year))
    context = {
        "listed": listed,
        "narrowing": narrowing,
        "activities": activities,
        "rows": rows,
        "gaps": sum(row.is_gap for row in rows),
        "quarters": quarter_names(year),
        "plans": plans,
        "others": years,
        "prepares": prepares,
        "records": rules.may_record(request.user),
        "removed": listed.activities.exclude(removed_at=None) if prepares else [],
        "has_report": listed.report_published_at is not None
        or (year <= timezone.localdate().year and may_see_what_partners_see(request.user)),
    }
    return render(request, "plan/year.html", context)


def activity(request: HttpRequest, pk: int) -> HttpResponse:
    return activity_page(request, pk)


def activity_page(request: HttpRequest, pk: int, status: int = 200, **forms: Any) -> HttpResponse:
    found = get_object_or_404(_listed(request), pk=pk)
    told = {"result_sv": found.result_sv, "result_en": found.result_en}
    context = {
        "activity": found,
        "listed": found.activity_list,
        "goals": found.goals.all(),
        "talks": found.talks.public(),
        "meetings": _meetings_of(request, found),
        "prepares": rules.may_prepare(request.user),
        "records": rules.may_record(request.user),
        "tells": rules.may_tell(request.user, found),
        "done_form": ResultForm(initial=told),
        "not_form": WhyForm(initial={"why_sv": found.result_sv, "why_en": found.result_en}),
        "decision_form": ReferenceForm(),
        "wrong": next(iter(forms.values()), None),
    }
    return render(request, "plan/activity.html", context | forms, status=status)


def _meetings_of(request: HttpRequest, activity: ListedActivity) -> Any:
    """Assemblies are for partners, once their notice is out; drafts for who prepares them."""
    if rules.may_prepare(request.user):
        return activity.meetings.all()
    seen = activity.meetings.of_partners()
    return seen if may_see_what_partners_see(request.user) else seen.none()
