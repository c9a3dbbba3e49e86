"""A large budget recalculated: 40 partners, 12 work packages, 5 years, six categories."""

import random
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from bench.table import Table
from samverka.budgets import Budget, Cost, CostRules, Financing, Partner, Result

PARTNERS, PACKAGES, YEARS, ROUNDS = 40, 12, 5, 30
CATEGORIES = ("staff", "subcontracting", "travel", "equipment", "goods", "other")
COLUMNS = ("what", "lines", "median ms", "p95 ms", "× baseline", "goal ms")
DIMENSIONS = ("partner", "category", "work_package", "year")
Row = tuple[str, str, str, int, Decimal]


def run() -> Table:
    """In this process, one thread."""
    rows = drawn()
    lines = costs(rows)
    whole = budget(lines)
    agree(rows, whole)
    tables = filled(rows)
    measured: dict[str, Callable[[], object]] = {
        "plain Decimal sums, four totals": lambda: plain(rows),
        "SQLite, four totals in whole cents": lambda: grouped(tables),
        "ours: totals, flat rates, rules, breaches": lambda: under(whole),
        "the same, and every cell as a Decimal": lambda: under(whole).cells,
        "the same, and every line made and checked anew": lambda: under(budget(costs(rows))).cells,
    }
    took = {what: times(work) for what, work in measured.items()}
    baseline = statistics.median(next(iter(took.values())))
    table = []
    for what, one in took.items():
        share = f"{statistics.median(one) / baseline:.2f}"
        figures = (f"{statistics.median(one):.1f}", f"{percentile(one):.1f}")
        goal = "50" if what.startswith("ours") else ""
        share = "baseline" if what.startswith("plain") else share
        table.append([what, f"{len(rows):,}", *figures, share, goal])
    return Table("budgets", HOW, COLUMNS, table)


HOW = (
    f"{PARTNERS} partners × {PACKAGES} work packages × {YEARS} years × {len(CATEGORIES)}"
    " categories, every cell filled with an amount drawn with a fixed seed, and one grant for each"
    " partner, under the rules of Horizon Europe: the flat rate adds as many cells as there are"
    f" partners, packages and years. {ROUNDS} times, one thread. The baselines add the same lines"
    " up by partner, category, work package and year, with neither rules nor flat rates nor"
    " checks; their totals are compared with ours before anything is measured."
)


def drawn() -> list[Row]:
    dice = random.Random(6)
    return [
        (f"p{partner:02}", category, f"wp{package}", 2027 + year, cents(dice))
        for partner in range(PARTNERS)
        for package in range(PACKAGES)
        for year in range(YEARS)
        for category in CATEGORIES
    ]


def cents(dice: random.Random) -> Decimal:
    return Decimal(dice.randrange(10**7)).scaleb(-2)


def costs(rows: list[Row]) -> list[Cost]:
    return [
        Cost(partner, category, amount, package, year)
        for partner, category, package, year, amount in rows
    ]


def budget(lines: list[Cost]) -> Budget:
    partners = [Partner(f"p{number:02}") for number in range(PARTNERS)]
    grants = [Financing(one.id, "grant", Decimal(500_000)) for one in partners]
    return Budget(partners=partners, costs=lines, financing=grants)


def under(whole: Budget) -> Result:
    return whole.under(CostRules.named("horizon-2021"))


def plain(rows: list[Row]) -> list[dict[object, Decimal]]:
    totals: list[dict[object, Decimal]] = [defaultdict(Decimal) for _ in DIMENSIONS]
    for *keys, amount in rows:
        for total, key in zip(totals, keys, strict=True):
            total[key] += amount
    return totals


def filled(rows: list[Row]) -> sqlite3.Connection:
    tables = sqlite3.connect(":memory:")
    tables.execute(f"create table cost ({', '.join(DIMENSIONS)}, cents integer)")
    tables.executemany(
        "insert into cost values (?, ?, ?, ?, ?)",
        [(*keys, int(amount * 100)) for *keys, amount in rows],
    )
    return tables


def grouped(tables: sqlite3.Connection) -> list[list[tuple[object, int]]]:
    return [
        tables.execute(f"select {one}, sum(cents) from cost group by {one}").fetchall()
        for one in DIMENSIONS
    ]


def agree(rows: list[Row], whole: Budget) -> None:
    """Without the flat rate, which the baselines do not have."""
    partners, categories, *_ = plain(rows)
    result = under(whole)
    assert {one: result.by_category[one] for one in CATEGORIES} == categories
    flat = {one: result.by_partner_and_category[one, "indirect"] for one in result.by_partner}
    assert {one: result.by_partner[one] - flat[one] for one in flat} == partners


def times(work: Callable[[], object]) -> list[float]:
    work()
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return took


def percentile(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]
