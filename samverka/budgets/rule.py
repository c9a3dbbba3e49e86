"""What every rule carries with it, and what it finds in a budget."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from samverka.budgets.errors import Place
from samverka.budgets.money import from_cents
from samverka.budgets.sums import Sums


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of a funder: where it stands, when that was read, and whether in the text itself.

    `titles` are one sentence each in Swedish and English (`sv`, `en`). `verified` is True when the
    article or the funder's own page was read; False when it is known from others or from practice.
    A rule that is only told of here finds nothing.
    """

    code: str
    titles: Mapping[str, str]
    source: str
    read_on: date
    verified: bool
    article: str = ""
    note: Mapping[str, str] = field(default_factory=dict)
    kind: ClassVar[str] = "told"

    def breaches(self, sums: Sums) -> Iterator["Breach"]:
        """What in this budget the rule does not allow, each with ways out."""
        yield from ()

    def duties(self, sums: Sums) -> Iterator["Breach"]:
        """What the rule asks for besides, which no change in the budget needs to answer."""
        yield from ()

    def unanswered(self, chosen: Mapping[str, str]) -> str:
        """The choice without which the rule cannot be tried, "" if none is missing."""
        return ""


@dataclass(frozen=True)
class Way:
    """One way out: what to do, as a code, with the numbers it takes.

    `hours` are whole hours; the other numbers are money in the budget's currency, or counts.
    `name` is what the numbers are about, where the place of the breach does not say: another set
    of rules, a unit, a category.

    More or less of something: add_hours(hours, value, amount), add_own(by), lower_own(by, to),
    raise_grant(by, to), lower_grant_only(by, to), raise_costs(by, to), lower_costs(by, to),
    raise_base(by, to), remove(amount), add_partners(by), add_countries(by).
    Two things at once: lower_grant(by, to) and the costs by as much; swap(by, to), so much less
    grant and so much more of one's own; swap_back(by, to), the other way; raise_costs_to(by, to,
    grant) and lower_costs_to(by, to, grant), with the grant that goes with it.
    Otherwise: other_rules(), use_unit(to), set_unit_cost(to), not_as_aid(), which gives the grant
    on other grounds.
    """

    code: str
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True)
class Breach:
    """A rule that is broken: where, by how much, what stands and what may, and the ways out.

    `amount` is how much is too much or too little, `stands` what is there and `limit` what the
    rule asks for, all in `currency` or, for what is counted and not paid, in pieces.
    """

    rule: Rule
    where: tuple[Place, ...]
    amount: Decimal
    stands: Decimal
    limit: Decimal
    ways: tuple[Way, ...] = ()
    currency: str = ""


def way(code: str, name: str = "", **cents: int) -> Way:
    """A way out whose numbers are money, given in cents."""
    return Way(code, {what: from_cents(amount) for what, amount in cents.items()}, name)
