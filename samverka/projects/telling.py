"""What has happened in a project, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.templatetags.samverka import day
from samverka.partnership.models import Organisation
from samverka.projects.models import Project, ReportDue
from samverka.record.models import History

SHOWN = 60
NAMES: Mapping[str, Promise] = {
    "funding": gettext_lazy("money"),
    "milestone": gettext_lazy("a milestone"),
    "report": gettext_lazy("a report"),
    "indicator": gettext_lazy("an indicator"),
    "measurement": gettext_lazy("a result"),
    "contribution": gettext_lazy("what a partner puts in"),
    "risk": gettext_lazy("a risk"),
    "document": gettext_lazy("a document"),
}
SENTENCES: Mapping[str, Promise] = {
    "begun": gettext_lazy("%(who)s began the project."),
    "noted": gettext_lazy("%(who)s wrote the project down."),
    "taken_in": gettext_lazy("%(who)s took the project in."),
    "changed": gettext_lazy("%(who)s changed what the project says of itself."),
    "end_moved": gettext_lazy("%(who)s decided that the project ends on another day: %(day)s."),
    "moved": gettext_lazy("%(who)s said how it stands: %(state)s."),
    "partner_added": gettext_lazy("%(who)s wrote that %(organisation)s takes part."),
    "partner_changed": gettext_lazy("%(who)s changed the role or time of %(organisation)s."),
    "partner_removed": gettext_lazy("%(who)s wrote that %(organisation)s does not take part."),
    "outsider_added": gettext_lazy("%(who)s wrote that somebody outside takes part."),
    "outsider_removed": gettext_lazy("%(who)s took away somebody outside."),
    "line_added": gettext_lazy("%(who)s added %(what)s."),
    "line_changed": gettext_lazy("%(who)s changed %(what)s."),
    "line_removed": gettext_lazy("%(who)s took away %(what)s."),
    "line_restored": gettext_lazy("%(who)s took back %(what)s."),
    "report_moved": gettext_lazy("%(who)s said of a report: %(report)s."),
}


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def story_of(project: Project) -> list[Told]:
    """The latest first."""
    found = History.objects.of(project).filter(verb__in=SENTENCES).select_related("actor")
    rows = list(found.order_by("-id")[:SHOWN])
    keys = {row.detail["organisation"] for row in rows if "organisation" in row.detail}
    names = dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [Told(row.at, _sentence(row, names)) for row in rows]


def _sentence(row: History, names: Mapping[int, str]) -> str:
    detail = row.detail
    return str(SENTENCES[row.verb]) % {
        "who": str(row.actor) if row.actor else _("Somebody"),
        "what": NAMES.get(detail.get("what", ""), _("a line")),
        "organisation": names.get(detail.get("organisation", 0), _("an organisation")),
        "state": _name(Project.State, detail),
        "report": _name(ReportDue.State, detail),
        "day": day(date.fromisoformat(detail["to"])) if row.verb == "end_moved" else "",
    }


def _name(states: type[TextChoices], detail: Mapping[str, object]) -> str:
    """Where it moved, in words; "" where nothing moved."""
    to = detail.get("to")
    return str(states(to).label).lower() if to in states.values else ""
