"""The rows that the pictures are made of, read once for each state of them."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import get_language

from samverka.common.secrets import unguessable
from samverka.common.tenancy import current_partnership_id
from samverka.home.pictures.network import Dot, Link, Network, Wish, links_of, network_of
from samverka.home.pictures.ties import SOURCES
from samverka.partnership.models import Organisation
from samverka.projects.models import Project
from samverka.record.models import History

AT_MOST = 40  # partnerships and languages that a process remembers


@dataclass(frozen=True)
class Gathered:
    """Every partner by its key, all they share two and two, and projects by municipality."""

    dots: dict[int, Dot]
    links: list[Link]
    whole: Network
    projects_in: dict[str, int]

    def network(self, wish: Wish) -> Network:
        return network_of(self.dots, self.links, wish) if wish != Wish() else self.whole

    def by_slug(self, slug: str) -> Dot | None:
        return next((dot for dot in self.dots.values() if dot.slug == slug), None) if slug else None


# Not in the cache itself, which would copy thousands of rows for every page.
_kept: OrderedDict[tuple[object, ...], tuple[object, Gathered]] = OrderedDict()


def gathered() -> Gathered:
    """Kept by each process while nothing has changed; what things are called is in one language."""
    generation = caches["process"].get_or_set("gathered", unguessable, None)
    key = (generation, current_partnership_id(), get_language())
    state = _state()
    kept = _kept.get(key)
    if kept and kept[0] == state:
        return kept[1]
    made = _gather()
    _kept[key] = (state, made)
    while len(_kept) > AT_MOST:
        _kept.popitem(last=False)
    return made


def _gather() -> Gathered:
    dots = _dots()
    links = links_of(dots, (tie for source in SOURCES for tie in source.ties()))
    return Gathered(dots, links, network_of(dots, links, Wish()), _projects_in(dots))


def _projects_in(dots: dict[int, Dot]) -> dict[str, int]:
    """How many projects have a partner in the municipality, by its code."""
    there: dict[str, set[int]] = defaultdict(set)
    for project, partner in Project.objects.filter(partners__isnull=False).values_list(
        "pk", "partners"
    ):
        if partner in dots and dots[partner].municipality:
            there[dots[partner].municipality].add(project)
    return {code: len(projects) for code, projects in there.items()}


def _state() -> object:
    """Changes whenever the picture may: something happened, somebody joined, a day went."""
    last = History.objects.aggregate(Max("pk"))["pk__max"]
    partners = Organisation.objects.partners().aggregate(Count("pk"), Max("updated_at"))
    states = tuple(source.state() for source in SOURCES)
    return timezone.localdate(), last, tuple(partners.values()), states


def _dots() -> dict[int, Dot]:
    columns = ("pk", "slug", "name", "kind", "municipality__code", "example")
    themes = _themes()
    return {
        pk: Dot(pk, slug, name, kind, code or "", tuple(themes.get(pk, ())), example)
        for pk, slug, name, kind, code, example in Organisation.objects.partners().values_list(
            *columns
        )
    }


def _themes() -> dict[int, list[str]]:
    """Slugs of themes by organisation."""
    rows: Iterable[tuple[int, str]] = Organisation.objects.filter(themes__isnull=False).values_list(
        "pk", "themes__slug"
    )
    found: dict[int, list[str]] = defaultdict(list)
    for pk, slug in rows:
        found[pk].append(slug)
    return found
