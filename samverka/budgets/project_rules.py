"""Rules about who takes part, what is asked for besides, and State aid."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from samverka.budgets.errors import CellError, Place
from samverka.budgets.lines import Aid, Partner
from samverka.budgets.money import from_cents, to_cents
from samverka.budgets.rule import Breach, Rule, Way, way
from samverka.budgets.sums import Sums


@dataclass(frozen=True, kw_only=True)
class Consortium(Rule):
    """At least so many partners, from at least so many countries."""

    kind: ClassVar[str] = "consortium"
    partners: int
    countries: int = 1

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        countries = len({partner.country for partner in sums.partners.values()} - {""})
        lacking = [
            ("add_countries", countries, self.countries),
            ("add_partners", len(sums.partners), self.partners),
        ]
        for code, stands, limit in lacking:
            if stands < limit:
                by = Decimal(limit - stands)
                ways = (Way(code, {"by": by}),)
                yield Breach(self, (Place(),), by, Decimal(stands), Decimal(limit), ways)


@dataclass(frozen=True, kw_only=True)
class Duty(Rule):
    """Something is asked for from a partner whose grant is at least an amount."""

    kind: ClassVar[str] = "duty"
    amount: Decimal

    def duties(self, sums: Sums) -> Iterator[Breach]:
        for partner in sorted(sums.partners):
            stands = sums.funded(("grant",), partner)
            if stands >= to_cents(self.amount):
                over = from_cents(stands) - self.amount
                where = (Place(partner, financing="grant"),)
                yield Breach(self, where, over, from_cents(stands), self.amount)


@dataclass(frozen=True, kw_only=True)
class DeMinimis(Rule):
    """De minimis aid to one single undertaking is at most `amount` over `years` rolling years.

    The years are those that end on the day the grant is decided. What was granted is counted in
    `currency` at the rate of its own day; the grant, at that of the decision.
    """

    kind: ClassVar[str] = "de_minimis"
    amount: Decimal
    currency: str
    years: int

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        undertakings: defaultdict[str, list[Partner]] = defaultdict(list)
        for partner in sums.partners.values():
            undertakings[partner.undertaking or partner.id].append(partner)
        for _, together in sorted(undertakings.items()):
            if any(partner.de_minimis for partner in together):
                yield from self._breach(sums, sorted(together, key=lambda one: one.id))

    def granted(self, sums: Sums, together: list[Partner]) -> Decimal:
        """What an undertaking was granted in the years before, in the currency of the rule.

        Partners of one undertaking may each name the same aid: it is counted once.
        """
        since = years_before(sums.on, self.years) if sums.on else date.min
        found = {(one, partner.id) for partner in together for one in partner.aid}
        counted: set[Aid] = set()
        whole = Decimal(0)
        for one, partner in sorted(found, key=lambda pair: (pair[0].on, pair[1])):
            place = Place(partner)
            if sums.on and one.on > sums.on:
                raise CellError("in_future", place, one.on)
            if one.on > since and one not in counted:
                counted.add(one)
                whole += sums.exchange.into(self.currency, one.amount, one.currency, one.on, place)
        return whole

    def _breach(self, sums: Sums, together: list[Partner]) -> Iterator[Breach]:
        before = self.granted(sums, together)
        given = [partner.id for partner in together if partner.de_minimis]
        grant = sum(sums.funded(("grant",), partner) for partner in given)
        place = Place(given[0], financing="grant")
        stands = before
        if grant:
            amount = from_cents(grant)
            stands += sums.exchange.into(self.currency, amount, "", sums.on, place)
        if stands <= self.amount:
            return
        rate = sums.exchange.rate(self.currency, sums.on, place)
        to = max(int((self.amount - before) * rate * 100), 0)
        ways = (way("lower_grant", by=grant - to, to=to), Way("not_as_aid"))
        where = tuple(Place(partner, financing="grant") for partner in given)
        over = stands - self.amount
        yield Breach(self, where, over, stands, self.amount, ways, self.currency)


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; the last of February for a day that year does not have."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
