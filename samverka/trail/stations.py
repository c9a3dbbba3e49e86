"""What the trail passes: for each kind of row, who may see it and what it came out of.

An app whose rows belong to the chain from a problem to shared experience describes each kind with
one `Station` in its `trail.py`; `TRAIL` in the settings lists them in the order of the journey. So
this app stands below those it serves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from samverka.partnership.rules import Belonging

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Told:
    """What a card says besides its title, in the reader's language: how it stands, and its day."""

    state: str = ""
    on: date | datetime | None = None


@dataclass(frozen=True)
class Station(Generic[Row]):
    """One kind of row. `seen` gives those that a visitor may see, and nothing else: whatever it
    leaves out is not there for them, nor is what lies behind it.

    `came_from` names foreign keys of the row to what it came out of, `led_to` those to what came
    out of it; one of a row that it belongs to is named by its way (`application__idea`). `mark`
    names the picture: a file of the icons that begins with `station-`.
    """

    model: type[Row]
    name: Promise
    mark: str
    seen: Callable[[Belonging], models.QuerySet[Row]]
    told: Callable[[Row], Told]
    came_from: tuple[str, ...] = ()
    led_to: tuple[str, ...] = ()

    def target(self, key: str) -> type[models.Model]:
        """The kind of row that a foreign key points at."""
        found: type[models.Model] = self.model
        for step in key.split("__"):
            found = found._meta.get_field(step).related_model  # type: ignore[assignment]
        return found


@cache
def stations() -> dict[type[models.Model], Station[Any]]:
    """Every station by its model, in the order of the journey."""
    found: list[Station[Any]] = [import_string(path) for path in settings.TRAIL]
    return {station.model: station for station in found}
