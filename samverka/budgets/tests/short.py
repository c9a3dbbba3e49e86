"""Results as tests compare them."""

from samverka.budgets import Result

Ways = list[tuple[str, dict[str, object]]]


def ways_of(result: Result) -> dict[str, Ways]:
    """The ways out of each broken rule, by its code."""
    found: dict[str, Ways] = {}
    for breach in result.breaches:
        ways = found.setdefault(breach.rule.code, [])
        ways += [(way.code, {**way.numbers}) for way in breach.ways]
    return found
