"""Pages of those who plan the year: they stand behind pages that every visitor knows."""

from django.utils import timezone

THIS_YEAR = timezone.localdate().year
PLANNING = (
    *("/sv/plan/", "/sv/plan/plans/new/", "/sv/plan/plans/1/edit/", "/sv/plan/plans/1/fields/"),
    *("/sv/plan/fields/1/", "/sv/plan/fields/1/goals/", "/sv/plan/goals/1/"),
    *("/sv/plan/goals/1/measures/", "/sv/plan/measures/1/", "/sv/plan/measures/4/"),
    *("/sv/plan/years/", f"/sv/plan/years/{THIS_YEAR}/", f"/sv/plan/years/{THIS_YEAR + 1}/"),
    *(f"/sv/plan/years/{THIS_YEAR}/{one}/" for one in ("add", "copy", "words", "report")),
    f"/sv/plan/years/{THIS_YEAR + 1}/decide/",
    f"/sv/plan/years/{THIS_YEAR}/report/rows/ideas/",
    *("/sv/plan/activities/1/", "/sv/plan/activities/1/edit/"),
)
