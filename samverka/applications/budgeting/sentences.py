"""Breaches, and the ways out of them, in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.applications.budgeting.counting import LeftOut
from samverka.budgets import Breach, CostRules, Place, Rule, RulesError, UnitCosts, Way
from samverka.common.amounts import shown
from samverka.common.languages import other_language, reader_language
from samverka.common.templatetags.samverka import money

KINDS: Mapping[str, Promise] = {
    "grant": gettext_lazy("Grant applied for"),
    "own_cash": gettext_lazy("Own contribution in money"),
    "own_in_kind": gettext_lazy("Own contribution in work and things"),
    "external_cash": gettext_lazy("Money from others"),
    "external_in_kind": gettext_lazy("Work and things from others"),
    "participants_pay": gettext_lazy("Participants' pay, paid by others"),
    "revenue": gettext_lazy("Revenue"),
}
# What stands and what may, by the kind of the rule.
STANDS: Mapping[str, Promise] = {
    "balance": gettext_lazy(
        "The costs less revenue are %(limit)s, the financing %(stands)s. They are %(amount)s apart."
    ),
    "own_share": gettext_lazy(
        "You should put in at least %(limit)s and put in %(stands)s. %(amount)s are lacking."
    ),
    "exact_share": gettext_lazy(
        "Co-financing should be exactly %(limit)s and is %(stands)s. They are %(amount)s apart."
    ),
    "grant_range": gettext_lazy("You ask for %(stands)s. The limit is %(limit)s."),
    "grant_one_of": gettext_lazy("You ask for %(stands)s. The nearest sum is %(limit)s."),
    "grant_share": gettext_lazy("The grant is %(stands)s and may be %(limit)s at most."),
    "duty": gettext_lazy("The grant is %(stands)s. It begins at %(limit)s."),
    "de_minimis": gettext_lazy("With this grant it is %(stands)s and may be %(limit)s at most."),
    "not_allowed": gettext_lazy("%(stands)s stand there."),
    "flat": gettext_lazy("%(stands)s stand there, besides what the rules count out themselves."),
    "unit_costs": gettext_lazy("One costs %(stands)s here. The rules say %(limit)s."),
    "hour_value": gettext_lazy("An hour is %(stands)s here. The rules say %(limit)s."),
}
AT_MOST = gettext_lazy("It is %(stands)s and may be %(limit)s at most.")
WAYS: Mapping[str, Promise] = {
    "add_own": gettext_lazy("let a partner put in %(by)s more"),
    "lower_own": gettext_lazy("put in %(by)s less yourselves"),
    "raise_grant": gettext_lazy("ask for %(by)s more: %(to)s"),
    "lower_grant": gettext_lazy("ask for %(to)s, and lower the costs by the same %(by)s"),
    "lower_grant_only": gettext_lazy("ask for %(by)s less: %(to)s"),
    "swap": gettext_lazy("ask for %(to)s, and put in %(by)s more yourselves"),
    "swap_back": gettext_lazy("ask for %(to)s, and put in %(by)s less yourselves"),
    "raise_costs": gettext_lazy("enter %(by)s more in costs, if something is missing"),
    "lower_costs": gettext_lazy("lower the costs by %(by)s, to %(to)s"),
    "raise_costs_to": gettext_lazy("let the costs be %(to)s, and ask for %(grant)s"),
    "lower_costs_to": gettext_lazy("let the costs be %(to)s, and ask for %(grant)s"),
    "raise_base": gettext_lazy("raise %(name)s by %(by)s, if they are too low"),
    "remove": gettext_lazy("take away %(amount)s"),
    "other_rules": gettext_lazy("count by other rules: %(name)s"),
    "use_unit": gettext_lazy("choose %(name)s: %(to)s"),
    "set_unit_cost": gettext_lazy("write %(to)s"),
    "not_as_aid": gettext_lazy("ask the funder to give the grant on other grounds"),
}
LEFT_OUT: Mapping[str, Promise] = {
    "unknown_category": gettext_lazy("These rules have no such category. Choose another."),
    "unknown_unit": gettext_lazy("These rules have no price for it. Choose one, or write it."),
    "missing_rate": gettext_lazy("Write what the currency is worth, under Exchange rates."),
}
NOT_READ = gettext_lazy("Something is missing. Open it and write it again.")


class Told(Protocol):
    """What a sentence needs to know of a budget: who takes part, and how it is counted."""

    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def rules(self) -> CostRules: ...


@dataclass(frozen=True)
class Said:
    """A breach in words. `mark` is its place on the page; `ways` begin with a small letter."""

    mark: str
    breach: Breach
    title: str
    where: str
    sentence: str
    ways: list[str]
    verified: bool


def said_of(
    counted: Told,
    breaches: Iterable[Breach],
    before: str,
    ways: Mapping[str, Promise] = WAYS,
) -> list[Said]:
    """In the language of the page; `before` begins each mark."""
    return [
        Said(
            mark=f"{before}-{number}",
            breach=one,
            title=title_of(one.rule.titles),
            where=", ".join(filter(None, (place_in_words(counted, place) for place in one.where))),
            sentence=_stands(counted, one),
            ways=[_way(counted, way, ways) for way in one.ways],
            verified=one.rule.verified,
        )
        for number, one in enumerate(breaches, 1)
    ]


def title_of(titles: Mapping[str, str]) -> str:
    """In the reader's language, or the other; "" where there is none."""
    language = reader_language()
    return titles.get(language) or titles.get(other_language(language), "")


def categories_of(rules: CostRules) -> dict[str, str]:
    return {one.code: title_of(one.titles) for one in rules.categories}


def units_of(rules: CostRules) -> dict[str, str]:
    """What the rules have a price for: its name and the price."""
    return {
        unit: f"{title_of(rule.names.get(unit, {})) or unit}, {money(price, rules.currency)}"
        for rule in rules.rules
        if isinstance(rule, UnitCosts)
        for unit, price in rule.prices.items()
    }


def left_out_in_words(left: LeftOut) -> str:
    return str(LEFT_OUT.get(left.code, NOT_READ))


def place_in_words(counted: Told, place: Place) -> str:
    """Grönskan, materials, work package 2, 2027; "" for the budget as a whole.

    A kind of financing is named where it is one member's: otherwise its row says the same.
    """
    kind = str(KINDS.get(place.financing, "")).lower() if place.partner else ""
    parts = [
        counted.names.get(place.partner, ""),
        categories_of(counted.rules).get(place.category, ""),
        _("work package %(name)s") % {"name": place.work_package} if place.work_package else "",
        str(place.year or ""),
        kind,
    ]
    return ", ".join(filter(None, parts))


def _stands(counted: Told, breach: Breach) -> str:
    if breach.rule.kind == "consortium":
        facts = {"stands": breach.stands, "limit": breach.limit}
        if breach.ways[0].code == "add_countries":
            return _("You come from %(stands)s and should come from at least %(limit)s.") % facts
        return _("You are %(stands)s and should be at least %(limit)s.") % facts
    if breach.rule.kind == "unit_costs" and not breach.limit:
        return _("No one of the fund's unit costs is chosen.")
    currency = breach.currency or counted.rules.currency
    numbers = {name: getattr(breach, name) for name in ("amount", "stands", "limit")}
    pattern = STANDS.get(breach.rule.kind, AT_MOST)
    return str(pattern) % {name: money(number, currency) for name, number in numbers.items()}


def _way(counted: Told, way: Way, ways: Mapping[str, Promise]) -> str:
    if way.code in COUNTS:
        return COUNTS[way.code](way)
    facts = {name: money(one, counted.rules.currency) for name, one in way.numbers.items()}
    return str(ways[way.code]) % {**facts, "name": _named(counted, way)}


def _named(counted: Told, way: Way) -> str:
    if way.code == "other_rules":
        try:
            return title_of(CostRules.named(way.name).titles)
        except RulesError:
            return way.name
    if way.code == "use_unit":
        return units_of(counted.rules).get(way.name, way.name).split(",")[0]
    return categories_of(counted.rules).get(way.name, way.name).lower()


def _hours(way: Way) -> str:
    number = int(way.numbers["hours"])
    said = ngettext("add %(n)s voluntary hour", "add %(n)s voluntary hours", number)
    return said % {"n": shown(number)}


def _partners(way: Way) -> str:
    number = int(way.numbers["by"])
    return ngettext("find %(n)s more partner", "find %(n)s more partners", number) % {"n": number}


def _countries(way: Way) -> str:
    number = int(way.numbers["by"])
    said = ngettext(
        "find a partner in %(n)s more country", "find partners in %(n)s more countries", number
    )
    return said % {"n": number}


COUNTS: Mapping[str, Callable[[Way], str]] = {
    "add_hours": _hours,
    "add_partners": _partners,
    "add_countries": _countries,
}


@dataclass(frozen=True)
class RuleSaid:
    """A rule as its page shows it."""

    rule: Rule
    title: str
    note: str


def rules_in_words(rules: CostRules) -> list[RuleSaid]:
    return [RuleSaid(one, title_of(one.titles), title_of(one.note)) for one in rules.rules]
