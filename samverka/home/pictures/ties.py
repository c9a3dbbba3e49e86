"""What ties organisations together. A part of the platform that brings them together adds a source.

A source lists what has been done by several, each thing with those who did it; the pairs are made
of it here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Count, F, Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.partnership.models import Seat
from samverka.projects.models import Project
from samverka.references.models import Engagement, EngagementMember

LARGEST = 40  # in something that more than so many share, it says little that two of them do


@dataclass(frozen=True)
class Tie:
    """Two organisations, by their keys with the lower first, what they share, and from when."""

    one: int
    other: int
    what: str
    when: date | None
    kind: str
    example: bool = False


@dataclass(frozen=True)
class Source:
    """One way of working together; the style sheet draws each `kind` with a line of its own.

    `ties` gives all there are; `state` is something cheap that changes when they do.
    """

    kind: str
    title: str | Promise
    ties: Callable[[], Iterable[Tie]]
    state: Callable[[], object]


def pairs(
    kind: str, what: str, when: date | None, who: Iterable[int], example: bool = False
) -> Iterable[Tie]:
    """Everybody who shares something, two and two."""
    together = sorted(set(who))
    if len(together) <= LARGEST:
        for one, other in combinations(together, 2):
            yield Tie(one, other, what, when, kind, example)


def project_ties() -> Iterable[Tie]:
    """Partners in the same project."""
    rows = (
        Project.objects.filter(partners__isnull=False)
        .annotate(partner=F("partners"))
        .values_list("pk", "title_sv", "title_en", "example", "partner")
    )
    who: dict[int, list[int]] = defaultdict(list)
    projects: dict[int, Project] = {}
    for pk, title_sv, title_en, example, partner in rows:
        if pk not in projects:
            projects[pk] = Project(title_sv=title_sv, title_en=title_en, example=example)
        who[pk].append(partner)
    for pk, partners in who.items():
        project = projects[pk]
        yield from pairs("project", project.title, None, partners, project.example)


def committee_ties() -> Iterable[Tie]:
    """Those who held seats in the working committee in the same year."""
    this_year = timezone.localdate().year
    years: dict[int, set[int]] = defaultdict(set)
    for organisation, since, until in Seat.objects.values_list("organisation", "since", "until"):
        last = min(until.year, this_year) if until else this_year
        for year in range(since.year, last + 1):
            years[year].add(organisation)
    for year, who in sorted(years.items()):
        what = _("The working committee %(year)s") % {"year": year}
        yield from pairs("committee", what, date(year, 1, 1), who)


def reference_ties() -> Iterable[Tie]:
    """Partners in the same reference group, as far as everybody may see it."""
    members = EngagementMember.objects.filter(engagement__in=Engagement.objects.public())
    who: dict[int, list[int]] = defaultdict(list)
    groups: dict[int, Engagement] = {}
    for member in members.select_related("engagement"):
        groups[member.engagement_id] = member.engagement
        who[member.engagement_id].append(member.organisation_id)
    for pk, partners in who.items():
        group = groups[pk]
        yield from pairs("reference", group.title, group.starts_on, partners, group.example)


def _project_state() -> object:
    projects = Project.objects.aggregate(Max("updated_at"), Count("partners"))
    return tuple(projects.values())


def _committee_state() -> object:
    return tuple(Seat.objects.aggregate(Max("pk"), Count("pk"), Max("until")).values())


def _reference_state() -> object:
    """Whatever happens to a group or to those in it is written into the group."""
    return tuple(Engagement.objects.aggregate(Max("updated_at"), Count("pk")).values())


SOURCES: tuple[Source, ...] = (
    Source("project", gettext_lazy("Projects"), project_ties, _project_state),
    Source("committee", gettext_lazy("The working committee"), committee_ties, _committee_state),
    Source("reference", gettext_lazy("Reference groups"), reference_ties, _reference_state),
)
