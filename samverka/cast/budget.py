"""The budget of the application in the demonstration: it breaks a rule, so there is one to mend."""

from decimal import Decimal
from typing import Any, NamedTuple

from samverka.applications.actions import costs
from samverka.applications.actions.budget import choose_rules
from samverka.applications.models import Application
from samverka.people.models import Person


class Pays(NamedTuple):
    """What an organisation costs, in voluntary hours and kronor, and how that is paid."""

    hours: int
    costs: tuple[tuple[str, str, int], ...]
    grant: int
    own_cash: int = 0


RULES = "regional-social-innovation"
VOLUNTARY, TEACHING = "Ideell tid", "Handledning och språkstöd"
SEEDS = ("materials", "Jord, frön och verktyg", 14_000)
KITCHEN = ("materials", "Kök och livsmedel", 16_500)
FOLLOW_UP = ("follow_up", "Uppföljning", 6_000)

# 88,000 kronor: 50,000 are asked for, 38,000 are their own, and the rules want as much.
PAYS: dict[str, Pays] = {
    "foreningen-gronskan": Pays(50, (SEEDS, ("services", TEACHING, 6_000)), 20_000),
    "ideverkstaden": Pays(30, (KITCHEN, ("services", TEACHING, 4_500)), 16_000, 5_000),
    "kooperativet-laga-lana": Pays(20, (("services", TEACHING, 8_000), FOLLOW_UP), 14_000),
}


def make_budget(application: Application, by: Person) -> None:
    budget = choose_rules(application=application, rules=RULES, chosen={}, decided_on=None, by=by)
    for member in application.members.select_related("organisation"):
        pays = PAYS[member.organisation.slug]
        for line in _lines(pays):
            costs.add_cost(budget=budget, member=member, facts=line, by=by)
        paid = {"grant": Decimal(pays.grant), "own_cash": Decimal(pays.own_cash)}
        costs.change_share(budget=budget, member=member, facts=paid, seen=0, by=by)


def _lines(pays: Pays) -> list[dict[str, Any]]:
    given = {"mode": "hours", "quantity": Decimal(pays.hours), "contributed": True}
    return [
        {"category": "work", "what": VOLUNTARY, **given},
        *(
            {"category": category, "what": what, "amount": Decimal(amount)}
            for category, what, amount in pays.costs
        ),
    ]
