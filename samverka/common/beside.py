"""What an app that stands higher shows on a page of one that stands lower.

`settings.BESIDE` lists them; the page says `{% beside row %}`, or where there is no row yet the
name of the place, `{% beside "talks:new" %}`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Beside:
    """`place` is the model of the row (`projects.Project`) or the name that the page gives.

    `facts` are what the template is filled with, of the row (or name) and for the visitor; where
    there are none, nothing is shown.
    """

    place: str
    template: str
    facts: Callable[[Any, Any], Mapping[str, Any]]


@cache
def _all() -> list[Beside]:
    return [import_string(path) for path in settings.BESIDE]


def stands_beside(row: Any) -> Iterator[Beside]:
    """In the order of the settings."""
    place = row if isinstance(row, str) else row._meta.label
    return (one for one in _all() if one.place == place)
