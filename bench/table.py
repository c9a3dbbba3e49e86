"""Figures as a table that reads well in a terminal and in a document."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """What was measured and how, in a few sentences, and the figures as cells ready to read."""

    title: str
    how: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def text(self) -> str:
        """As markdown, the columns padded to the same width; every row has a cell for each."""
        table = [self.columns, *self.rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        head, *body = ("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in table)
        rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
        return "\n".join([f"## {self.title}", "", self.how, "", head, rule, *body, ""])
