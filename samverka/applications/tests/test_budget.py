"""The budget of an application: counted, told, changed by one and by two, locked."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samverka.applications.actions import budget as actions
from samverka.applications.actions import costs
from samverka.applications.budgeting.counting import BudgetState, budget_state, counted
from samverka.applications.budgeting.sentences import said_of
from samverka.applications.budgeting.story import story_of
from samverka.applications.budgeting.tables import sheet_of
from samverka.applications.models import Budget, CostLine, EarlierAid, May, Place, Share
from samverka.applications.tests.budget_story import (
    REGIONAL,
    facts,
    first_cost,
    garden,
    member,
    with_rules,
)
from samverka.applications.tests.story import begun
from samverka.cast import Cast
from samverka.common.refusal import Outdated, Refused

NB = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    return text.replace(NB, " ")


def words(answer: object) -> str:
    content = answer.content.decode()  # type: ignore[attr-defined]
    return plain(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content)))


def said(budget: Budget) -> list[tuple[str, str, list[str]]]:
    whole = counted(budget)
    return [
        (one.title, plain(one.sentence), [plain(way) for way in one.ways])
        for one in said_of(whole, whole.result.breaches, "breach")
    ]


def test_the_garden_lacks_a_contribution_in_both_languages(cast: Cast) -> None:
    budget = garden(cast)
    with translation.override("sv"):
        assert said(budget) == [
            (
                "Egen insats ska vara minst lika stor som bidraget.",
                "Ni ska lägga in minst 50 000 kronor och lägger in 38 000 kronor."
                " Det saknas 12 000 kronor.",
                [
                    "lägg till 37 ideella timmar",
                    "låt en part lägga in 12 000 kronor mer",
                    "sök 38 000 kronor och sänk kostnaderna med samma 12 000 kronor",
                ],
            )
        ]
    with translation.override("en"):
        assert said(budget)[0][2][0] == "add 37 voluntary hours"
    assert budget_state(budget.application) == BudgetState(True, False, 1)


def test_the_table_is_that_of_the_page(cast: Cast) -> None:
    whole = counted(garden(cast))
    with translation.override("en"):
        sheet = sheet_of(whole, "partner", said_of(whole, whole.result.breaches, "breach"))
    rows = [*sheet.costs, sheet.cost_sum, *sheet.financing, sheet.financing_sum]
    told = [
        (row.title, [plain(one) for one in row.amounts], plain(row.total), row.marks)
        for row in rows
        if row
    ]
    mark = ["breach-1"]
    assert told == [
        ("Hours of work", ["16,500", "9,900", "6,600"], "33,000", []),
        ("Materials", ["14,000", "16,500", "0"], "30,500", []),
        ("Services", ["6,000", "4,500", "8,000"], "18,500", []),
        ("Following up", ["0", "0", "6,000"], "6,000", []),
        ("Costs", ["36,500", "30,900", "20,600"], "88,000", []),
        ("Grant applied for", ["20,000", "16,000", "14,000"], "50,000", []),
        ("Own contribution in money", ["0", "5,000", "0"], "5,000", mark),
        ("Own contribution in work and things", ["16,500", "9,900", "6,600"], "33,000", mark),
        ("Financing", ["36,500", "30,900", "20,600"], "88,000", []),
    ]


def test_the_page_links_the_row_to_the_notice(cast: Cast, client: Client) -> None:
    budget = garden(cast)
    client.force_login(cast.amina)
    page = client.get(f"/en/applications/{budget.application_id}/budget/").content.decode()
    assert 'class="breach" aria-describedby="breach-1"' in page
    assert 'href="#breach-1"' in page
    assert 'id="breach-1"' in page
    for by in ("work_package", "year", "nonsense"):
        answer = client.get(f"/en/applications/{budget.application_id}/budget/?by={by}")
        assert "88,000" in words(answer)


def test_every_page_costs_the_same_for_more_rows(cast: Cast, client: Client) -> None:
    budget = with_rules(cast)
    one = member(budget.application, 0)
    costs.add_cost(
        budget=budget, member=one, facts=facts("materials", amount=Decimal(1)), by=cast.amina
    )
    aid = {"amount": Decimal(1), "currency": "SEK", "on": date(2026, 1, 1), "giver": ""}
    costs.add_aid(budget=budget, member=one, facts=aid, by=cast.amina)
    client.force_login(cast.amina)
    start = f"/en/applications/{budget.application_id}/budget/"
    pages = [start, f"{start}partners/{one.pk}/", f"{start}history/", f"{start}budget.xlsx"]

    def numbers() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        return found

    numbers()
    before = numbers()
    for number in range(3):
        two = member(budget.application, number)
        for _more in range(2):
            costs.add_cost(budget=budget, member=two, facts=facts("work", hours=2), by=cast.amina)
        costs.add_aid(budget=budget, member=two, facts=aid, by=cast.amina)
    assert numbers() == before


def test_typed_in_swedish_and_in_english(cast: Cast, client: Client) -> None:
    budget = with_rules(cast)
    one = member(budget.application, 0)
    client.force_login(cast.amina)
    address = f"/en/applications/{budget.application_id}/budget/partners/{one.pk}/costs/actual/"
    for said in ("12 000,50", "12,000.50 kr"):
        told = {"what": "Soil", "category": "materials", "amount": said, "year": ""}
        assert client.post(address, told).status_code == 302
    assert list(budget.costs.values_list("amount", flat=True)) == [Decimal("12000.50")] * 2


@pytest.mark.parametrize(
    ("mode", "told", "sentence"),
    [
        ("actual", {"amount": "-5"}, "It cannot be less than zero"),
        ("actual", {"amount": "−5 kr"}, "It cannot be less than zero"),
        ("actual", {"amount": "1" + "0" * 15}, "This is more than any budget holds"),
        ("actual", {"amount": "NaN"}, "Write a number"),
        ("actual", {"amount": "12e3"}, "Write a number"),
        ("actual", {"amount": ""}, "Write the amount."),
        ("actual", {"amount": "5", "category": "parties"}, "Select a valid choice"),
        ("actual", {"amount": "5", "year": "1"}, "Select a valid choice"),
        ("hours", {"quantity": "-3"}, "It cannot be less than zero"),
        ("hours", {}, "Write how many."),
        ("unit", {"quantity": "2"}, "Write what one costs."),
        ("unit", {"quantity": "9" * 11, "unit_cost": "9" * 11}, "Together this is more than"),
    ],
)
def test_odd_input_is_told_at_the_cell_and_kept(
    cast: Cast, client: Client, mode: str, told: dict[str, str], sentence: str
) -> None:
    budget = with_rules(cast)
    one = member(budget.application, 0)
    client.force_login(cast.amina)
    address = f"/en/applications/{budget.application_id}/budget/partners/{one.pk}/costs/{mode}/"
    told = {"what": "Soil & seeds", "category": "materials", **told}
    answer = client.post(address, told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="Soil &amp; seeds"' in page
    assert f'value="{told.get("amount", "")}"' in page
    assert not budget.costs.exists()


def test_two_in_one_cell(cast: Cast, client: Client) -> None:
    budget = garden(cast)
    line = first_cost(budget, "materials")
    address = f"/en/applications/{budget.application_id}/budget/costs/{line.pk}/"
    client.force_login(cast.amina)
    changed = facts("materials", amount=Decimal(15_000))
    costs.change_cost(line=line, facts=changed, seen=line.version, by=cast.amina)
    told = {"what": "Seeds", "category": "materials", "amount": "16 000", "seen": line.version}

    answer = client.post(address, told)

    assert answer.status_code == 422
    assert "Somebody else changed this while you were writing" in words(answer)
    assert "What stands there now What it is for Materials Amount 15,000" in words(answer)
    assert 'value="16 000"' in answer.content.decode()
    assert client.post(address, told | {"seen": line.version + 1}).status_code == 302
    line.refresh_from_db()
    assert (line.amount, line.what) == (Decimal(16_000), "Seeds")


def test_one_takes_away_what_the_other_changes(cast: Cast, client: Client) -> None:
    budget = garden(cast)
    line = first_cost(budget, "materials")
    start = f"/en/applications/{budget.application_id}/budget/"
    address = f"{start}costs/{line.pk}/"
    client.force_login(cast.amina)
    assert client.post(f"{address}remove/").status_code == 302
    told = {"what": "Seeds", "category": "materials", "amount": "16 000", "seen": "1"}
    assert client.post(address, told).status_code == 404
    answer = client.post(address, told | {"whose": line.member_id, "how": "actual"})
    assert answer.status_code == 422
    assert "Somebody has taken this cost away. Save to add it again." in words(answer)
    assert f'action="{start}partners/{line.member_id}/costs/actual/"' in answer.content.decode()
    assert 'value="16 000"' in answer.content.decode()


def test_financing_of_one_partner_by_two(cast: Cast, client: Client) -> None:
    budget = garden(cast)
    one = member(budget.application, 0)
    address = f"/en/applications/{budget.application_id}/budget/partners/{one.pk}/financing/"
    client.force_login(cast.amina)
    told = {"grant": "20 000", "own_cash": "12 000", "seen": "1"}
    assert client.post(address, told | {"own_cash": "1"}).status_code == 302
    answer = client.post(address, told)
    assert answer.status_code == 422
    assert "What stands there now Own contribution in money 1" in words(answer)
    assert client.post(address, told | {"seen": "2"}).status_code == 302
    assert Share.objects.get(member=one).own_cash == 12_000


def test_a_locked_budget_is_not_changed_and_only_the_lead_opens_it(
    cast: Cast, client: Client
) -> None:
    budget = garden(cast)
    other = member(budget.application, 1)
    Place.objects.create(member=other, person=cast.rut, may=May.WRITE)
    line = first_cost(budget, "materials")
    actions.lock_budget(budget=budget, by=cast.amina)
    actions.lock_budget(budget=budget, by=cast.amina)
    assert budget_state(budget.application).locked
    for attempt in (
        lambda: costs.remove_cost(line=line, by=cast.rut),
        lambda: costs.change_share(budget=budget, member=other, facts={}, seen=1, by=cast.rut),
        lambda: actions.unlock_budget(budget=budget, by=cast.rut),
    ):
        with pytest.raises(Refused):
            attempt()
    client.force_login(cast.rut)
    start = f"/en/applications/{budget.application_id}/budget/"
    assert client.post(f"{start}unlock/").status_code == 404
    answer = client.post(f"{start}costs/{line.pk}/remove/", follow=True)
    assert "The budget is locked. Ask the lead partner to open it again." in words(answer)
    actions.unlock_budget(budget=budget, by=cast.amina)
    costs.remove_cost(line=line, by=cast.rut)
    with translation.override("en"):
        told = [plain(one.sentence) for one in story_of(budget)][:3]
    assert told == [
        f"{cast.rut} took away SEK 14,000 from Föreningen Grönskan: Materials.",
        f"{cast.amina} opened the budget again.",
        f"{cast.amina} locked the budget.",
    ]


def test_who_only_reads_changes_nothing(cast: Cast) -> None:
    budget = garden(cast)
    with pytest.raises(Refused):
        costs.remove_cost(line=first_cost(budget, "materials"), by=cast.elsa)
    with pytest.raises(Refused):
        actions.lock_budget(budget=budget, by=cast.elsa)


def test_other_rules_lose_nothing(cast: Cast, client: Client) -> None:
    budget = garden(cast)
    client.force_login(cast.amina)
    start = f"/en/applications/{budget.application_id}/budget/"
    told = {"rules": "esf-2021-function-40", "seen": budget.version}
    assert client.post(f"{start}choose/", told).status_code == 302
    answer = client.get(start)
    assert "These costs are not counted." in words(answer)
    assert "Some rules cannot be tried before you have said: Programme area." in words(answer)
    assert budget.costs.count() == 9
    answer = client.post(f"{start}choose/", told)
    assert answer.status_code == 422
    assert "The rules are now: ESF+ in Sweden: function and 40 %." in words(answer)
    budget.refresh_from_db()
    told = {"rules": "esf-2021-function-40", "choice_area": "E", "seen": budget.version}
    assert client.post(f"{start}choose/", told).status_code == 302
    budget.refresh_from_db()
    assert budget.chosen == {"area": "E"}
    with pytest.raises(Outdated):
        actions.choose_rules(
            application=budget.application,
            rules=REGIONAL,
            chosen={},
            decided_on=None,
            by=cast.amina,
            seen=1,
        )


def test_the_page_of_the_rules_says_what_is_not_verified(cast: Cast, client: Client) -> None:
    budget = with_rules(cast, "esf-2021-function-40", area="E")
    client.force_login(cast.amina)
    answer = client.get(f"/en/applications/{budget.application_id}/budget/rules/")
    assert words(answer).count("Not verified") == len(counted(budget).result.unverified)
    assert "Regulation (EU) 2021/1060, Article 56" in words(answer)


def test_de_minimis_needs_a_rate_and_then_counts_three_years(cast: Cast, client: Client) -> None:
    budget = with_rules(cast, "vinnova", activity="feasibility")
    one = member(budget.application, 0)
    client.force_login(cast.amina)
    start = f"/en/applications/{budget.application_id}/budget/"
    at = f"{start}partners/{one.pk}/"
    told = {"kind": "non_profit", "country": "se", "de_minimis": "on", "seen": "0"}
    assert client.post(f"{at}terms/", told).status_code == 302
    aid = {"amount": "3 000 000", "currency": "sek", "on": "2026-02-01", "giver": "Vinnova"}
    assert client.post(f"{at}aid/", aid | {"on": "2999-01-01"}).status_code == 422
    assert client.post(f"{at}aid/", aid).status_code == 302
    assert client.post(f"{at}financing/", {"grant": "1 000", "seen": "1"}).status_code == 302
    assert "before you have written what a euro was worth" in words(client.get(start))
    rate = {"currency": "eur", "value": "9,5", "on": "2026-01-02"}
    assert client.post(f"{start}rates/", rate | {"value": "0"}).status_code == 422
    assert client.post(f"{start}rates/", rate).status_code == 302
    assert "EUR 315,894.73 and may be EUR 300,000 at most" in words(client.get(start))
    [row] = EarlierAid.objects.all()
    assert client.post(f"{start}aid/{row.pk}/remove/").status_code == 302
    assert client.post(f"{start}rates/{budget.rates.get().pk}/remove/").status_code == 302
    assert [one.rule.code for one in counted(budget).result.breaches] == ["share", "balance"]


def test_before_the_rules_are_chosen_there_is_a_next_step(cast: Cast, client: Client) -> None:
    application = begun(cast)
    client.force_login(cast.amina)
    start = f"/en/applications/{application.pk}/budget/"
    assert "Choose the rules" in words(client.get(start))
    assert budget_state(application) == BudgetState()
    assert client.get(f"{start}rules/").status_code == 404
    answer = client.post(f"{start}choose/", {"rules": "none of them"})
    assert answer.status_code == 422
    assert client.get(f"{start}choose/").status_code == 200


def test_lines_are_as_the_library_counts_them(cast: Cast) -> None:
    budget = with_rules(cast, "esf-2021-function-40", area="E")
    one = member(budget.application, 0)
    told = {"category": "staff", "what": "Leads", "mode": "hours", "unit": "project_leader"}
    costs.add_cost(budget=budget, member=one, facts=told | {"quantity": Decimal(1)}, by=cast.amina)
    assert counted(budget).result.total == Decimal("828.80")
    assert not CostLine.objects.exclude(budget=budget).exists()
