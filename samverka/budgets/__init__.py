"""Budgets of applications: what they come to, and whether they keep the funder's rules.

    rules = CostRules.named("esf-2021-function-40", area="E")
    result = Budget(partners=…, costs=…, financing=…).under(rules)
    result.by_partner, result.breaches

A plain library: no Django, no settings, no network. Money is `Decimal`, counted in whole cents;
`money` says how it is rounded. Rules are data, one file each in `data/`, with article, source and
the day it was read; those that nobody has read in the source itself say so in the result.
"""

from samverka.budgets.budget import Budget
from samverka.budgets.cost_rules import Flat, HourValue, UnitCosts
from samverka.budgets.errors import CellError, Place, RulesError
from samverka.budgets.lines import Aid, Cost, Financing, Kind, Mode, Partner
from samverka.budgets.money import Rate
from samverka.budgets.result import Result
from samverka.budgets.rule import Breach, Rule, Way
from samverka.budgets.rules import Category, Choice, CostRules
from samverka.budgets.sums import Cell, Fund

__all__ = [
    "Aid",
    "Breach",
    "Budget",
    "Category",
    "Cell",
    "CellError",
    "Choice",
    "Cost",
    "CostRules",
    "Financing",
    "Flat",
    "Fund",
    "HourValue",
    "Kind",
    "Mode",
    "Partner",
    "Place",
    "Rate",
    "Result",
    "Rule",
    "RulesError",
    "UnitCosts",
    "Way",
]
