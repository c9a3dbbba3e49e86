"""From the rows of a budget to what they come to under its rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from samverka import budgets
from samverka.applications.models import Application, Budget, BudgetRate, CostLine, Member, Share
from samverka.budgets import CellError, CostRules, RulesError

KINDS: tuple[budgets.Kind, ...] = (
    "grant",
    "own_cash",
    "own_in_kind",
    "external_cash",
    "external_in_kind",
    "participants_pay",
    "revenue",
)


@dataclass(frozen=True)
class LeftOut:
    """A line that cannot be counted under these rules, and why; `code` as in `CellError`."""

    line: CostLine
    code: str


@dataclass(frozen=True)
class Counted:
    """A budget and what it comes to. `lacks_rates`: de minimis could not be tried without them."""

    budget: Budget
    rules: CostRules
    members: list[Member]
    lines: list[CostLine]
    shares: Mapping[int, Share]
    rates: list[BudgetRate]
    result: budgets.Result
    left_out: list[LeftOut]
    lacks_rates: bool

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Of the members, by the id that the result has of them."""
        return {str(one.pk): one.organisation.name for one in self.members}

    def price_of(self, line: CostLine) -> Decimal | None:
        """What one costs: as written, or else by the rules; None where nobody says."""
        written: Decimal | None = line.unit_cost
        if written is not None:
            return written
        try:
            return self.rules.price_of(as_cost(line))
        except CellError:
            return None

    @property
    def problems(self) -> int:
        return len(self.result.breaches) + len(self.left_out)


def rules_of(budget: Budget) -> CostRules:
    """The rules it is counted by; what was chosen in them and no longer can be is left out.

    Raises `RulesError` when they are no longer among those that are shipped.
    """
    rules = CostRules.named(budget.rules)
    for code, said in budget.chosen.items():
        try:
            rules = rules.choosing(**{code: said})
        except RulesError:
            continue
    return rules


def counted(budget: Budget) -> Counted:
    """Five queries, however many rows there are."""
    rules = rules_of(budget)
    lines = list(budget.costs.all())
    shares = {one.member_id: one for one in budget.shares.prefetch_related("aid")}
    rates = list(budget.rates.all())
    in_budget = {line.member_id for line in lines} | set(shares)
    members = [
        one
        for one in budget.application.members.with_organisation().lead_first()
        if (one.is_in and one.role != Member.Role.ASSOCIATED) or one.pk in in_budget
    ]
    costs, left_out = _costs(lines, rules, {rate.currency for rate in rates})
    funds = [fund for share in shares.values() for fund in _financing(share)]
    today = budget.decided_on or timezone.localdate()

    def under(aided: bool) -> budgets.Result:
        partners = [_partner(one, shares.get(one.pk), today, aided) for one in members]
        dated = [budgets.Rate(one.currency, one.on, one.value, one.source) for one in rates]
        told = budgets.Budget(
            partners=partners, costs=costs, financing=funds, rates=dated, on=today
        )
        return told.under(rules)

    lacks_rates = False
    try:
        result = under(aided=True)
    except CellError:  # no rate of the euro on some day that aid was granted
        result, lacks_rates = under(aided=False), True
    return Counted(
        budget=budget,
        rules=rules,
        members=members,
        lines=lines,
        shares=shares,
        rates=rates,
        result=result,
        left_out=left_out,
        lacks_rates=lacks_rates,
    )


def _costs(
    lines: Iterable[CostLine], rules: CostRules, currencies: set[str]
) -> tuple[list[budgets.Cost], list[LeftOut]]:
    known = {category.code for category in rules.categories}
    costs, left_out = [], []
    for line in lines:
        try:
            cost = as_cost(line)
            if cost.cents is None:
                rules.price_of(cost)
        except CellError as trouble:
            left_out.append(LeftOut(line, trouble.code))
            continue
        if line.category not in known:
            left_out.append(LeftOut(line, "unknown_category"))
        elif line.currency not in {"", rules.currency, *currencies}:
            left_out.append(LeftOut(line, "missing_rate"))
        else:
            costs.append(cost)
    return costs, left_out


def as_cost(line: CostLine) -> budgets.Cost:
    """Raises `CellError` for a line that lacks what its mode needs."""
    return budgets.Cost(
        partner=str(line.member_id),
        category=line.category,
        amount=line.amount,
        work_package=line.work_package,
        year=line.year,
        mode=line.mode,  # type: ignore[arg-type]  # a closed list there too
        quantity=line.quantity,
        unit_cost=line.unit_cost,
        unit=line.unit,
        contributed=line.contributed and line.mode == CostLine.Mode.HOURS,
        contains_indirect=line.contains_indirect,
        currency=line.currency,
    )


def amount_of(line: CostLine, rules: CostRules) -> Decimal:
    """What a line comes to in its own currency; 0 where it cannot be counted."""
    try:
        cost = as_cost(line)
        cents = cost.at(rules.price_of(cost)) if cost.cents is None else cost.cents
    except CellError:
        return Decimal(0)
    return Decimal(cents).scaleb(-2)


def _financing(share: Share) -> list[budgets.Financing]:
    return [
        budgets.Financing(str(share.member_id), kind, getattr(share, kind))
        for kind in KINDS
        if getattr(share, kind)
    ]


def _partner(member: Member, share: Share | None, today: date, aided: bool) -> budgets.Partner:
    if share is None:
        return budgets.Partner(str(member.pk), country="SE")
    aid = (one for one in share.aid.all() if one.on <= today)
    return budgets.Partner(
        str(member.pk),
        kind=share.kind,
        size=share.size,
        country=share.country,
        undertaking=share.undertaking.casefold(),
        de_minimis=share.de_minimis and aided,
        aid=tuple(budgets.Aid(one.amount, one.on, one.currency, one.giver) for one in aid),
    )


@dataclass(frozen=True)
class BudgetState:
    """For the page of the lead: is there one, is it locked, how many rules does it break."""

    exists: bool = False
    locked: bool = False
    problems: int = 0

    @property
    def is_done(self) -> bool:
        return self.locked and not self.problems


def counted_of(application: Application) -> Counted | None:
    """None where nobody has begun a budget."""
    budget = Budget.objects.filter(application=application).first()
    if budget is None:
        return None
    budget.application = application
    return counted(budget)


def state_of(whole: Counted | None) -> BudgetState:
    if whole is None:
        return BudgetState()
    return BudgetState(True, not whole.budget.is_open, whole.problems)


def budget_state(application: Application) -> BudgetState:
    return state_of(counted_of(application))
