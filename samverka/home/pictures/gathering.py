"""The rows that the pictures are made of, read once for each state of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import get_language

from samverka.common.tenancy import current_partnership_id
from samverka.home.pictures.network import Dot
from samverka.home.pictures.ties import SOURCES, Tie
from samverka.partnership.models import Organisation
from samverka.record.models import History

SECONDS = 600  # a change is seen at once; this only gives the memory back


@dataclass(frozen=True)
class Gathered:
    """Every partner by its key, and all ties between organisations."""

    dots: dict[int, Dot]
    ties: list[Tie]

    def by_slug(self, slug: str) -> Dot | None:
        return next((dot for dot in self.dots.values() if dot.slug == slug), None) if slug else None


def gathered() -> Gathered:
    """Kept by each process while nothing has changed; what things are called is in one language."""
    key = f"gathered:{current_partnership_id()}:{get_language()}"
    state = _state()
    kept: tuple[object, Gathered] | None = caches["process"].get(key)
    if kept and kept[0] == state:
        return kept[1]
    ties = [tie for source in SOURCES for tie in source.ties()]
    made = Gathered(_dots(), ties)
    caches["process"].set(key, (state, made), SECONDS)
    return made


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
    rows: Iterable[tuple[int, str]] = Organisation.objects.exclude(themes=None).values_list(
        "pk", "themes__slug"
    )
    found: dict[int, list[str]] = defaultdict(list)
    for pk, slug in rows:
        found[pk].append(slug)
    return found
