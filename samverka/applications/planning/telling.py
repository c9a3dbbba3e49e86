"""What has happened to the plan, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.models import Application
from samverka.record.models import History

SHOWN = 200
NAMES: Mapping[str, Promise] = {
    "package": gettext_lazy("a work package"),
    "activity": gettext_lazy("an activity"),
    "milestone": gettext_lazy("a milestone"),
    "deliverable": gettext_lazy("a deliverable"),
    "risk": gettext_lazy("a risk"),
    "step": gettext_lazy("a step from problem to effect"),
    "indicator": gettext_lazy("an indicator"),
}
SENTENCES: Mapping[str, Promise] = {
    "plan_added": gettext_lazy("%(who)s added %(what)s."),
    "plan_changed": gettext_lazy("%(who)s changed %(what)s."),
    "plan_moved": gettext_lazy("%(who)s moved %(what)s."),
    "plan_removed": gettext_lazy("%(who)s took away %(what)s."),
    "plan_restored": gettext_lazy("%(who)s took back %(what)s."),
    "plan_months": gettext_lazy("%(who)s changed person-months."),
    "plan_copied": gettext_lazy("%(who)s took over the plan of an earlier application."),
}


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def plan_story(application: Application) -> list[Told]:
    """The latest first."""
    rows = History.objects.of(application).filter(verb__in=SENTENCES).select_related("actor")
    return [Told(row.at, _sentence(row)) for row in rows.order_by("-id")[:SHOWN]]


def _sentence(row: History) -> str:
    return str(SENTENCES[row.verb]) % {
        "who": str(row.actor) if row.actor else _("Somebody"),
        "what": NAMES.get(row.detail.get("what", ""), _("a line")),
    }
