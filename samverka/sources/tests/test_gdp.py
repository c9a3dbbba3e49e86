"""One interface for several agencies, each with an address and a key of its own."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from samverka.sources import CallRecord, Deadline, Reading, Refusal, Trouble
from samverka.sources.gdp import LIMIT, Gdp
from samverka.sources.tests.asking import ADDRESS, Asked, Pretended
from samverka.sources.tests.told import GDP_CALL

KEY = "a-key-of-ours"
GDP = Gdp(ADDRESS, KEY, now=lambda: datetime(2026, 11, 26, 12, tzinfo=UTC))


def read(told: Any, headers: dict[str, str] | None = None) -> list[Reading]:
    return list(GDP.read(Pretended(answer=lambda asked: (told, headers or {})), {}))


def one(**other: Any) -> CallRecord:
    (record,) = read([GDP_CALL | other])[0].records
    return record


def test_a_text_of_nothing_but_brackets_is_read_in_no_time() -> None:
    began = process_time()

    assert one(beskrivning="<" * 200_000, beskrivningeng="<b " * 60_000 + "><i>Yes</i>").summaries

    assert process_time() - began < 2


def many(count: int) -> list[dict[str, Any]]:
    return [GDP_CALL | {"diarienummer": f"EX-2026/{n}"} for n in range(count)]


def paged(calls: list[dict[str, Any]], **headers: str) -> Pretended:
    """A server that gives what is asked for by limit and offset."""

    def answer(asked: Asked) -> Any:
        offset = int(asked.params["offset"])
        return calls[offset : offset + int(asked.params["limit"])], headers

    return Pretended(answer=answer)


def identifiers(steps: list[Reading]) -> list[str]:
    return [record.identifier for step in steps for record in step.records]


def test_a_call_as_it_is_told() -> None:
    record = one()
    assert record == CallRecord(
        identifier="EX-2026/1",
        reference="EX-2026/1",
        titles={"sv": "Exempelutlysning om lek", "en": "Example call about play"},
        summaries={"sv": "Lek för alla.", "en": "Play for all."},
        raw_hash=record.raw_hash,
        funder="Exempelmyndigheten",
        programme="Exempelprogrammet",
        level="national",
        opens_on=date(2026, 10, 1),
        deadlines=(
            Deadline(date(2027, 1, 15), time(14), "Europe/Stockholm", "2027-01-15T14:00:00"),
        ),
        budget=12_000_000,
        currency="SEK",
        keywords=("lek", "barn"),
        address="https://exempel.invalid/lek",
    )


def test_the_key_goes_in_a_header_and_is_shown_nowhere() -> None:
    web = paged(many(1))
    steps = list(GDP.read(web, {}))
    assert [asked.headers for asked in web.asked] == [{"Authorization": KEY}]
    assert KEY not in repr((GDP, steps, [(asked.path, asked.params) for asked in web.asked]))


def test_what_has_to_be_chosen() -> None:
    chosen = {"address": "https://api.exempel.invalid/gdp/", "key": KEY, "funder": "Exempel"}
    assert Gdp.from_options(chosen) == Gdp("https://api.exempel.invalid/gdp", KEY, "Exempel")
    for missing in ("address", "key"):
        with pytest.raises(ValueError, match=rf"^{missing}$"):
            Gdp.from_options({name: said for name, said in chosen.items() if name != missing})
    with pytest.raises(ValueError, match=r"^address$"):  # a key in an address is seen by everybody
        Gdp.from_options(chosen | {"address": f"https://user:{KEY}@api.exempel.invalid"})
    with pytest.raises(ValueError, match=r"^key$"):
        Gdp.from_options(chosen | {"key": "two\r\nlines"})


def test_only_what_is_new_is_asked_for_next_time() -> None:
    web = paged(many(1))
    (step,) = GDP.read(web, {})
    list(GDP.read(web, step.memory))
    assert [asked.params["franTidpunkt"] for asked in web.asked] == [
        "2026-05-30T12:00:00Z",
        "2026-11-25T12:00:00Z",
    ]


@pytest.mark.parametrize("headers", [{"x-totalrecords": "250"}, {"x-next": "/more"}, {}])
def test_all_pages_are_read(headers: dict[str, str]) -> None:
    web = paged(many(250), **headers)
    steps = list(GDP.read(web, {}))
    assert identifiers(steps) == [f"EX-2026/{n}" for n in range(250)]
    assert {asked.path for asked in web.asked} == {"/utlysningar"}


def test_where_the_next_page_is_said_to_be_is_not_believed() -> None:
    """The key goes to the address that somebody chose, and to no other."""
    web = paged(many(150), **{"x-next": "https://thief.invalid/utlysningar"})
    assert len(identifiers(list(GDP.read(web, {})))) == 150
    assert {asked.path for asked in web.asked} == {"/utlysningar"}


def test_a_reading_that_stopped_goes_on_where_it_was() -> None:
    web = paged(many(250), **{"x-totalrecords": "250"})
    first = next(GDP.read(web, {}))
    rest = list(GDP.read(web, first.memory))
    assert identifiers([first, *rest]) == [f"EX-2026/{n}" for n in range(250)]
    assert rest[-1].memory == {"since": "2026-11-25T12:00:00Z"}


def test_the_same_page_again_is_a_trouble() -> None:
    web = Pretended(answer=lambda asked: (many(LIMIT), {"x-next": "more"}))
    with pytest.raises(Trouble) as trouble:
        list(GDP.read(web, {}))
    assert trouble.value.code == "repeats"
    assert len(web.asked) == 2


def test_pages_without_end_are_a_trouble() -> None:
    def answer(asked: Asked) -> Any:
        return [GDP_CALL | {"diarienummer": f"{asked.params['offset']}"}], {"x-next": "more"}

    with pytest.raises(Trouble) as trouble:
        list(GDP.read(Pretended(answer=answer), {}))
    assert (trouble.value.code, trouble.value.detail) == ("endless", {"pages": 200})


def test_one_alone_comes_without_its_list() -> None:
    assert identifiers(read(GDP_CALL)) == ["EX-2026/1"]


def test_large_and_small_letters_in_names_are_the_same() -> None:
    def large(told: Any) -> Any:
        if isinstance(told, dict):
            return {name.title(): large(value) for name, value in told.items()}
        return [large(one) for one in told] if isinstance(told, list) else told

    (record,) = read([large(GDP_CALL)])[0].records
    assert record.programme == "Exempelprogrammet"
    assert record.keywords == ("lek", "barn")
    assert record.titles == one().titles


def test_whose_calls_they_are_can_be_chosen() -> None:
    source = Gdp(ADDRESS, KEY, "Exempelverket")
    (step,) = source.read(paged([GDP_CALL]), {})
    assert step.records[0].funder == "Exempelverket"


def test_what_an_agency_lacks_is_simply_missing() -> None:
    least = {name: GDP_CALL[name] for name in ("diarienummer", "titel")}
    (record,) = read([least | {"oppningsdatum": None, "stangningsdatum": None}])[0].records
    assert record == CallRecord(
        "EX-2026/1",
        {"sv": "Exempelutlysning om lek"},
        record.raw_hash,
        reference="EX-2026/1",
        level="national",
    )


@pytest.mark.parametrize(
    ("other", "why", "field"),
    [
        ({"budgetBelopp": "mycket"}, "not_readable", "budgetbelopp"),
        ({"budgetBelopp": -1}, "not_readable", "budgetbelopp"),
        ({"budgetBelopp": 1e300}, "not_readable", "budgetbelopp"),
        ({"stangningsdatum": "2026-13-01"}, "odd_date", "stangningsdatum"),
        ({"oppningsdatum": "1970-01-01"}, "odd_date", "oppningsdatum"),
        ({"nyckelord": "lek"}, "not_readable", "nyckelord"),
        ({"nyckelord": [{"namn": "a"}] * 201}, "too_large", "nyckelord"),
        ({"beskrivning": {"sv": "Lek"}}, "not_readable", "beskrivning"),
    ],
)
def test_what_is_odd_is_left_out_with_the_reason(
    other: dict[str, Any], why: str, field: str
) -> None:
    (refusal,) = read([GDP_CALL | other])[0].refused
    assert (refusal.what, refusal.why, refusal.detail["field"]) == ("EX-2026/1", why, field)


def test_another_shape_is_a_change() -> None:
    for told, missing in (
        ("calls", "[]"),
        ([{"id": 1}], "diarienummer"),
        ({"error": "no"}, "diarienummer"),
    ):
        with pytest.raises(Trouble) as trouble:
            read(told)
        assert (trouble.value.code, trouble.value.detail) == ("changed", {"missing": missing})


def test_a_time_with_an_offset_is_told_by_the_clock_in_sweden() -> None:
    assert one(stangningsdatum="2027-01-15T13:00:00Z").deadlines[0].at == time(14)
    assert one(stangningsdatum="2027-01-14T23:00:00Z").deadlines[0].on == date(2027, 1, 15)


def test_amounts_with_decimals_are_rounded() -> None:
    assert one(budgetBelopp=str(Decimal("99.6"))).budget == 100


def test_nothing_new_is_a_reading_too() -> None:
    assert read([]) == [Reading(memory={"since": "2026-11-25T12:00:00Z"})]


def test_a_refusal_has_a_name() -> None:
    (step,) = read([GDP_CALL | {"diarienummer": ""}])
    assert step.refused == (Refusal("Exempelutlysning om lek", "no_identifier"),)
