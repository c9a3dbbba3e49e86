"""What cannot be counted with, and where it stands."""

from typing import NamedTuple


class Place(NamedTuple):
    """Where in a budget something stands; what is "" or 0 means all of them.

    `financing` is a kind of financing, such as `grant`; the others are as in a `Cost`.
    """

    partner: str = ""
    category: str = ""
    work_package: str = ""
    year: int = 0
    financing: str = ""

    def __str__(self) -> str:
        return ", ".join(str(part) for part in self if part) or "the budget"


class CellError(ValueError):
    """Something in one cell that cannot be counted with.

    `code` says what, one of `not_a_number`, `negative`, `too_large`, `too_fine`,
    `missing`, `unknown_partner`, `unknown_category`, `unknown_unit`, `unknown_kind`,
    `unknown_mode`, `missing_rate`, `bad_year` and `in_future`; `said` is what stood there.
    """

    def __init__(self, code: str, place: Place, said: object = "") -> None:
        self.code, self.place, self.said = code, place, said
        super().__init__(f"{code} in {place}: {str(said)[:60]!r}")


class RulesError(ValueError):
    """Cost rules that do not exist, cannot be read or were chosen wrongly."""
