"""How fast things were, each against its baseline, as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.clients import Load
from bench.table import Table

COLUMNS = ("what", "p50 ms", "p95 ms", "requests/s", "p95 ×", "requests/s ×")


@dataclass(frozen=True)
class Row:
    """One thing measured in several rounds; the figures are the medians of the rounds."""

    what: str
    rounds: Sequence[Load]
    baseline: "Row | None" = None

    @property
    def a_second(self) -> float:
        return median(one.a_second for one in self.rounds)

    def percentile(self, share: float) -> float:
        return median(one.percentile(share) for one in self.rounds)

    def cells(self) -> list[str]:
        cells = [
            self.what,
            f"{self.percentile(0.5):.1f}",
            f"{self.percentile(0.95):.1f}",
            f"{self.a_second:.0f}",
        ]
        if self.baseline is None:
            return [*cells, "baseline", "baseline"]
        slower = self.percentile(0.95) / self.baseline.percentile(0.95)
        return [*cells, f"{slower:.2f}", f"{self.a_second / self.baseline.a_second:.2f}"]


@dataclass(frozen=True)
class Report:
    """What was measured and how, in a few sentences, and the figures."""

    title: str
    how: str
    rows: Sequence[Row]

    def text(self) -> str:
        cells = [row.cells() for row in self.rows]
        return Table(self.title, self.how, COLUMNS, cells).text()
