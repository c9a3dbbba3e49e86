"""The budget as a spreadsheet: the sums of the page as formulas, and back in after a look."""

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from samverka.applications.actions import costs
from samverka.applications.budgeting.counting import counted
from samverka.applications.budgeting.workbook import workbook_of
from samverka.applications.models import Budget
from samverka.applications.tests.budget_story import facts, first_cost, garden, member, with_rules
from samverka.cast import Cast
from samverka.common.amounts import amount_in, shown
from samverka.common.refusal import Refused
from samverka.partnership.models import Import

OFFICE = shutil.which("soffice")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12 000,50", "12000.50"),
        ("12,000.50", "12000.50"),
        ("12.000,50 kr", "12000.50"),
        ("12\N{NO-BREAK SPACE}000 kronor", "12000"),
        ("12,000", "12000"),
        ("1,234,567", "1234567"),
        ("330,5", "330.5"),
        ("€ 5", "5"),
        ("SEK 5", "5"),
        ("5:-", "5"),
        (",5", "0.5"),
        ("0", "0"),
        ("7 timmar", "7"),
    ],
)
def test_amounts_as_people_write_them(said: str, number: str) -> None:
    assert amount_in(said) == Decimal(number)


@pytest.mark.parametrize(
    "said",
    ["", "-1", "1-", "−1", "nan", "inf", "1e5", "1,2,3", "1.234,567", "12,0000", "kr", "5 5x", "٣"],
)
def test_amounts_that_cannot_be(said: str) -> None:
    with pytest.raises(Refused):
        amount_in(said)


def test_a_number_of_a_table_with_three_decimals_is_not_taken_for_thousands() -> None:
    with pytest.raises(Refused):
        amount_in("1.005", from_table=True)


@given(st.text())
def test_any_text_is_an_amount_or_a_sentence(said: str) -> None:
    try:
        assert 0 <= amount_in(said) < 10**12
    except Refused as reason:
        assert str(reason)  # noqa: PT017


@given(st.decimals(min_value=0, max_value=10**11, places=2, allow_nan=False))
def test_what_is_shown_is_read_as_the_same(amount: Decimal) -> None:
    assert amount_in(shown(amount)) == amount


def awkward(cast: Cast) -> Budget:
    """Halves of a cent, flat rates with exclusions, another currency, a name with signs in it."""
    budget = with_rules(cast, "horizon-2021")
    budget.rates.create(currency="SEK", on="2026-01-02", value=Decimal("0.089347"))
    for number in range(2):
        one = member(budget.application, number)
        for told in (
            facts("staff", mode="hours", quantity=Decimal("1.35"), unit_cost=Decimal("330.70")),
            facts("staff", amount=Decimal("0.02"), year=2027, work_package="=1+1"),
            facts("travel", amount=Decimal("10.10"), currency="SEK", work_package="2"),
            facts("other", mode="lump", amount=Decimal("99.99"), contains_indirect=True),
            facts("subcontracting", amount=Decimal("12345678.91")),
        ):
            costs.add_cost(budget=budget, member=one, facts=told, by=cast.amina)
        paid = {"grant": Decimal("500.01"), "own_in_kind": Decimal("0.49")}
        costs.change_share(budget=budget, member=one, facts=paid, seen=0, by=cast.amina)
    return budget


def recalculated(content: bytes, folder: Path) -> dict[str, list[list[Any]]]:
    """Every sheet after LibreOffice has opened the file and counted it again."""
    assert OFFICE
    (folder / "budget.xlsx").write_bytes(content)
    command = [OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "budget.xlsx")], check=True, capture_output=True)
    made = folder / "out" / "budget.xlsx"
    if not made.exists():
        pytest.skip("LibreOffice is here, without the part that reads spreadsheets")
    book = load_workbook(made, data_only=True)
    return {one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in book}


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not here")
@pytest.mark.parametrize("story", [garden, awkward])
def test_an_office_program_comes_to_the_same_sums(cast: Cast, tmp_path: Path, story: Any) -> None:
    budget = story(cast)
    result = counted(budget).result
    sheets = recalculated(workbook_of(counted(budget)), tmp_path)
    rows = {row[0]: row[1:] for row in sheets["Budget"] if row[0]}

    def cents(cells: list[Any]) -> list[Decimal]:
        return [round(Decimal(repr(cell)), 2) for cell in cells]

    assert cents(rows["Kostnader"]) == [*result.by_partner.values(), result.total]
    assert cents(rows["Finansiering"])[-1] == result.financed + result.revenue
    assert cents(rows["Saknas"])[-1] == result.gap
    flat = {str(line[0]): line[-1] for line in sheets["Budget"]}
    if "E. Indirekta kostnader" in flat:
        assert cents([flat["E. Indirekta kostnader"]]) == [result.by_category["indirect"]]


def test_the_formulas_are_live_and_nothing_that_people_wrote_is_run(cast: Cast) -> None:
    book = load_workbook(io.BytesIO(workbook_of(counted(awkward(cast)))))
    costs_sheet, sums = book.worksheets[0], book.worksheets[1]
    packages = [cell.value for cell in costs_sheet["F"]]
    assert "'=1+1" in packages
    assert str(sums["B2"].value).startswith("=ROUND(SUMPRODUCT(")
    assert book.active.title == sums.title


def sent(client: Client, start: str, content: bytes, name: str = "b.xlsx") -> Any:
    return client.post(f"{start}import/", {"file": SimpleUploadedFile(name, content)})


@pytest.mark.slow
def test_a_spreadsheet_comes_back_with_what_has_changed(cast: Cast, client: Client) -> None:
    budget = garden(cast)
    client.force_login(cast.amina)
    start = f"/sv/applications/{budget.application_id}/budget/"
    content = client.get(f"{start}budget.xlsx").content
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    line = first_cost(budget, "materials")
    sheet.cell(rows[line.pk], places["Belopp"], 15000.5)
    new = max(row for key, row in rows.items() if key) + 1
    told = {"Part": "ABF Örebro län", "Kategori": "Resor", "Vad det är till": "Buss", "Belopp": 7}
    told["Part"] = member(budget.application, 2).organisation.name
    for name, value in told.items():
        sheet.cell(new, places[name], value)
    out = io.BytesIO()
    book.save(out)

    answer = sent(client, start, out.getvalue())

    kept = Import.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"{start}import/{kept.pk}/"
    page = client.get(answer["Location"])
    plan = page.context["plan"]
    assert plan.numbers == {"same": 8, "changed": 1, "new": 1}
    assert plan.of("changed")[0].told == [
        ("amount", "14\N{NO-BREAK SPACE}000", "15\N{NO-BREAK SPACE}000,50")
    ]
    assert budget.costs.count() == 9
    assert client.post(answer["Location"], {"seen": "other"}).status_code == 422
    assert client.post(answer["Location"], {"seen": plan.mark}).status_code == 302
    line.refresh_from_db()
    assert (line.amount, line.version) == (Decimal("15000.50"), 2)
    assert budget.costs.latest("pk").what == "Buss"
    assert client.post(answer["Location"], {"seen": plan.mark}).status_code == 422


def test_the_same_file_changes_nothing_under_any_rules(cast: Cast, client: Client) -> None:
    budget = with_rules(cast, "esf-2021-function-40", area="E")
    one = member(budget.application, 0)
    told = {"category": "staff", "what": "Leads", "mode": "hours", "unit": "project_leader"}
    costs.add_cost(
        budget=budget, member=one, facts=told | {"quantity": Decimal("1.5")}, by=cast.amina
    )
    client.force_login(cast.amina)
    start = f"/sv/applications/{budget.application_id}/budget/"
    answer = sent(client, start, client.get(f"{start}budget.xlsx").content)
    assert client.get(answer["Location"]).context["plan"].numbers == {"same": 1}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 broken", "går inte att läsa"),
        (b"name;amount\nA;5\n", "saknas"),
        (b"\x00\x01", "går inte att läsa"),
    ],
)
def test_a_malformed_file_says_what_to_do(
    cast: Cast, client: Client, content: bytes, sentence: str
) -> None:
    budget = garden(cast)
    client.force_login(cast.amina)
    answer = sent(client, f"/sv/applications/{budget.application_id}/budget/", content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_wrong_rows_are_named_and_left_out(cast: Cast, client: Client) -> None:
    budget = garden(cast)
    client.force_login(cast.amina)
    start = f"/sv/applications/{budget.application_id}/budget/"
    lines = [
        "id;partner;category;what;quantity;unit_cost;amount",
        "99999;;;Soil;;;5",
        ";Nobody;materials;Soil;;;5",
        ";Föreningen Grönskan;parties;Soil;;;5",
        ";Föreningen Grönskan;materials;Soil;;;-5",
        ";Föreningen Grönskan;materials;Soil;;;",
        ";Föreningen Grönskan;materials;Soil;3;;",
        ";Föreningen Grönskan;materials;Soil;3;4;",
    ]
    answer = sent(client, start, "\n".join(lines).encode(), "b.csv")
    plan = client.get(answer["Location"]).context["plan"]
    assert plan.numbers == {"wrong": 6, "new": 1}
    client.post(answer["Location"], {"seen": plan.mark})
    assert budget.costs.count() == 10
