"""What was planned beside what it came to, line by line."""

from dataclasses import dataclass
from decimal import Decimal

from samverka.grants.models import GrantCost, GrantReport

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Compared:
    """One line; `is_hours` where the numbers are hours, otherwise they are money."""

    what: str
    kind: str
    planned: Decimal
    actual: Decimal
    is_hours: bool

    @property
    def difference(self) -> Decimal:
        return self.actual - self.planned


def compared(report: GrantReport) -> list[Compared]:
    """Every line of the application, then what nobody had planned."""
    costs = list(report.costs.all())
    actual = {row.line_id: row.actual for row in costs}
    planned = [
        _line(one, actual.get(one.pk, NOTHING)) for one in report.grant.application.costs.all()
    ]
    others = [
        Compared(row.what, str(row.get_kind_display()), NOTHING, row.actual, is_hours=False)
        for row in costs
        if row.line_id is None
    ]
    return [*planned, *others]


def _line(one: GrantCost, actual: Decimal) -> Compared:
    return Compared(
        what=one.what,
        kind=str(one.get_kind_display()),
        planned=one.amount or one.quantity or NOTHING,
        actual=actual,
        is_hours=one.kind == GrantCost.Kind.HOURS,
    )
