"""Whose data is it? Every row belongs to one partnership, and a query without one is an error."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

from django.conf import settings
from django.db import models

Row = TypeVar("Row", bound=models.Model, covariant=True)
AnyRow = TypeVar("AnyRow", bound=models.Model)

_partnership: ContextVar[int | None] = ContextVar("partnership", default=None)
_site: ContextVar[str] = ContextVar("site", default="")


class OutOfScope(RuntimeError):
    """A query was made without saying for which partnership."""


def current_partnership_id() -> int:
    """The partnership that this request or job works for; raises `OutOfScope` without one."""
    partnership_id = _partnership.get()
    if partnership_id is None:
        raise OutOfScope("Say whose data it is: with scope(partnership_id): …")
    return partnership_id


def owner_of_new_rows() -> int | None:
    """The same for a new row; migrations ask too, and the database refuses a row without owner."""
    return _partnership.get()


@contextmanager
def scope(partnership_id: int | None, *, site: str = "") -> Iterator[None]:
    """Work for one partnership; queries see its rows and new rows become its own.

    `site` is where its pages live, such as `https://samverka.example`, for links in letters.
    """
    tokens = _partnership.set(partnership_id), _site.set(site)
    try:
        yield
    finally:
        _partnership.reset(tokens[0])
        _site.reset(tokens[1])


def whole_address(path: str) -> str:
    """The path with scheme and host, fit for a letter."""
    return f"{_site.get() or settings.PUBLIC_URL}{path}"


class ScopedManager(models.Manager[Row], Generic[Row]):
    """Sees the rows of the partnership in scope and nothing else."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(partnership_id=current_partnership_id())


def everywhere(kind: type[AnyRow]) -> models.QuerySet[AnyRow]:
    """The rows of every partnership: only for what concerns one person, wherever they are."""
    return kind._base_manager.all()


class Owned(models.Model):
    """A row that belongs to one partnership."""

    partnership = models.ForeignKey(
        "partnership.Partnership",
        models.CASCADE,
        related_name="+",
        default=owner_of_new_rows,
        editable=False,
    )

    class Meta:
        abstract = True
