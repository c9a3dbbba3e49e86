"""Lists: narrowed by the address, sent page by page in the order of their ids."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models
from django.http import HttpRequest
from ninja import Schema

from samverka.api.documents import Item
from samverka.api.forms import Wanted, seal_cursor
from samverka.api.problems import parameter_error
from samverka.common.lists import every_word
from samverka.partnership.models import Theme

Row = TypeVar("Row", bound=models.Model)
Shown = TypeVar("Shown", bound=Item)


class Page(Schema, Generic[Shown]):
    """`next` is the whole address of the next page, null on the last."""

    items: list[Shown]
    next: str | None


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """One kind of thing. `rows` are those that everybody may see, with all that `item` shows.

    `columns` are where `q` looks; `themes` is the column that names the theme.
    """

    rows: Callable[[], models.QuerySet[Row]]
    item: Callable[[Row], Item]
    columns: tuple[str, ...]
    themes: str = "themes"

    def page(
        self, request: HttpRequest, wanted: Wanted, only: models.Q | None = None
    ) -> dict[str, Any]:
        """`only` narrows by what this kind of thing alone is asked for."""
        narrowed = self.narrowed(wanted).filter(only or models.Q())
        found = list(narrowed[: wanted.limit + 1])
        shown = found[: wanted.limit]
        there_is_more = len(found) > len(shown)
        return {
            "items": [self.item(row) for row in shown],
            "next": _next_page(request, shown[-1]) if there_is_more else None,
        }

    def narrowed(self, wanted: Wanted) -> models.QuerySet[Row]:
        rows = self.rows().order_by("pk").filter(every_word(wanted.q, *self.columns))
        if wanted.theme:
            rows = rows.filter(**{self.themes: _theme(wanted.theme)})
        if wanted.updated_since:
            rows = rows.filter(updated_at__gte=wanted.updated_since)
        if wanted.cursor is not None:
            rows = rows.filter(pk__gt=wanted.cursor)
        return rows


def _theme(slug: str) -> int:
    found = Theme.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise parameter_error("theme", "There is no such theme. GET themes lists them.")
    return found


def _next_page(request: HttpRequest, last: models.Model) -> str:
    query = request.GET.copy()
    query["cursor"] = seal_cursor(last.pk)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
