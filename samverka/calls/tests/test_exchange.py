"""Calls as a table: out, and back in after somebody has looked at what it would do."""

import json
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.calls.actions.imports import carry_out, keep_table, take_in
from samverka.calls.exchange.columns import HEADER, as_row
from samverka.calls.exchange.plan import plan_of
from samverka.calls.models import Call, CutOff
from samverka.calls.terms import days_of
from samverka.calls.tests.reading import story
from samverka.cast import Cast
from samverka.command import main
from samverka.common.json_tables import read_any_table
from samverka.common.refusal import Refused
from samverka.common.tables import Table, as_csv, as_xlsx, read_table
from samverka.partnership.exchange.plan import table_of
from samverka.partnership.models import Theme
from tests.patience import examples

FILE = "/en/calls/import/"
COLUMNS = [
    "id",
    "titel",
    "finansiär",
    "nivå",
    "sista_dag",
    "högsta_belopp",
    "andel",
    "slag",
    "teman",
]
GOOD = ["A-1", "Laga mat", "Fonden", "Regional", "17 mars 2027 kl 17:00", "1,5 miljoner kr", "50 %"]
GOOD += ["Förening|Kommun", ""]
ODD_CELLS = ["", "1", "2027-03-01", "SE", "=1", "a|b", "\x00", "9" * 30, "🌱"]
CELLS = st.sampled_from(ODD_CELLS) | st.text(max_size=20)


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def table(*rows: list[Any], header: list[str] = COLUMNS) -> Table:
    return read_table(as_csv(header, rows))


def here() -> list[list[object]]:
    return [as_row(call) for call in Call.objects.order_by("pk")]


def errors_in(read: Table) -> list[tuple[int, str, str]]:
    return [
        (row.number, error.label, error.said)
        for row in plan_of(read).of("wrong")
        for error in row.errors
    ]


def test_a_new_call_comes_in_whole(cast: Cast) -> None:
    theme = Theme.objects.all()[0]

    plan = take_in(table=table([*GOOD[:8], theme.title_sv.upper()]), by=cast.elsa)

    call = Call.objects.get(slug="a-1")
    assert plan.numbers == {"new": 1}
    assert (call.title_sv, call.funder, call.level, call.amount_max, call.currency) == (
        "Laga mat",
        "Fonden",
        "regional",
        1_500_000,
        "SEK",
    )
    assert (call.share, call.applicants) == (Decimal(50), ["association", "municipality"])
    assert days_of(call) == [CutOff(date(2027, 3, 17), time(17))]
    assert list(call.themes.all()) == [theme]
    assert "amount_max" in call.curated
    assert [verb for verb, _ in story(call)] == ["added"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_goes_out_changes_nothing_when_it_comes_back(
    client: Client, cast: Cast, form: str
) -> None:
    first = Call.objects.order_by("pk")[0]
    first.cutoffs = [CutOff(date(2027, 3, 17), time(17), "Europe/Brussels").kept()]
    first.closes_on, first.windows, first.countries = (
        date(2027, 3, 17),
        [["03-01", "05-31"]],
        ["NO"],
    )
    first.needed_kinds, first.share, first.keywords = ["region"], Decimal("72.50"), ["a b", "c"]
    first.curated = ["applicants"]
    first.applicants = []
    first.save()
    sent = client.get(f"/sv/calls/table/{form}/")

    plan = plan_of(read_any_table(sent.content))

    assert [(row.name, row.errors, row.told) for row in plan.rows if row.what != "same"] == []
    assert (len(plan.rows), plan.unknown) == (Call.objects.count(), [])
    assert sent["Content-Disposition"].endswith(f'.{form}"')


def test_what_a_spreadsheet_would_run_is_text(client: Client, cast: Cast) -> None:
    Call.objects.update(title_sv="=cmd|' /C calc'!A0", funder="@SUM(1)")

    csv = client.get("/sv/calls/table/csv/").content.decode("utf-8-sig")

    assert ";'=cmd|" in csv
    assert ";'@SUM(1);" in csv


def test_the_same_file_twice_changes_nothing_the_second_time(cast: Cast) -> None:
    known = Call.objects.order_by("pk")[0]
    read = table(GOOD, [known.slug, "", "Ny finansiär", "", "", "", "", "any", ""])

    first, second = take_in(table=read, by=cast.elsa), take_in(table=read, by=cast.elsa)

    assert (first.numbers, second.numbers) == ({"new": 1, "changed": 1}, {"same": 2})
    known.refresh_from_db()
    assert (known.funder, known.applicants, known.version) == ("Ny finansiär", [], 2)
    assert {"funder", "applicants"} <= set(known.curated)
    [(verb, fields)] = story(known)
    assert (verb, sorted(fields)) == ("changed", ["applicants", "funder"])


@pytest.mark.parametrize("column", ["referens", "länk", "titel"])
def test_a_call_is_found_by_whatever_it_is_known_by(cast: Cast, column: str) -> None:
    Call.objects.create(
        slug="x",
        title_sv="Laga mat",
        funder="F",
        level="national",
        reference="R-1",
        url="https://x.se/",
    )
    cells = {"referens": "R-1", "länk": "https://x.se/", "titel": "laga mat"}

    [row] = plan_of(
        table([cells[column], "F", "4"], header=[column, "funder", "partners_min"])
    ).rows

    assert (row.what, "partners_min") == ("changed", row.told[-1][0])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({1: ""}, [("Title in Swedish", "Give the call a title")]),
        ({3: "galaktisk"}, [("nivå", "“galaktisk” is not among the levels")]),
        ({4: "03/04/2027"}, [("sista_dag", "“03/04/2027” is no day that")]),
        ({5: "mycket"}, [("högsta_belopp", "“mycket” can be read in no way")]),
        ({6: "500"}, [("andel", "“500” can be read")]),
        ({7: "klubb"}, [("slag", "“klubb” is not among the kinds")]),
        ({8: "Rymden"}, [("teman", "“Rymden” is not a theme here.")]),
        ({1: "A" * 301, 8: "X"}, [("titel", "At most 300"), ("teman", "“X” is not")]),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_written(
    cast: Cast, cells: dict[int, str], said: list[tuple[str, str]]
) -> None:
    before = here()
    read = table(GOOD, [cells.get(n, cell) for n, cell in enumerate(["B-2", "Baka", *GOOD[2:]])])

    found = errors_in(read)

    assert [(number, label) for number, label, _ in found] == [(3, label) for label, _ in said]
    assert all(start in told for (_, start), (*_, told) in zip(said, found, strict=True))
    with pytest.raises(Refused):
        take_in(table=read, by=cast.elsa)
    assert here() == before


def test_two_rows_for_one_call_are_not_guessed_about(cast: Cast) -> None:
    assert errors_in(table(GOOD, GOOD)) == [(3, "", "This is the same call as in row 2.")]


def test_elsa_sends_a_file_looks_at_it_and_says_yes(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    content = json.dumps([{"id": "A-1", "title": {"sv": "Laga mat"}, "keywords": ["kök", "mat"]}])

    looked = client.post(
        FILE, {"file": SimpleUploadedFile("calls.json", content.encode())}, follow=True
    )
    assert "New: 1" in looked.content.decode()
    assert not Call.objects.filter(slug="a-1").exists()
    address = looked.request["PATH_INFO"]
    client.post(address, {"seen": looked.context["plan"].mark})

    assert Call.objects.get(slug="a-1").keywords == ["kök", "mat"]
    assert "taken in already" in client.get(address).content.decode()


def test_a_wrong_row_has_no_button_beside_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    sent = SimpleUploadedFile("calls.csv", as_csv(COLUMNS, [GOOD, ["B", "", *GOOD[2:]]]))

    page = client.post(FILE, {"file": sent}, follow=True).content.decode()

    assert "Nothing can be taken in while something is wrong." in page
    assert 'name="seen"' not in page


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"{", b"[]", b'{"a": 1}', b"PK\x03\x04", b"a;b\n1;2", b"\x00"]
)
def test_a_file_that_is_none_is_refused_in_words(
    client: Client, cast: Cast, content: bytes
) -> None:
    client.force_login(cast.elsa)

    answer = client.post(FILE, {"file": SimpleUploadedFile("calls.csv", content)})

    assert answer.status_code == 422
    assert answer.context["form"].error_count == 1


def test_a_plan_that_has_grown_old_is_shown_again(cast: Cast) -> None:
    kept = keep_table(table=table(GOOD), name="calls.csv", by=cast.elsa)
    seen = plan_of(table_of(kept)).mark
    take_in(table=table(GOOD), by=cast.elsa)

    with pytest.raises(Refused, match="Something has changed here"):
        carry_out(kept=kept, seen=seen, by=cast.elsa)
    with pytest.raises(Refused):
        keep_table(table=table(GOOD), name="calls.csv", by=cast.amina)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_table_costs_the_same_however_long_it_is(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    read = table(*([f"A-{n}", f"Laga {n}", *GOOD[2:]] for n in range(rows)))

    with django_assert_num_queries(9):
        take_in(table=read, by=cast.elsa)
    with django_assert_num_queries(3):
        plan_of(read)


@given(st.lists(CELLS, min_size=len(HEADER), max_size=len(HEADER)))
@examples(60)
def test_any_cells_are_read_or_refused_in_words(cast: Cast, cells: list[str]) -> None:
    for row in plan_of(read_table(as_xlsx("T", HEADER, [cells]))).rows:
        assert row.what != "wrong" or all(error.said for error in row.errors)


def test_the_command_line_takes_in_all_or_nothing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverka.command.calls.need_up_to_date", lambda: None)
    good, wrong = tmp_path / "good.csv", tmp_path / "wrong.csv"
    good.write_bytes(as_csv(COLUMNS, [GOOD]))
    wrong.write_bytes(as_csv(COLUMNS, [GOOD, ["B", "", *GOOD[2:]]]))

    codes = [
        main(["calls", "import", str(file)]) for file in (wrong, good, good, tmp_path / "none.csv")
    ]

    told = capsys.readouterr()
    assert codes == [1, 0, 0, 1]
    assert told.out == f"{good}: 1 new.\n{good}: 1 as before.\n"
    assert "Row 3: Title in Swedish: Give the call a title" in told.err
    assert "cannot be read" in told.err
