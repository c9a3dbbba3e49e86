"""Calls that somebody has written down in a table."""

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources import CallRecord, Deadline, Reading, Refusal, Trouble
from samverka.sources.amounts import amount_in
from samverka.sources.days import MONTHS, deadline_in
from samverka.sources.table import TableSource, records_in
from samverka.sources.tests.asking import ADDRESS, Pretended
from samverka.sources.tests.told import ROW

TABLE = TableSource(ADDRESS)
LEAST = {"identifier": "lek-27", "title_sv": "Exempelstöd för lek"}


def one(**other: Any) -> CallRecord:
    (record,) = records_in([LEAST | other]).records
    return record


def refused(**other: Any) -> tuple[str, dict[str, str]]:
    (refusal,) = records_in([LEAST | other]).refused
    assert refusal.what == "lek-27"
    return refusal.why, dict(refusal.detail)


def read(body: Any, **headers: str) -> list[Reading]:
    return list(TABLE.read(Pretended(answer=lambda asked: (body, headers)), {}))


def test_a_row_with_everything() -> None:
    (record,) = records_in([ROW]).records
    assert record == CallRecord(
        identifier="lek-27",
        titles={"sv": "Exempelstöd för lek", "en": "Example grants for play"},
        raw_hash=record.raw_hash,
        reference="EX 27/1",
        summaries={"sv": "Lek för alla.", "en": "Play for all."},
        funder="Exempelstiftelsen",
        programme="Exempelprogrammet",
        level="regional",
        opens_on=date(2026, 12, 1),
        deadlines=(
            Deadline(date(2027, 1, 15), time(16), said="15 januari 2027 kl. 16.00"),
            Deadline(date(2027, 9, 15), said="15/9 2027"),
        ),
        budget=2_500_000,
        grant_min=50_000,
        grant_max=300_000,
        currency="SEK",
        share=Decimal(50),
        applicants=("Föreningar", "Kommuner"),
        keywords=("lek", "barn"),
        place="Exempelköping",
        address="https://exempel.invalid/lek",
    )


def test_english_names_of_columns() -> None:
    row = {
        "Identifier": "play",
        "Title (sv)": "Lek",
        "TITLE": "Play",
        "Summary": "For all.",
        "Closing date": "January 15, 2027",
        "Max amount": "€300,000",
        "Funding rate": "0.5",
        "Who can apply": "Anybody",
        "Something else": "passed over",
    }
    (record,) = records_in([row], funder="Example Fund").records
    assert record == CallRecord(
        "play",
        {"sv": "Lek", "en": "Play"},
        record.raw_hash,
        summaries={"en": "For all."},
        funder="Example Fund",
        deadlines=(Deadline(date(2027, 1, 15), said="January 15, 2027"),),
        grant_max=300_000,
        currency="EUR",
        share=Decimal(50),
        applicants=("Anybody",),
    )


def test_without_an_identifier_the_reference_or_the_address_is_one() -> None:
    assert one(identifier="", reference="EX 1").identifier == "EX 1"
    assert one(identifier="", address="https://exempel.invalid/").identifier.startswith("https")
    assert records_in([{"titel": "Lek"}]).refused == (
        Refusal("Lek", "no_identifier", {"row": "2"}),
    )


def test_refusals_tell_the_row_and_empty_rows_are_passed_over() -> None:
    rows = [LEAST, {"titel": ""}, LEAST | {"title_sv": ""}, LEAST, LEAST | {"title_sv": "Other"}]
    reading = records_in(rows)
    assert [record.identifier for record in reading.records] == ["lek-27"]
    assert reading.refused == (
        Refusal("lek-27", "no_title", {"row": "4"}),
        Refusal("lek-27", "twice", {"row": "6"}),
    )
    assert [one.detail["row"] for one in records_in(rows, numbers=range(10, 20)).refused] == [
        "12",
        "14",
    ]


@pytest.mark.parametrize(
    ("said", "units", "currency"),
    [
        ("1500000", 1_500_000, ""),
        ("1 500 000", 1_500_000, ""),
        ("1\u00a0500\u202f000 kr", 1_500_000, "SEK"),
        ("1.500.000 SEK", 1_500_000, "SEK"),
        ("1,500,000", 1_500_000, ""),
        ("1 500 000,00 kronor", 1_500_000, "SEK"),
        ("€1,500,000.00", 1_500_000, "EUR"),
        ("1.500", 1_500, ""),
        ("1,5 miljoner kr", 1_500_000, "SEK"),
        ("1.5 million euro", 1_500_000, "EUR"),
        ("2 MSEK", 2_000_000, "SEK"),
        ("500 tkr", 500_000, "SEK"),
        ("2 mdkr", 2_000_000_000, "SEK"),
        ("12 mnkr", 12_000_000, "SEK"),
        ("0", 0, ""),
    ],
)
def test_amounts_as_people_write_them(said: str, units: int, currency: str) -> None:
    assert amount_in(said, "budget") == (units, currency)


@pytest.mark.parametrize(
    "said",
    [
        "1,500 miljoner",  # fifteen hundred, or one and a half
        "1,5",
        "1.2345",
        "1.500,000",
        "0.500",
        "500 000–1 000 000",
        "-5",
        "50 kr EUR",
        "2 tkr miljoner",
        "about 5",
        "1e9",
        "9" * 16,
        "kr",
    ],
)
def test_amounts_that_can_be_read_in_two_ways_or_none_are_not_guessed(said: str) -> None:
    assert refused(budget=said) == (
        "not_readable",
        {"row": "2", "field": "budget", "said": said},
    )


def test_amounts_of_a_row_are_of_one_money() -> None:
    assert one(budget="5 mkr", currency="sek").currency == "SEK"
    assert one(budget="5", currency="kr").currency == "SEK"
    assert one(budget="5").currency == "SEK"
    assert one().currency == ""
    assert records_in([LEAST | {"budget": "5"}], currency="NOK").records[0].currency == "NOK"
    assert refused(budget="5 mkr", currency="EUR")[1]["field"] == "currency"
    assert refused(budget="5", currency="pengar")[1]["field"] == "currency"
    assert refused(grant_min="6", grant_max="5")[1]["field"] == "grant_min"


@pytest.mark.parametrize(
    ("said", "share"),
    [("50", 50), ("50 %", 50), ("0,5", 50), ("1", 100), ("33,33 procent", Decimal("33.33"))],
)
def test_shares(said: str, share: Decimal) -> None:
    assert one(share=said).share == share


@pytest.mark.parametrize("said", ["0", "101", "-1", "half", "50/50"])
def test_shares_that_make_no_sense(said: str) -> None:
    assert refused(share=said)[1] == {"row": "2", "field": "share", "said": said}


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2027-03-09", None),
        ("20270309", None),
        ("2027-03-09T00:00:00", None),
        ("2027-03-09 14:00", time(14)),
        ("9 mars 2027", None),
        ("den 9 mars 2027 kl 14.00", time(14)),
        ("tisdag 9 mars 2027, klockan 14:00", time(14)),
        ("Tuesday, 9 March 2027 at 14:00", time(14)),
        ("9th of March 2027", None),
        ("March 9, 2027", None),
        ("9/3 2027", None),
        ("9/3-2027", None),
        ("09.03.2027", None),
    ],
)
def test_days_as_people_write_them(said: str, at: time | None) -> None:
    assert deadline_in(said, "deadlines") == Deadline(date(2027, 3, 9), at, said=said)


def test_a_time_without_a_zone_has_none() -> None:
    said = "2027-03-09T14:00:00Z"
    assert deadline_in(said, "deadlines") == Deadline(date(2027, 3, 9), time(14), "UTC", said)


@pytest.mark.parametrize(
    "said",
    ["03/09/2027", "2027-02-30", "2027", "mars 2027", "1999-01-01", "3027-01-01", "9 smarch 2027"],
)
def test_days_that_can_be_read_in_two_ways_or_none_are_not_guessed(said: str) -> None:
    assert refused(deadlines=said) == ("odd_date", {"row": "2", "field": "deadlines", "said": said})
    assert refused(opens_on=said)[1]["field"] == "opens_on"


def test_a_day_that_cannot_be_a_month_is_a_day() -> None:
    assert deadline_in("03/19/2027", "").on == deadline_in("19/03/2027", "").on == date(2027, 3, 19)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.data())
def test_a_day_is_the_same_however_it_is_written(day: date, data: st.DataObject) -> None:
    month = data.draw(st.sampled_from(MONTHS[day.month - 1]))
    said = data.draw(
        st.sampled_from(
            [
                f"{day}",
                f"{day.day} {month} {day.year}",
                f"{month.title()} {day.day}, {day.year}",
                f"{day.day}/{day.month} {day.year}",
                f"{day:%d.%m.%Y}",
            ]
        )
    )
    assert deadline_in(said, "").on == day


@given(st.integers(0, 10**15), st.sampled_from([" ", ".", ",", "'", "\u00a0", ""]))
def test_an_amount_is_the_same_however_it_is_divided(units: int, apart: str) -> None:
    said = f"{units:,}".replace(",", apart)
    amount = amount_in(said, "")
    assert amount
    assert amount.units == units


@given(st.text(max_size=30) | st.from_regex(r"[0-9 .,/-]{1,14}( kr|m)?", fullmatch=True))
def test_any_text_is_read_or_refused(said: str) -> None:
    for column in ("budget", "share", "opens_on", "deadlines", "currency", "address", "level"):
        reading = records_in([LEAST | {column: said}])
        told = [refusal.detail["field"] for refusal in reading.refused]
        assert (len(reading.records), told) in ((1, []), (0, [column]))


@pytest.mark.parametrize("odd", [{"a": 1}, True, [["a"]]])
def test_cells_that_are_none_are_refused(odd: Any) -> None:
    assert refused(programme=odd) == ("not_readable", {"row": "2", "field": "programme"})


def test_lists_without_end_are_refused() -> None:
    assert refused(keywords="|".join(map(str, range(300))))[0] == "too_large"
    assert refused(deadlines=["2027-01-01"] * 300)[0] == "too_large"
    assert refused(summary_sv="å" * 200_001)[0] == "too_large"


@pytest.mark.parametrize("level", ["Regional", "nationell", "EU", "international"])
def test_levels(level: str) -> None:
    assert one(level=level).level
    assert refused(level="galactic")[1]["field"] == "level"


def test_a_page_that_no_browser_opens_is_refused() -> None:
    assert refused(address="javascript:alert(1)")[1]["field"] == "address"


CSV = 'id;titel;belopp\nlek-27;"Exempelstöd; för lek";2 mkr\n;;\nspel-27;Exempelstöd för spel;x\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_at_an_address(encoding: str) -> None:
    (step,) = read(CSV.encode(encoding))
    assert [record.titles for record in step.records] == [{"sv": "Exempelstöd; för lek"}]
    assert [one.detail["row"] for one in step.refused] == ["4"]


def test_commas_and_tabs_divide_too() -> None:
    for body in (b"id,title\na,Play\n", b"id\ttitle\r\na\tPlay\r\n"):
        assert read(body)[0].records[0].titles == {"en": "Play"}


@pytest.mark.parametrize("told", [[ROW], {"calls": [ROW], "updated": "2026-11-26"}])
def test_json_at_an_address(told: Any) -> None:
    (step,) = read(json.dumps(told).encode())
    assert [record.identifier for record in step.records] == ["lek-27"]


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        (b"<!doctype html><p>Soon", "not_readable", {"expected": "CSV"}),
        (b"", "not_readable", {"expected": "CSV"}),
        (b"PK\x03\x04\x00", "not_readable", {"expected": "CSV"}),
        (b'id;titel\n"a;b', "not_readable", {"expected": "CSV"}),  # half of it
        (b'[{"id": "a", "tit', "not_readable", {"expected": "JSON"}),
        (b'{"a": [], "b": []}', "changed", {"missing": "[]"}),
        (b"[1]", "changed", {"missing": "[]"}),
        (b"id;heading\na;b\n", "changed", {"missing": "title_sv"}),
        (b"titel;belopp\na;5\n", "changed", {"missing": "identifier"}),
        (b"id;titel\n" + b"a;b\n" * 20_001, "too_large", {"bytes": 80_013}),
        (";".join(map(str, range(70))).encode() + b"\n" + b";" * 70, "too_large", {"bytes": 270}),
    ],
)
def test_what_is_no_table_of_calls_is_a_trouble(
    body: bytes, code: str, detail: dict[str, Any]
) -> None:
    with pytest.raises(Trouble) as trouble:
        read(body)
    assert (trouble.value.code, trouble.value.detail) == (code, detail)


def test_what_has_to_be_chosen() -> None:
    address = f"{ADDRESS}/calls/?as=csv"
    chosen = TableSource.from_options({"address": address, "funder": "Exempel"})
    assert chosen == TableSource(address, "Exempel")
    for options in ({}, {"address": ADDRESS, "currency": "crowns"}):
        with pytest.raises(ValueError, match=r"^(address|currency)$"):
            TableSource.from_options(options)
