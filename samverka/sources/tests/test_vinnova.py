"""Vinnova tells rounds; the calls they belong to say what a round does not."""

from datetime import date, time
from typing import Any

import pytest

from samverka.sources import CallRecord, Deadline, Reading, Refusal, Trouble
from samverka.sources.tests.asking import ADDRESS, Pretended
from samverka.sources.tests.told import CALL, ROUND
from samverka.sources.vinnova import Vinnova

VINNOVA = Vinnova(ADDRESS, today=lambda: date(2026, 11, 26))
BOTH = {"Beskrivning": "Om odling.", "BeskrivningEngelska": "About growing."}


def read(
    rounds: Any, calls: Any = (CALL,), memory: dict[str, str] | None = None
) -> tuple[list[Reading], list[str]]:
    """The steps, and what was asked."""
    web = Pretended(answer=lambda asked: list(calls) if "/utlysningar/" in asked.path else rounds)
    steps = list(VINNOVA.read(web, memory or {}))
    return steps, [asked.path for asked in web.asked]


def one(**other: Any) -> CallRecord:
    (record,) = read([ROUND | other])[0][0].records
    return record


def refused(**other: Any) -> Refusal:
    (refusal,) = read([ROUND | other])[0][0].refused
    return refusal


def test_a_round_as_it_is_told() -> None:
    record = one()
    assert record == CallRecord(
        identifier="2026-09001",
        reference="2026-09001",
        titles={
            "sv": "Exempelrunda för odling på tak",
            "en": "Example round for growing on roofs",
        },
        summaries={
            "sv": "Ni odlar tillsammans.\n\nHögst två år.",
            "en": "Two years at most.",
        },
        raw_hash=record.raw_hash,
        funder="Vinnova",
        level="national",
        opens_on=date(2026, 9, 1),
        deadlines=(
            Deadline(date(2026, 12, 1), time(14), "Europe/Stockholm", "2026-12-01T14:00:00"),
        ),
        address="https://exempel.invalid/rundan",
    )


def test_only_what_is_new_is_asked_for_next_time() -> None:
    first, asked = read([ROUND])
    assert asked == ["/ansokningsomgangar/2026-05-30"]
    _, asked = read([ROUND], memory=dict(first[-1].memory))
    assert asked == ["/ansokningsomgangar/2026-11-25"]


def test_how_far_back_it_goes_at_first_is_an_option_within_reason() -> None:
    assert Vinnova.from_options({"days": "30"}) == Vinnova(days=30)
    assert Vinnova.from_options({}) == Vinnova("https://data.vinnova.se/api", 180)
    for odd in ({"days": "4000"}, {"days": "0"}, {"days": "many"}):
        with pytest.raises(ValueError, match=r"^days$"):
            Vinnova.from_options(odd)
    with pytest.raises(ValueError, match=r"^address$"):
        Vinnova.from_options({"address": "ftp://funder.example"})


def test_texts_that_nobody_has_written_are_asked_of_the_call() -> None:
    silent = {"Titel": "X", "TitelEngelska": "", "WebTextLista": None, "Beskrivning": "xx"}
    (step, _), asked = read([ROUND | silent])
    assert asked[1:] == ["/utlysningar/2026-09000"]
    assert step.records[0].titles == {
        "sv": "Exempelutlysning om odling",
        "en": "Example call about growing",
    }
    assert step.records[0].summaries == {
        "sv": "Om odling i staden.",
        "en": "About growing in the city.",
    }


def test_a_call_that_is_not_for_everybody_lends_no_words() -> None:
    silent = {"Titel": "x", "TitelEngelska": "x"}
    (step, _), _ = read([ROUND | silent], [CALL | {"Publik": 0}])
    assert step.refused == (Refusal("2026-09001", "no_title"),)


def test_no_more_than_twenty_calls_are_asked_of_at_once() -> None:
    rounds = [
        ROUND | {"Diarienummer": f"2026-{n:05}", "DiarienummerUtlysning": f"2025-{n:05}"}
        for n in range(45)
    ]
    steps, asked = read([one | {"WebTextLista": []} for one in rounds], [])
    assert [path.count(",") + 1 for path in asked[1:]] == [20, 20, 5]
    assert [len(step.records) for step in steps] == [20, 20, 5, 0]


def test_a_number_that_is_none_is_never_put_in_an_address() -> None:
    _, asked = read([ROUND | {"WebTextLista": [], "DiarienummerUtlysning": "../projekt/2015"}])
    assert asked == ["/ansokningsomgangar/2026-05-30"]


def test_a_call_that_is_not_there_is_no_trouble() -> None:
    web = Pretended(answer=lambda asked: 404 if "/utlysningar/" in asked.path else [bare])
    bare = ROUND | {"WebTextLista": []}
    (step, _) = VINNOVA.read(web, {})
    assert step.records[0].summaries == {"sv": "Ni odlar tillsammans."}


@pytest.mark.parametrize("public", [0, None, "0", False, "nej"])
def test_what_is_not_for_everybody_is_left_out(public: Any) -> None:
    assert refused(Publik=public) == Refusal("2026-09001", "not_public")


def test_people_are_never_read() -> None:
    assert "person@" not in repr(read([ROUND]))
    elsewhere = [{"Namn": "Someone else"}]
    assert one(KontaktLista=elsewhere).raw_hash == one().raw_hash
    assert one(Titel="Another").raw_hash != one().raw_hash


def test_both_shapes_of_the_web_texts() -> None:
    texts = [
        {"Text": "Mer text.", "Lang": "Sv"},
        {"Text": "More text.", "Lang": "EN"},
        {"Text": "Mehr.", "Lang": "de"},
        {"TextSv": "Mer text.", "TextEn": "x"},
    ]
    assert one(**BOTH, WebTextLista=texts).summaries == {
        "sv": "Om odling.\n\nMer text.",
        "en": "About growing.\n\nMore text.",
    }


@pytest.mark.parametrize("lists", [None, [], [{"Lank": "javascript:alert(1)"}], [{"URL": "x"}]])
def test_without_a_link_there_is_none(lists: Any) -> None:
    assert one(LankLista=lists).address == ""


def test_the_other_name_of_a_link() -> None:
    assert one(LankLista=[{"Lank": "https://exempel.invalid/2"}]).address.endswith("/2")


@pytest.mark.parametrize("nothing", ["1900-01-01T00:00:00", "", None])
def test_a_date_that_nobody_has_set_is_none(nothing: str | None) -> None:
    record = one(Stangningsdatum=nothing, Oppningsdatum=nothing)
    assert (record.opens_on, record.deadlines) == (None, ())


def test_midnight_is_no_time_of_the_day() -> None:
    assert one(Stangningsdatum="2026-12-01T00:00:00").deadlines == (
        Deadline(date(2026, 12, 1), None, "Europe/Stockholm", "2026-12-01T00:00:00"),
    )


@pytest.mark.parametrize("odd", ["2026-02-30", "1999-12-31", "9999-12-31", "soon", 20261201])
def test_an_odd_date_leaves_the_round_out_with_the_reason(odd: Any) -> None:
    refusal = refused(Stangningsdatum=odd)
    assert (refusal.what, refusal.why) == ("2026-09001", "odd_date")
    assert refusal.detail == {"field": "Stangningsdatum", "said": str(odd)}


def test_an_entry_that_makes_no_sense_does_not_stop_the_others() -> None:
    (step, _), _ = read([7, ROUND | {"Diarienummer": None}, ROUND, ROUND, ROUND | {"Titel": []}])
    assert [record.identifier for record in step.records] == ["2026-09001"]
    assert step.refused == (
        Refusal("", "not_readable"),
        Refusal("Exempelrunda för odling på tak", "no_identifier"),
        Refusal("2026-09001", "not_readable", {"field": "Titel"}),
    )


def test_the_same_number_with_something_else_is_left_out() -> None:
    (step, _), _ = read([ROUND, ROUND | {"Titel": "Something else"}])
    assert [record.titles["sv"] for record in step.records] == ["Exempelrunda för odling på tak"]
    assert step.refused == (Refusal("2026-09001", "twice"),)


def test_a_text_without_end_is_left_out() -> None:
    assert refused(Titel="å" * 1_001).detail == {"field": "Titel"}
    assert refused(Beskrivning="å" * 200_001).why == "too_large"


@pytest.mark.parametrize("field", ["Diarienummer", "Titel", "Publik", "Stangningsdatum"])
def test_a_field_that_has_another_name_everywhere_is_a_change(field: str) -> None:
    renamed = {("New" + name if name == field else name): value for name, value in ROUND.items()}
    with pytest.raises(Trouble) as trouble:
        read([renamed, renamed])
    assert (trouble.value.code, trouble.value.detail) == ("changed", {"missing": field})
    steps, _ = read([renamed, ROUND])
    assert [record.identifier for record in steps[0].records][-1:] == ["2026-09001"]


def test_a_reading_that_stopped_goes_on_where_it_was() -> None:
    rounds = [ROUND | {"Diarienummer": f"2026-{n:05}"} for n in reversed(range(45))]
    web = Pretended(answer=lambda asked: rounds)
    reading = VINNOVA.read(web, {})
    begun = [next(reading), next(reading)]
    later = Vinnova(ADDRESS, today=lambda: date(2026, 11, 30))
    rest = list(later.read(web, begun[-1].memory))
    told = [record.identifier for step in (*begun, *rest) for record in step.records]
    assert told == [f"2026-{n:05}" for n in range(45)]
    # What changed while it stood still is asked for next time.
    assert rest[-1].memory == {"since": "2026-11-25"}


def test_nothing_new_is_a_reading_too() -> None:
    steps, _ = read([])
    assert steps == [Reading(memory={"since": "2026-11-25"}, total=0)]
