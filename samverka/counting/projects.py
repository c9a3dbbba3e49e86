"""Projects: which began, run and have ended, and what their partners put in."""

from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.templatetags.samverka import day_with
from samverka.counting.figure import Figure, Line
from samverka.partnership.rules import Belonging, organisations_of
from samverka.projects.models import Contribution, Project
from samverka.projects.models.rows import RowQuerySet
from samverka.projects.trail import PROJECTS as ON_THE_TRAIL
from samverka.record.models import History

HOUSE_CURRENCY = "SEK"  # in which partners put in
seen = ON_THE_TRAIL.seen


def begun() -> QuerySet[Project]:
    """By its first day, or when it was written down here; `begun_in` is the year of it."""
    kind = Project._meta.model_name
    told = History.objects.filter(kind=kind, verb="begun", object_id=OuterRef("pk"))
    written = ExtractYear(Subquery(told.order_by("pk").values("at")[:1]))
    rows = Project.objects.exclude(starts_on__gt=timezone.localdate())
    return rows.annotate(begun_in=Coalesce(ExtractYear("starts_on"), written)).newest_first()


def running() -> QuerySet[Project]:
    return Project.objects.filter(state=Project.State.RUNNING).newest_first()


def ended() -> QuerySet[Project]:
    return Project.objects.filter(state=Project.State.ENDED).newest_first()


def lines(rows: Sequence[Project], who: Belonging) -> list[Line]:
    return [Line(one.title, _days(one), one.get_absolute_url(), one.example) for one in rows]


def _days(project: Project) -> str:
    ends = project.starts_on, project.ends_on
    return "–".join(filter(None, (day_with(*ends), day_with(*ends[::-1]))))


def hours() -> RowQuerySet:
    return _put_in().filter(kind=Contribution.Kind.HOURS)


def put_in() -> RowQuerySet:
    """Money, rooms and things; hours are told as hours."""
    return _put_in().exclude(kind=Contribution.Kind.HOURS)


def _put_in() -> RowQuerySet:
    rows: RowQuerySet = Contribution.objects.standing().annotate(currency=Value(HOUSE_CURRENCY))
    return rows.select_related("project", "partner__organisation").order_by("-month", "-id")


def seen_inside(who: Belonging) -> RowQuerySet:
    """What each put in is known to those who take part, and to coordinators."""
    rows = Contribution.objects.all()
    if who.coordinates:
        return rows
    return rows.filter(project__in=Project.objects.of(organisations_of(who.visitor)))


def lines_inside(rows: Sequence[Contribution], who: Belonging) -> list[Line]:
    return [
        Line(
            one.project.title,
            f"{one.partner}, {format_date(one.month, 'F Y')}",
            one.project.get_absolute_url(),
            one.project.example,
        )
        for one in rows
    ]


BEGUN = Figure("projects", _("Projects that began"), begun, "begun_in", seen, lines)
RUNNING = Figure("running", _("Projects that run now"), running, "", seen, lines)
ENDED = Figure("ended", _("Projects that have ended"), ended, "ends_on__year", seen, lines)
HOURS = Figure(
    *("hours", _("Hours that partners put in"), hours, "month__year", seen_inside, lines_inside),
    kind="hours",
    amount="hours",
)
PUT_IN = Figure(
    *("put-in", _("Money, rooms and things that partners put in"), put_in, "month__year"),
    seen=seen_inside,
    lines=lines_inside,
    kind="money",
    amount="amount",
    unit="currency",
)
