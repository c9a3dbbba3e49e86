"""The market garden's budget: three partners, the region's call, and 12,000 kronor too little."""

from datetime import date
from decimal import Decimal
from typing import Any

from samverka.applications.actions import budget as actions
from samverka.applications.actions import costs
from samverka.applications.actions.cost_tables import keep_costs
from samverka.applications.models import Application, Budget, CostLine, Member
from samverka.applications.tests.story import begun
from samverka.cast import Cast
from samverka.common.tables import Row, Table
from samverka.partnership.models import Organisation

REGIONAL = "regional-social-innovation"
PARTNERS = ("foreningen-gronskan", "ideverkstaden", "abf")
# By partner: voluntary hours, materials, services, follow-up; grant and own money.
COSTS = ((50, 14_000, 6_000, 0), (30, 16_500, 4_500, 0), (20, 0, 8_000, 6_000))
PAYS = ((20_000, 0), (16_000, 5_000), (14_000, 0))


def with_rules(cast: Cast, rules: str = REGIONAL, **chosen: str) -> Budget:
    return actions.choose_rules(
        application=begun(cast), rules=rules, chosen=chosen, decided_on=None, by=cast.amina
    )


def member(application: Application, number: int) -> Member:
    organisation = Organisation.objects.get(slug=PARTNERS[number])
    found, _new = Member.objects.get_or_create(application=application, organisation=organisation)
    return found


def facts(category: str, **told: Any) -> dict[str, Any]:
    """An amount, or hours that are given."""
    if "hours" in told:
        told = {"mode": "hours", "quantity": Decimal(told["hours"]), "contributed": True}
    return {"category": category, "what": category.title(), **told}


def garden(cast: Cast) -> Budget:
    """Costs of 88,000 kronor, 50,000 asked for, 38,000 of their own."""
    budget = with_rules(cast)
    for number, (hours, materials, services, follow_up) in enumerate(COSTS):
        one = member(budget.application, number)
        told = [facts("work", hours=hours)]
        amounts = (("materials", materials), ("services", services), ("follow_up", follow_up))
        told += [facts(name, amount=Decimal(amount)) for name, amount in amounts if amount]
        for cost in told:
            costs.add_cost(budget=budget, member=one, facts=cost, by=cast.amina)
        grant, cash = PAYS[number]
        paid = {"grant": Decimal(grant), "own_cash": Decimal(cash)}
        costs.change_share(budget=budget, member=one, facts=paid, seen=0, by=cast.amina)
    budget.refresh_from_db()
    return budget


def first_cost(budget: Budget, category: str) -> CostLine:
    return budget.costs.filter(category=category).order_by("pk")[0]


def budget_places(application: Application, cast: Cast) -> dict[str, Any]:
    """A budget with one of everything in it, by the addresses where it stands."""
    budget = actions.choose_rules(
        application=application, rules=REGIONAL, chosen={}, decided_on=None, by=cast.amina
    )
    one, by = member(application, 0), cast.amina
    cost = facts("materials", amount=Decimal(1))
    line = costs.add_cost(budget=budget, member=one, facts=cost, by=by)
    granted = {"amount": Decimal(1), "currency": "EUR", "on": date(2026, 1, 1), "giver": ""}
    aid = costs.add_aid(budget=budget, member=one, facts=granted, by=by)
    rate = costs.add_rate(
        budget=budget, currency="EUR", on=date(2026, 1, 1), value=Decimal(11), source="", by=by
    )
    table = Table(("partner", "what"), (Row(2, ("Cykelköket", "Seeds")),))
    kept = keep_costs(budget=budget, table=table, name="budget.xlsx", by=by)
    start = f"applications/{application.pk}/budget"
    return {
        f"{start}/partners/<int:member>": one.pk,
        f"{start}/partners/{one.pk}/costs/<slug:mode>": "actual",
        f"{start}/costs/<int:cost>": line.pk,
        f"{start}/aid/<int:aid>": aid.pk,
        f"{start}/rates/<int:rate>": rate.pk,
        f"{start}/import/<int:kept>": kept.pk,
    }
