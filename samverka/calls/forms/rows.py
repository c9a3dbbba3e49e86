"""Several of a kind in one form: a few empty rows, and a press for one more."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.http import QueryDict

from samverka.common.forms import Form

Row = TypeVar("Row", bound=Form)
EMPTY_ROWS = 1


class Several(Generic[Row]):
    """Rows of one form. What is left empty is no row; a row begins with its first field.

    `with_one_more` adds an empty row to what has been posted.
    """

    def __init__(
        self,
        kind: type[Row],
        name: str,
        *,
        data: QueryDict | None,
        begun: Sequence[dict[str, Any]] = (),
        most: int,
        with_one_more: bool = False,
    ) -> None:
        self.name, self.most = name, most
        first = next(iter(kind.base_fields))
        if data is None:
            number = len(begun) + EMPTY_ROWS
        else:
            posted = (n for n in range(most) if f"{name}-{n}-{first}" not in data)
            number = next(posted, most) + with_one_more
        self.rows = [
            kind(
                data,
                prefix=f"{name}-{n}",
                initial=begun[n] if data is None and n < len(begun) else None,
                empty_permitted=True,
            )
            for n in range(min(number, most))
        ]

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= self.most

    def is_valid(self) -> bool:
        return not self.error_count

    @property
    def filled(self) -> list[Row]:
        """Of a valid form."""
        return [row for row in self.rows if row.has_changed()]

    def without_errors(self) -> None:
        for row in self.rows:
            row.errors.clear()

    @property
    def error_count(self) -> int:
        return sum(row.error_count for row in self.rows)

    @property
    def error_links(self) -> list[tuple[str, str]]:
        return [link for row in self.rows for link in row.error_links]
