"""The figures as a table, year by year, to be taken home."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from samverka.counting.figures import FIGURES
from samverka.effects.telling import NAMES, Effects

HEADER = ("year", "figure", "name", "amount", "unit")


def as_table(effects: Effects) -> Iterator[Sequence[object]]:
    """A row for each figure, year and unit; all years together first. What is not told is empty."""
    for year in (None, *effects.years):
        for name in NAMES:
            if year and FIGURES[name].is_of_today:
                continue
            effect = effects.effect(name, year)
            amounts: Mapping[str, object] = effect.value or {"": 0 if effect.is_told else ""}
            for unit, amount in amounts.items():
                yield (year or _("all years"), effect.title, name, amount, unit)
