"""By what a year's list can be narrowed."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from samverka.common.lists import Narrowing, facet
from samverka.partnership.facets import theme_facet
from samverka.partnership.models import Municipality, Organisation
from samverka.plan.models import Goal, ListedActivity
from samverka.plan.models import ListedActivityQuerySet as Activities

COLUMNS = {
    "kind": "kind",
    "state": "state",
    "partner": "responsible__slug",
    "goal": "goals",
    "theme": "theme__slug",
    "place": "municipality",
}


def narrowing_of(request: HttpRequest, year: int) -> Narrowing:
    """Only what some activity or goal of the year can be is offered."""
    here = ListedActivity.objects.standing().filter(activity_list__year=year)
    partners = Organisation.objects.filter(activities__in=here).distinct().order_by("name")
    goals = Goal.objects.filter(field__plan__since__lte=year, field__plan__until__gte=year)
    places = Municipality.objects.filter(pk__in=here.values("municipality"))
    return Narrowing(
        [
            facet(request, "kind", _("Kind"), ListedActivity.Kind.choices),
            facet(request, "state", _("State"), ListedActivity.State.choices),
            facet(request, "partner", _("Partner"), [(one.slug, one.name) for one in partners]),
            facet(request, "goal", _("Goal"), [(str(one.pk), one.title) for one in goals]),
            theme_facet(request),
            facet(request, "place", _("Municipality"), [(str(p.pk), str(p)) for p in places]),
        ]
    )


def narrowed(activities: Activities, narrowing: Narrowing) -> Activities:
    for one in narrowing.facets:
        if one.chosen:
            activities = activities.filter(**{f"{COLUMNS[one.name]}__in": one.chosen})
    return activities.distinct()
