"""A budget: who, what it costs and who pays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverka.budgets.cost_rules import Flat
from samverka.budgets.errors import CellError, Place
from samverka.budgets.lines import Cost, Financing, Partner
from samverka.budgets.money import Exchange, Rate
from samverka.budgets.result import Result, result_of
from samverka.budgets.rules import CostRules
from samverka.budgets.sums import Sums


@dataclass(frozen=True)
class Budget:
    """Partners, costs and financing, as lines in any order.

    `rates` are what other currencies were worth in the currency of the rules, `on` the day the
    grant is decided, None where nobody knows yet. Raises `CellError` for two partners of one id.
    """

    partners: tuple[Partner, ...]
    costs: tuple[Cost, ...] = ()
    financing: tuple[Financing, ...] = ()
    rates: tuple[Rate, ...] = ()
    on: date | None = None

    def __init__(
        self,
        *,
        partners: Iterable[Partner],
        costs: Iterable[Cost] = (),
        financing: Iterable[Financing] = (),
        rates: Iterable[Rate] = (),
        on: date | None = None,
    ) -> None:
        given = {"partners": partners, "costs": costs, "financing": financing, "rates": rates}
        for name, lines in given.items():
            object.__setattr__(self, name, tuple(lines))
        object.__setattr__(self, "on", on)
        ids = [partner.id for partner in self.partners]
        for one in ids:
            if not one or ids.count(one) > 1:
                raise CellError("unknown_partner", Place(one), one)

    def under(self, rules: CostRules) -> Result:
        """Totals, derived flat rates and every breach of the rules.

        Raises `CellError` for a line of an unknown partner, category or unit, or without a rate.
        """
        sums = Sums(
            self.partners,
            self.costs,
            self.financing,
            exchange=Exchange(rules.currency, self.rates),
            categories={category.code for category in rules.categories},
            price_of=rules.price_of,
            chosen=rules.chosen,
            on=self.on,
        )
        for rule in rules.rules:
            if isinstance(rule, Flat):
                rule.derive(sums)
        return result_of(rules, sums)
