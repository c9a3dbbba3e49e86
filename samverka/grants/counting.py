"""What an application costs and who pays, counted by the rules of its round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from samverka.budgets import Budget, Cost, CostRules, Financing, Partner, Result
from samverka.grants.models import GrantApplication, GrantCost

WHO = "applicant"  # there is one partner in such a budget
WORK, OTHER = "work", "other"


@dataclass(frozen=True)
class Line:
    """One cost, or one part of what the applicant puts in; hours have a `quantity`."""

    kind: str
    what: str = ""
    category: str = ""
    amount: Decimal = Decimal(0)
    quantity: Decimal = Decimal(0)


@dataclass(frozen=True)
class Sums:
    """`paid` are the costs in money, `own` is the cash and the hours together; all in the currency
    of the rules. `lacks` is what nobody pays for, below 0 where there is too much money."""

    rules: CostRules
    result: Result
    paid: Decimal
    cash: Decimal
    hours: Decimal
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> Decimal:
        return self.result.grant

    @property
    def hours_worth(self) -> Decimal:
        return self.result.total - self.paid

    @property
    def own(self) -> Decimal:
        return self.cash + self.hours_worth

    @property
    def total(self) -> Decimal:
        return self.result.total

    @property
    def lacks(self) -> Decimal:
        return self.result.gap

    @property
    def is_empty(self) -> bool:
        return not (self.total or self.result.financed)


def lines_of(application: GrantApplication) -> list[Line]:
    return [as_line(one) for one in application.costs.all()]


def as_line(cost: GrantCost) -> Line:
    amount, quantity = cost.amount or Decimal(0), cost.quantity or Decimal(0)
    return Line(cost.kind, cost.what, cost.category, amount, quantity)


def counted(*, rules: CostRules, asked: Decimal, lines: Iterable[Line]) -> Sums:
    """Own hours cost what the rules say that one is worth, and are paid by whoever gives them."""
    lines = list(lines)
    costs = [_cost(line, rules) for line in lines if line.kind != GrantCost.Kind.CASH]
    cash = sum((one.amount for one in lines if one.kind == GrantCost.Kind.CASH), Decimal(0))
    result = Budget(
        partners=[Partner(WHO, country="SE")],
        costs=costs,
        financing=[Financing(WHO, "grant", asked), Financing(WHO, "own_cash", cash)],
    ).under(rules)
    return Sums(
        rules=rules,
        result=result,
        paid=sum((one.amount for one in lines if one.kind == GrantCost.Kind.COST), Decimal(0)),
        cash=cash,
        hours=sum((one.quantity for one in lines if one.kind == GrantCost.Kind.HOURS), Decimal(0)),
    )


def _cost(line: Line, rules: CostRules) -> Cost:
    """A category that the rules do not have counts as the last of theirs."""
    known = [one.code for one in rules.categories]
    hours = line.kind == GrantCost.Kind.HOURS
    wanted = WORK if hours else line.category
    fallback = OTHER if OTHER in known else known[-1]
    category = wanted if wanted in known else fallback
    if hours:
        return Cost(WHO, category, mode="hours", quantity=line.quantity, contributed=True)
    return Cost(WHO, category, line.amount)


def sums_of(application: GrantApplication) -> Sums:
    rules = CostRules.named(application.round.cost_rules)
    return counted(rules=rules, asked=application.asked, lines=lines_of(application))
