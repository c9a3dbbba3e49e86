"""What a grant comes to: what a report gives the right to, and where the money of a round is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.db.models import Sum

from samverka.budgets import CostRules
from samverka.budgets.financing_rules import OwnShare
from samverka.grants.models import Grant, GrantCost, GrantReport, Repayment, Round

NOTHING = Decimal(0)
CENT = Decimal("0.01")
EQUAL_SHARE = Decimal(100)  # per cent of the grant, where the rules say nothing


@dataclass(frozen=True)
class Outcome:
    """What a project came to in the end: what was paid, the own money, the own hours' worth.

    `rate` is how much the project brings itself, in per cent of the grant.
    """

    costs: Decimal
    cash: Decimal
    hours: Decimal
    hour: Decimal
    rate: Decimal

    @property
    def work(self) -> Decimal:
        """What the hours are worth."""
        return _whole_cents(self.hours * self.hour)

    @property
    def own(self) -> Decimal:
        return self.cash + self.work

    @property
    def by_own(self) -> Decimal:
        """The largest grant that the own part is enough for."""
        return _whole_cents(self.own * 100 / self.rate)

    @property
    def by_costs(self) -> Decimal:
        """What was paid with other money than one's own."""
        return max(NOTHING, self.costs - self.cash)

    def right(self, amount: Decimal) -> Decimal:
        """How much of a grant the project has the right to."""
        return min(amount, self.by_own, self.by_costs)


def outcome_of(report: GrantReport) -> Outcome:
    """What the lines of a report come to, by the rules of the round."""
    rules = CostRules.named(report.grant.application.round.cost_rules)
    sums = {
        kind: sum((row.actual for row in report.costs.all() if row.kind == kind), NOTHING)
        for kind in GrantCost.Kind
    }
    return Outcome(
        costs=sums[GrantCost.Kind.COST],
        cash=sums[GrantCost.Kind.CASH],
        hours=sums[GrantCost.Kind.HOURS],
        hour=rules.hour_value or NOTHING,
        rate=next((one.rate for one in rules.rules if isinstance(one, OwnShare)), EQUAL_SHARE),
    )


def right_of(grant: Grant) -> Decimal | None:
    """What the approved final report gives the right to; None before there is one.

    What was claimed back and then given up belongs to the project too; what it gave back is not
    paid out again.
    """
    report = grant.reports.filter(
        kind=GrantReport.Kind.FINAL, state=GrantReport.State.APPROVED
    ).first()
    if report is None:
        return None
    given_up = grant.repayments.filter(state=Repayment.State.WAIVED)
    waived: Decimal = given_up.aggregate(sum=Sum("amount"))["sum"] or NOTHING
    most: Decimal = grant.amount - grant.repaid
    return min(most, outcome_of(report).right(grant.amount) + waived)


@dataclass(frozen=True)
class RoundMoney:
    """Where the money of a round is: `budget` = `granted` + `left`, `granted` = `paid` +
    `to_be_paid` + `unused`, and `paid` = `held` + `repaid` + `claimed`. `budget` and `left` are
    None where the round has no limit.
    """

    budget: Decimal | None
    granted: Decimal
    paid: Decimal
    repaid: Decimal
    claimed: Decimal
    to_be_paid: Decimal
    unused: Decimal

    @property
    def held(self) -> Decimal:
        """What projects have had and need not give back."""
        return self.paid - self.repaid - self.claimed

    @property
    def left(self) -> Decimal | None:
        return None if self.budget is None else self.budget - self.granted


def money_of(turn: Round, grants: Iterable[Grant] | None = None) -> RoundMoney:
    found = list(Grant.objects.filter(application__round=turn) if grants is None else grants)
    return RoundMoney(
        budget=turn.budget,
        granted=sum((one.amount for one in found), NOTHING),
        paid=sum((one.paid for one in found), NOTHING),
        repaid=sum((one.repaid for one in found), NOTHING),
        claimed=sum((one.claimed for one in found), NOTHING),
        to_be_paid=sum((one.to_be_paid for one in found), NOTHING),
        unused=sum((one.unused for one in found), NOTHING),
    )


def _whole_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_FLOOR)
