"""Lists and activities for the stories of this part."""

from datetime import date
from typing import Any

from django.test import Client

from samverka.cast import Cast
from samverka.plan.models import (
    ActivityList,
    GoalIndicator,
    ListedActivity,
    StrategicField,
    WorkPlan,
)


def a_list(*, state: str = "draft", year: int = 2026) -> ActivityList:
    """The only list of that year, with nothing on it."""
    ActivityList.objects.filter(year=year).delete()
    return ActivityList.objects.create(year=year, state=state)


def an_activity(listed: ActivityList, **facts: Any) -> ListedActivity:
    """In the state that goes with its list, in March unless something else is said."""
    state = "decided" if listed.state == "decided" else "proposed"
    days = {"starts_on": date(listed.year, 3, 1), "ends_on": date(listed.year, 3, 31)}
    return ListedActivity.objects.create(
        activity_list=listed, **{"title_sv": "Odla", "state": state, **days, **facts}
    )


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    if who != "nobody":
        client.force_login(getattr(cast, who))
    return client


def planned_years() -> dict[str, Any]:
    """A list that is proposed, so that partners see it and others do not; its first activity."""
    listed = ActivityList.objects.get(state="proposed")
    told = GoalIndicator.objects.filter(counts="told")[0]
    return {
        "plans": WorkPlan.objects.all()[0].pk,
        "fields": StrategicField.objects.all()[0].pk,
        "goals": told.goal_id,
        "measures": told.pk,
        "figures": 2026,
        "years": listed.year,
        "rows": "talks",
        "plan/years/<int:year>/report/file/<slug:kind>": "pdf",
        "activities": listed.activities.all()[0].pk,
    }
