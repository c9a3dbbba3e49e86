"""Tables come in as people have them, and go out so that no spreadsheet runs what is in them."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from samverka.common import tables
from samverka.common.refusal import Refused
from samverka.common.tables import Row, Table, as_csv, as_xlsx, read_table
from samverka.common.text import clean_text
from tests.patience import examples

CELLS = st.text(max_size=30).map(lambda text: clean_text(text)).filter(bool)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5)


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_as_different_machines_write_it(encoding: str, delimiter: str) -> None:
    text = f'Namn{delimiter}Ort\r\n"Föreningen ""Å"""{delimiter}Laxå\r\n\r\nBo{delimiter}\r\n'

    assert read_table(text.encode(encoding)) == Table(
        ("Namn", "Ort"), (Row(2, ('Föreningen "Å"', "Laxå")), Row(4, ("Bo", "")))
    )


def test_a_spreadsheet_with_numbers_days_and_short_rows() -> None:
    file = workbook(["Name", "Joined", "Number"], ["Å", datetime(2020, 1, 31), 8024003702], ["B"])

    assert read_table(file) == Table(
        ("Name", "Joined", "Number"),
        (Row(2, ("Å", "2020-01-31", "8024003702")), Row(3, ("B", "", ""))),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no rows"),
        (b"\n\n ;;\n", "no rows"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        (b"PK\x03\x04not a zip at all", "cannot be read"),
        (b"a;b\n\x00;1", "cannot be read"),
        (b";".join([b"x"] * 61), "more than 60 columns"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_table(content)


def test_a_zip_that_is_no_spreadsheet_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hello.txt", "hello")

    with pytest.raises(Refused, match="cannot be read"):
        read_table(out.getvalue())


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)

    with pytest.raises(Refused, match="more than 2 rows"):
        read_table(b"a\n1\n2\n3\n")


def test_a_file_packed_to_next_to_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_UNPACKED", 1000)

    with pytest.raises(Refused, match="too large"):
        read_table(workbook(["a" * 30000]))


@pytest.mark.slow
def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_we_go() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "", ""])
    sheet.append(["Å"])
    sheet["XFD1048576"] = "far away"
    out = io.BytesIO()
    book.save(out)

    assert read_table(out.getvalue()) == Table(("Name",), (Row(2, ("Å",)),))


@pytest.mark.parametrize("cell", ["=1+1", "+46 19", "-1", "@SUM(A1)", "'=1", "''@x"])
def test_nothing_that_goes_out_is_run(cell: str) -> None:
    [_, (written,)] = [line.split(";") for line in as_csv(["a"], [[cell]]).decode().splitlines()]
    sheet = load_workbook(io.BytesIO(as_xlsx("T", ["a"], [[cell]]))).worksheets[0]

    assert written == f"'{cell}"
    assert (sheet["A2"].value, sheet["A2"].data_type) == (f"'{cell}", "s")


def test_a_day_and_nothing_go_out_as_text() -> None:
    assert as_csv(["a", "b"], [[date(2027, 1, 31), None]]).decode("utf-8-sig") == (
        "a;b\r\n2027-01-31;\r\n"
    )


@given(rows=ROWS)
def test_what_goes_out_as_csv_comes_back_as_it_was(rows: list[list[str]]) -> None:
    table = read_table(as_csv(["a", "b"], rows))

    assert [list(row.cells) for row in table.rows] == rows


@examples(20)  # a spreadsheet takes its time
@given(rows=ROWS)
def test_what_goes_out_as_a_spreadsheet_comes_back_as_it_was(rows: list[list[str]]) -> None:
    table = read_table(as_xlsx("T", ["a", "b"], rows))

    assert [list(row.cells) for row in table.rows] == rows


@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_sentence(content: bytes) -> None:
    with suppress(Refused):
        assert isinstance(read_table(content), Table)


def packed_anew(part: str, content: bytes) -> bytes:
    """A spreadsheet in which one part holds something else."""
    whole, out = workbook(["name"], ["Å"]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, content if name.endswith(part) else before.read(name))
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Workbook contains no")
@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "styles.xml", "_Types].xml"])
@pytest.mark.parametrize("content", [b"hello", b"", b"<a", b"<a/>"])
def test_a_spreadsheet_with_a_broken_part_is_a_table_or_a_sentence(
    part: str, content: bytes
) -> None:
    with suppress(Refused):
        assert isinstance(read_table(packed_anew(part, content)), Table)


@pytest.mark.slow
def test_few_bytes_that_hold_a_book_in_every_cell_are_refused() -> None:
    with pytest.raises(Refused, match="too large"):
        read_table(workbook(["name"], *[["x" * 30_000] for _ in range(300)]))
