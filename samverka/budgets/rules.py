"""Cost rules as data: one file for each funder's way of counting."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, get_type_hints

from samverka.budgets.cost_rules import (
    AmountCap,
    Cap,
    Flat,
    HourValue,
    NotAllowed,
    UnitCap,
    UnitCosts,
    price_in,
)
from samverka.budgets.errors import CellError, RulesError
from samverka.budgets.financing_rules import (
    Balance,
    ExactShare,
    GrantOneOf,
    GrantRange,
    GrantShare,
    OwnShare,
)
from samverka.budgets.lines import Cost
from samverka.budgets.money import number
from samverka.budgets.project_rules import Consortium, DeMinimis, Duty
from samverka.budgets.rule import Rule

KINDS: tuple[type[Rule], ...] = (
    Rule,
    *(Flat, NotAllowed, UnitCosts, HourValue, Cap, AmountCap, UnitCap),
    *(Balance, OwnShare, ExactShare, GrantRange, GrantOneOf, GrantShare),
    *(Consortium, Duty, DeMinimis),
)
RULES = {kind.kind: kind for kind in KINDS}
DATA = files(__package__).joinpath("data")
Titles = Mapping[str, str]


@dataclass(frozen=True)
class Category:
    """A kind of cost, by the rules' own name."""

    code: str
    titles: Titles


@dataclass(frozen=True)
class Choice:
    """What the call or the project decides: one of `options`, or a rate of at most `at_most`."""

    code: str
    titles: Titles
    options: Mapping[str, Titles] = field(default_factory=dict)
    at_most: Decimal | None = None

    def check(self, said: str) -> None:
        """Raises `RulesError` for what is no answer."""
        if self.at_most is None:
            if said not in self.options:
                raise RulesError(f"{self.code} is one of {sorted(self.options)}, not {said!r}")
            return
        try:
            rate = number(said)
        except ValueError as error:
            raise RulesError(f"{self.code}: {error}") from None
        if not 0 <= rate <= self.at_most:
            raise RulesError(f"{self.code} is from 0 to {self.at_most}, not {said!r}")


@dataclass(frozen=True)
class CostRules:
    """How one funder counts: categories, choices and rules, each with where it stands.

    `titles` by language (`sv`, `en`); `currency` (ISO 4217) is that of every amount; `valid_from`
    is the day since when the rules are as told here, as far as is known.
    """

    name: str
    titles: Titles
    currency: str
    categories: tuple[Category, ...]
    rules: tuple[Rule, ...]
    valid_from: date
    choices: tuple[Choice, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def named(cls, name: str, **chosen: str) -> "CostRules":
        """Shipped rules, with choices made; raises `RulesError` for a name or choice they lack."""
        return _shipped(name).choosing(**chosen)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """All that are shipped, in order."""
        found = (file.name for file in DATA.iterdir())
        names = {name.removesuffix(".toml") for name in found if name.endswith(".toml")}
        return tuple(sorted(names - SHARED))

    @classmethod
    def read(cls, name: str, text: str) -> "CostRules":
        """Rules from a text of one's own, TOML like the shipped ones; raises `RulesError`."""
        try:
            return _rules(name, tomllib.loads(text))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise RulesError(f"{name}: {error}") from error

    def choosing(self, **chosen: str) -> "CostRules":
        """The same with more choices made; raises `RulesError` for what cannot be chosen."""
        known = {choice.code: choice for choice in self.choices}
        for code, said in chosen.items():
            if code not in known:
                raise RulesError(f"{self.name} has no choice {code!r}, only {sorted(known)}")
            known[code].check(said)
        return replace(self, chosen={**self.chosen, **chosen})

    @property
    def derived(self) -> frozenset[str]:
        """The categories that nobody writes in, because a flat rate gives them."""
        return frozenset(rule.category for rule in self.rules if isinstance(rule, Flat))

    @property
    def hour_value(self) -> Decimal | None:
        """What the funder counts an hour of work as, where it says so."""
        return next((rule.value for rule in self.rules if isinstance(rule, HourValue)), None)

    @property
    def unverified(self) -> tuple[Rule, ...]:
        """The rules that nobody has read in the source itself."""
        return tuple(rule for rule in self.rules if not rule.verified)

    def price_of(self, cost: Cost) -> Decimal:
        """What one hour or unit costs by the rules; raises `CellError` if they have no price."""
        price = price_in(self.rules, cost)
        if price is None:
            raise CellError("unknown_unit", cost.place, cost.unit)
        return price


SHARED = frozenset({"balance", "de-minimis"})


@lru_cache
def _shipped(name: str) -> CostRules:
    file = DATA.joinpath(f"{name}.toml")
    if not name.replace("-", "").isalnum() or name in SHARED or not file.is_file():
        raise RulesError(f"There are no cost rules named {name!r}, only {CostRules.names()}")
    return CostRules.read(name, file.read_text(encoding="utf-8"))


def _rules(name: str, told: Mapping[str, Any]) -> CostRules:
    rows = list(told["rules"])
    for shared in told.get("also", ()):
        rows += tomllib.loads(DATA.joinpath(f"{shared}.toml").read_text(encoding="utf-8"))["rules"]
    rules = tuple(_rule(row) for row in rows)
    categories = tuple(Category(code, titles) for code, titles in told["categories"].items())
    _check(rules, categories)
    return CostRules(
        name=name,
        titles=told["titles"],
        currency=told["currency"],
        valid_from=told["valid_from"],
        categories=categories,
        rules=rules,
        choices=tuple(_choice(row) for row in told.get("choices", ())),
    )


def _choice(row: Mapping[str, Any]) -> Choice:
    most = row.get("at_most")
    return Choice(
        code=row["code"],
        titles=row["titles"],
        options=row.get("options", {}),
        at_most=None if most is None else number(most),
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    told = dict(row)
    kind = RULES[told.pop("kind")]
    types = get_type_hints(kind)
    if odd := set(told) - {one.name for one in fields(kind)}:
        raise ValueError(
            f"{told.get('code')} has {sorted(odd)}, which {kind.kind} knows nothing of"
        )
    return kind(**{name: _as(types[name], value) for name, value in told.items()})


def _as(wanted: Any, value: Any) -> Any:
    if wanted is Decimal:
        return number(value)
    if wanted == Mapping[str, Decimal]:
        return {key: number(one) for key, one in value.items()}
    if wanted == tuple[Decimal, ...]:
        return tuple(number(one) for one in value)
    return tuple(value) if wanted == tuple[str, ...] else value


def _check(rules: tuple[Rule, ...], categories: tuple[Category, ...]) -> None:
    """Every category a rule speaks of is one of the set; no code is used twice."""
    known = {category.code for category in categories}
    codes = [rule.code for rule in rules]
    if len(codes) > len(set(codes)):
        raise ValueError(f"a code is used twice among {codes}")
    for rule in rules:
        named = {getattr(rule, "category", None), *getattr(rule, "categories", ())} - {None}
        if odd := (named | set(getattr(rule, "base", ()))) - known:
            raise ValueError(f"{rule.code} speaks of {sorted(odd)}, which is no category")
