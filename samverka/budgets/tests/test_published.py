"""What funders have published, to the cent."""

from datetime import date
from decimal import Decimal

import pytest

from samverka.budgets import (
    Aid,
    Budget,
    Cost,
    CostRules,
    Financing,
    Partner,
    Rate,
    Result,
    RulesError,
)
from samverka.budgets.rules import DATA
from samverka.budgets.tests.short import ways_of

# Hour, with 15 and with 40 per cent: unit costs of ESF+ for the whole country.
ESF = [
    ("project_leader_large", "646.00", "742.90", "904.40"),
    ("project_leader", "592.00", "680.80", "828.80"),
    ("project_worker", "482.00", "554.30", "674.80"),
    ("economist", "579.00", "665.85", "810.60"),
    ("administrator", "441.00", "507.15", "617.40"),
]


@pytest.mark.parametrize(("unit", "hour", "with_15", "with_40"), ESF)
def test_an_hour_of_the_social_fund(unit: str, hour: str, with_15: str, with_40: str) -> None:
    cost = Cost("a", "staff", mode="hours", quantity=Decimal(1), unit=unit)
    budget = Budget(partners=[Partner("a")], costs=[cost])
    totals = {}
    for name in ("esf-2021-occupation-15", "esf-2021-function-40"):
        result = budget.under(CostRules.named(name))
        totals[name] = (str(result.by_category["staff"]), str(result.total))
    assert totals == {
        "esf-2021-occupation-15": (hour, with_15),
        "esf-2021-function-40": (hour, with_40),
    }


@pytest.mark.parametrize(
    ("area", "own"),
    [("A", 46_000), ("A-norra-mellansverige", 40_000), ("C", 0), ("D", 55_000), ("E", 5_000)],
)
def test_co_financing_is_exact_in_each_area(area: str, own: int) -> None:
    def breaches(own: Decimal) -> list[tuple[str, Decimal]]:
        pays = [Financing("a", "own_cash", own), Financing("a", "grant", 100_000 - own)]
        costs = [Cost("a", "participants", Decimal(100_000))]
        budget = Budget(partners=[Partner("a")], costs=costs, financing=pays)
        result = budget.under(CostRules.named("esf-2021-function-40", area=area))
        return [(one.rule.code, one.amount) for one in result.breaches]

    off = [("co-financing", Decimal("0.01"))]
    assert breaches(Decimal(own)) == []
    assert breaches(own + Decimal("0.01")) == off


def test_ways_to_the_exact_share() -> None:
    pays = [
        Financing("a", "participants_pay", Decimal(4_000)),
        Financing("a", "grant", Decimal(96_000)),
    ]
    costs = [Cost("a", "participants", Decimal(100_000))]
    budget = Budget(partners=[Partner("a")], costs=costs, financing=pays)
    result = budget.under(CostRules.named("esf-2021-function-40", area="E"))
    assert ways_of(result) == {
        "co-financing": [
            ("swap", {"by": 1_000, "to": 95_000}),
            ("lower_costs_to", {"by": 20_000, "to": 80_000, "grant": 76_000}),
        ]
    }


def test_nothing_besides_forty_per_cent() -> None:
    costs = [
        Cost("a", "staff", mode="hours", quantity=Decimal(10), unit="project_worker"),
        Cost("a", "staff", mode="hours", quantity=Decimal(10), unit_cost=Decimal(400)),
        Cost("a", "travel", Decimal(500)),
        Cost("a", "other", Decimal(70)),
    ]
    pays = [Financing("a", "grant", Decimal("12888"))]
    result = Budget(partners=[Partner("a")], costs=costs, financing=pays).under(
        CostRules.named("esf-2021-function-40")
    )
    assert result.unanswered == ("area",)
    assert ways_of(result) == {
        "unit-costs": [
            ("use_unit", {"to": 646}),
            ("use_unit", {"to": 592}),
            ("use_unit", {"to": 482}),
        ],
        "other": [("remove", {"amount": 70})],
        "nothing-besides": [("remove", {"amount": 500}), ("other_rules", {})],
        "balance": [
            ("add_own", {"by": 30}),
            ("raise_grant", {"by": 30, "to": 12_918}),
            ("lower_costs", {"by": 30, "to": 12_888}),
        ],
    }


def regional(hours: int, cash: int, grant: int, goods: int) -> Result:
    costs = [
        Cost("a", "work", mode="hours", quantity=Decimal(hours), contributed=True),
        Cost("b", "materials", Decimal(goods)),
    ]
    pays = [
        Financing("b", "grant", Decimal(grant)),
        Financing("b", "own_cash", Decimal(cash)),
    ]
    budget = Budget(partners=[Partner("a"), Partner("b")], costs=costs, financing=pays)
    return budget.under(CostRules.named("regional-social-innovation"))


def test_the_regions_own_call_lacks_hours_and_each_way_out_mends_it() -> None:
    result = regional(hours=100, cash=5_000, grant=50_000, goods=55_000)
    [breach] = result.breaches
    stood = [str(one) for one in (breach.stands, breach.limit, breach.amount)]
    assert stood == ["38000.00", "50000.00", "12000.00"]
    assert {place.financing for place in breach.where} == {"own_cash", "own_in_kind"}
    assert ways_of(result) == {
        "own-share": [
            ("add_hours", {"hours": 37, "value": 330, "amount": 12_210}),
            ("add_own", {"by": 12_000}),
            ("lower_grant", {"by": 12_000, "to": 38_000}),
        ]
    }
    assert regional(hours=137, cash=5_000, grant=50_000, goods=55_000).breaches == ()
    assert regional(hours=100, cash=17_000, grant=50_000, goods=67_000).breaches == ()
    assert regional(hours=100, cash=5_000, grant=38_000, goods=43_000).breaches == ()


def test_the_regions_grant_has_a_least_and_a_most() -> None:
    low = regional(hours=100, cash=0, grant=19_999, goods=19_999)
    high = regional(hours=200, cash=0, grant=50_001, goods=50_001)
    assert ways_of(low) == {"grant": [("raise_grant", {"by": 1, "to": 20_000})]}
    assert ways_of(high) == {
        "grant": [
            ("lower_grant", {"by": 1, "to": 50_000}),
            ("swap", {"by": 1, "to": 50_000}),
        ]
    }


def test_horizon_leaves_out_what_has_no_overheads_or_has_them_already() -> None:
    costs = [
        Cost("a", "staff", Decimal(400_000)),
        Cost("a", "subcontracting", Decimal(50_000)),
        Cost("a", "third_parties", Decimal(60_000)),
        Cost("a", "other", Decimal(30_000), mode="lump", contains_indirect=True),
        Cost("a", "travel", Decimal("0.02")),
    ]
    pays = [Financing("a", "grant", Decimal("640000.03"))]
    result = Budget(partners=[Partner("a")], costs=costs, financing=pays).under(
        CostRules.named("horizon-2021")
    )
    assert result.by_category["indirect"] == Decimal("100000.01")
    assert [(one.rule.code, one.stands) for one in result.duties] == [
        ("certificate", Decimal("640000.03"))
    ]
    assert result.breaches == ()


def test_shares_by_kind_and_size_and_the_cap_on_overheads() -> None:
    partners = [Partner("s", "company", "small"), Partner("l", "company", "large"), Partner("u")]
    costs = [Cost(one.id, "staff", Decimal(100)) for one in partners]
    costs += [Cost("u", "indirect", Decimal("30.01"))]
    pays = [
        Financing("s", "grant", Decimal("80.01")),
        Financing("l", "grant", Decimal(65)),
        Financing("u", "grant", Decimal("130.01")),
    ]
    budget = Budget(partners=partners, costs=costs, financing=pays)
    result = budget.under(CostRules.named("vinnova", activity="industrial-bonus"))
    found = {one.rule.code: (one.where[0].partner, one.amount) for one in result.breaches}
    assert found == {
        "indirect": ("u", Decimal("0.01")),
        "share": ("s", Decimal("0.01")),
        "balance": ("l", Decimal("54.99")),
    }
    assert ways_of(result)["indirect"][1] == (
        "raise_base",
        {"by": Decimal("0.04"), "to": Decimal("100.04")},
    )


def test_lump_sums_and_who_must_take_part() -> None:
    budget = Budget(
        partners=[Partner("a", country="SE"), Partner("b", country="SE")],
        costs=[Cost("a", "work", Decimal(200_000), mode="lump")],
        financing=[Financing("a", "grant", Decimal(200_000))],
    )
    assert ways_of(budget.under(CostRules.named("erasmus-cooperation"))) == {
        "lump-sums": [
            ("lower_grant", {"by": 80_000, "to": 120_000}),
            ("raise_grant", {"by": 50_000, "to": 250_000}),
        ],
        "consortium": [("add_countries", {"by": 2}), ("add_partners", {"by": 1})],
    }


def test_de_minimis_counts_three_rolling_years_of_one_undertaking() -> None:
    mother = Partner("mother", undertaking="group", aid=(Aid(Decimal(200_000), date(2024, 5, 1)),))
    daughter = Partner(
        "daughter",
        undertaking="group",
        de_minimis=True,
        aid=(
            Aid(Decimal(550_000), date(2025, 2, 1), "SEK"),
            Aid(Decimal(90_000), date(2023, 11, 26)),
        ),
    )
    rates = [
        Rate("EUR", date(2025, 1, 1), Decimal(11)),
        Rate("EUR", date(2026, 1, 1), Decimal(10)),
    ]

    def over(on: date) -> Decimal | None:
        budget = Budget(
            partners=[mother, daughter],
            costs=[Cost("daughter", "staff", Decimal(600_000))],
            financing=[Financing("daughter", "grant", Decimal(600_000))],
            rates=rates,
            on=on,
        )
        result = budget.under(CostRules.named("vinnova"))
        breaches = [one for one in result.breaches if one.rule.code == "de-minimis"]
        return breaches[0].amount if breaches else None

    # 200,000 + 550,000 / 11 + 600,000 / 10 euros; the 90,000 fell out of the years that day.
    assert over(date(2026, 11, 26)) == 10_000
    assert over(date(2026, 11, 25)) == 100_000
    assert over(date(2027, 5, 1)) is None


@pytest.mark.parametrize("name", CostRules.names())
def test_every_rule_says_where_it_stands_in_both_languages(name: str) -> None:
    rules = CostRules.named(name)
    titles = [rules.titles]
    titles += [one.titles for one in rules.categories]
    titles += [one.titles for one in rules.rules]
    assert all(set(one) == {"sv", "en"} and all(one.values()) for one in titles)
    assert all(rule.source and rule.read_on.year == 2026 for rule in rules.rules)
    assert Budget(partners=[]).under(rules).unverified == rules.unverified


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("balance", {}),
        ("../rules", {}),
        ("nobody", {}),
        ("vinnova", {"activity": "dance"}),
        ("vinnova", {"area": "E"}),
        ("cpr-other-40", {"rate": "41"}),
        ("cpr-other-40", {"rate": "NaN"}),
    ],
)
def test_rules_that_cannot_be(name: str, chosen: dict[str, str]) -> None:
    with pytest.raises(RulesError):
        CostRules.named(name, **chosen)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "cap"', 'kind = "cup"'),
        ("rate = 30", "rate = 0.3"),
        ("rate = 30", "speed = 30"),
        ('base = ["staff"]', 'base = ["stuff"]'),
        ('code = "share"', 'code = "indirect"'),
        ("[categories]", "[categories"),
        ('currency = "SEK"', ""),
    ],
)
def test_a_file_of_rules_that_cannot_be_read_says_so(old: str, new: str) -> None:
    text = (DATA / "vinnova.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(RulesError, match="mine: "):
        CostRules.read("mine", text.replace(old, new, 1))
