"""Rules about who pays how much."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from samverka.budgets.errors import Place
from samverka.budgets.money import from_cents, share, to_cents, whole_of
from samverka.budgets.rule import Breach, Rule, Way, way
from samverka.budgets.sums import OTHERS, OWN, Sums

GRANT = (Place(financing="grant"),)


@dataclass(frozen=True, kw_only=True)
class Balance(Rule):
    """Costs less revenue are as much as all financing together, in the project as a whole."""

    kind: ClassVar[str] = "balance"

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        gap = sums.net() - sums.financed()
        if not gap:
            return
        grant = sums.funded(("grant",))
        where = tuple(
            Place(partner)
            for partner in sorted(sums.partners)
            if sums.net(partner) != sums.financed(partner)
        )
        if gap > 0:
            ways = [way("add_own", by=gap), way("raise_grant", by=gap, to=grant + gap)]
            ways.append(way("lower_costs", by=gap, to=sums.net() - gap))
        else:
            ways = [way("raise_costs", by=-gap, to=sums.net() - gap)]
            if grant + gap >= 0:
                ways.append(way("lower_grant_only", by=-gap, to=grant + gap))
            if sums.brought() + gap >= 0:
                ways.append(way("lower_own", by=-gap, to=sums.brought() + gap))
        stands, limit = from_cents(sums.financed()), from_cents(sums.net())
        yield Breach(self, where, from_cents(abs(gap)), stands, limit, tuple(ways))


@dataclass(frozen=True, kw_only=True)
class OwnShare(Rule):
    """What the project brings itself is at least `rate` per cent of the grant.

    `counts` are the kinds of financing that count; `hour` is what an hour of work counts as,
    for the way out that adds hours, 0 where hours do not count.
    """

    kind: ClassVar[str] = "own_share"
    rate: Decimal
    counts: tuple[str, ...] = OWN
    hour: Decimal = Decimal(0)

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        grant, own = sums.funded(("grant",)), sums.funded(self.counts)
        limit = share(grant, self.rate)
        if own >= limit:
            return
        lack = limit - own
        to = int(Decimal(own) * 100 / self.rate)
        ways = [way("add_own", by=lack), way("lower_grant", by=grant - to, to=to)]
        if self.hour:
            ways.insert(0, hours_for(lack, self.hour))
        where = tuple(Place(financing=kind) for kind in self.counts)
        yield Breach(self, where, from_cents(lack), from_cents(own), from_cents(limit), tuple(ways))


@dataclass(frozen=True, kw_only=True)
class ExactShare(Rule):
    """Co-financing is exactly a share of the net costs, in per cent by the answer to a choice."""

    kind: ClassVar[str] = "exact_share"
    choice: str
    shares: Mapping[str, Decimal]

    def unanswered(self, chosen: Mapping[str, str]) -> str:
        return "" if chosen.get(self.choice) in self.shares else self.choice

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        if self.unanswered(sums.chosen):
            return
        rate = self.shares[sums.chosen[self.choice]]
        net, stands, grant = sums.net(), sums.brought(), sums.funded(("grant",))
        limit = share(net, rate)
        if stands == limit:
            return
        off = limit - stands
        if off > 0:
            ways = [way("swap", by=off, to=max(grant - off, 0))]
        else:
            ways = [way("swap_back", by=-off, to=grant - off)]
        if rate and stands:
            total = to_cents(from_cents(stands) * 100 / rate)
            code = "lower_costs_to" if total < net else "raise_costs_to"
            ways.append(way(code, by=abs(total - net), to=total, grant=total - stands))
        where = tuple(Place(financing=kind) for kind in OTHERS)
        amount = from_cents(abs(off))
        yield Breach(self, where, amount, from_cents(stands), from_cents(limit), tuple(ways))


@dataclass(frozen=True, kw_only=True)
class GrantRange(Rule):
    """The grant is at least and at most so much, in the project as a whole; 0 is no limit."""

    kind: ClassVar[str] = "grant_range"
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        stands = sums.funded(("grant",))
        least, most = to_cents(self.least), to_cents(self.most)
        if stands < least:
            by = least - stands
            ways = [way("raise_grant", by=by, to=least)]
            yield Breach(self, GRANT, from_cents(by), from_cents(stands), self.least, tuple(ways))
        elif most and stands > most:
            by = stands - most
            ways = [way("lower_grant", by=by, to=most), way("swap", by=by, to=most)]
            yield Breach(self, GRANT, from_cents(by), from_cents(stands), self.most, tuple(ways))


@dataclass(frozen=True, kw_only=True)
class GrantOneOf(Rule):
    """The grant is one of a few lump sums."""

    kind: ClassVar[str] = "grant_one_of"
    amounts: tuple[Decimal, ...]

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        stands = sums.funded(("grant",))
        sums_allowed = sorted(to_cents(amount) for amount in self.amounts)
        if stands in sums_allowed:
            return
        below = [one for one in sums_allowed if one < stands][-1:]
        above = [one for one in sums_allowed if one > stands][:1]
        ways = tuple(
            [way("lower_grant", by=stands - one, to=one) for one in below]
            + [way("raise_grant", by=one - stands, to=one) for one in above]
        )
        nearest = min(below + above, key=lambda one: abs(one - stands))
        off = from_cents(abs(nearest - stands))
        yield Breach(self, GRANT, off, from_cents(stands), from_cents(nearest), ways)


@dataclass(frozen=True, kw_only=True)
class GrantShare(Rule):
    """The grant is at most a share, in per cent, of the net costs.

    For each partner by its kind and size (`company/small`, `company`), else `other`; or, where
    there is only `project`, for the project as a whole. With a `choice`, the shares of the
    answer: `feasibility.company/small`.
    """

    kind: ClassVar[str] = "grant_share"
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    choice: str = ""

    def unanswered(self, chosen: Mapping[str, str]) -> str:
        return self.choice if self.choice and not chosen.get(self.choice) else ""

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        if self.unanswered(sums.chosen):
            return
        for partner in [""] if set(self.shares) == {"project"} else sorted(sums.partners):
            rate = self._share(sums, partner)
            grant, net = sums.funded(("grant",), partner), sums.net(partner)
            limit = share(max(net, 0), rate)
            if grant <= limit:
                continue
            by = grant - limit
            ways = [way("swap", by=by, to=limit)]
            if rate:
                total = whole_of(grant, rate)
                ways.append(way("raise_costs", by=total - net, to=total))
            where = (Place(partner, financing="grant"),)
            amounts = (from_cents(by), from_cents(grant), from_cents(limit))
            yield Breach(self, where, *amounts, tuple(ways))

    def _share(self, sums: Sums, partner: str) -> Decimal:
        if not partner:
            return self.shares["project"]
        who = sums.partners[partner]
        before = f"{sums.chosen[self.choice]}." if self.choice else ""
        for key in (f"{who.kind}/{who.size}", who.kind, "other"):
            if before + key in self.shares:
                return self.shares[before + key]
        return Decimal(100)


def hours_for(cents: int, value: Decimal) -> Way:
    """Whole hours that are worth at least so much."""
    hours = (from_cents(cents) / value).quantize(Decimal(1), ROUND_CEILING)
    return Way("add_hours", {"hours": hours, "value": value, "amount": hours * value})
