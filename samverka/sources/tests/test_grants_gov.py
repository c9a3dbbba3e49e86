"""A list of everything that is open, and what it does not say asked for one call at a time."""

from datetime import date
from typing import Any

import pytest

from samverka.sources import CallRecord, Deadline, Reading, Refusal, Trouble
from samverka.sources.grants_gov import ROWS, GrantsGov
from samverka.sources.tests.asking import ADDRESS, Asked, Pretended
from samverka.sources.tests.told import DETAILS, HIT, HITS

GRANTS = GrantsGov(ADDRESS)


def hits(count: int) -> list[dict[str, Any]]:
    return [HIT | {"id": str(n), "number": f"EX-{n}"} for n in range(1, count + 1)]


def server(found: list[dict[str, Any]], details: Any = DETAILS) -> Pretended:
    def answer(asked: Asked) -> Any:
        if "fetchOpportunity" in asked.path:
            return details(asked.json["opportunityId"]) if callable(details) else details
        start, rows = asked.json["startRecordNum"], asked.json["rows"]
        page = found[start : start + rows]
        return {"errorcode": 0, "data": {"hitCount": len(found), "oppHits": page}}

    return Pretended(answer=answer)


def details_of(**other: Any) -> dict[str, Any]:
    return {"errorcode": 0, "data": {"synopsis": DETAILS["data"]["synopsis"] | other}}


def asked_about(web: Pretended) -> list[int]:
    return [asked.json["opportunityId"] for asked in web.asked if "fetch" in asked.path]


def one(hit: dict[str, Any], **details: Any) -> CallRecord:
    (step,) = GRANTS.read(server([hit], details_of(**details)), {})
    (record,) = step.records
    return record


def test_a_call_as_it_is_told() -> None:
    record = one(HIT)
    assert record == CallRecord(
        identifier="900001",
        reference="EX-26-001",
        titles={"en": "Example Grants for Gardens & Parks"},
        summaries={"en": "Gardens for everybody."},
        raw_hash=record.raw_hash,
        funder="Example Agency",
        level="international",
        opens_on=date(2026, 10, 1),
        deadlines=(Deadline(date(2027, 1, 31), said="01/31/2027"),),
        budget=2_000_000,
        grant_max=500_000,
        currency="USD",
        applicants=("Unrestricted", "Anybody, anywhere."),
        keywords=("Arts",),
        address="https://www.grants.gov/search-results-detail/900001",
    )


def test_nobody_is_named() -> None:
    assert "person" not in repr(one(HIT)).lower()


def test_what_is_asked_for() -> None:
    chosen = {
        "address": ADDRESS,
        "keyword": "social innovation",
        "eligibilities": "99|25",
        "fundingCategories": "ISS|CD",
        "details": "0",
    }
    web = server(hits(1))
    list(GrantsGov.from_options(chosen).read(web, {}))
    assert [(asked.path, asked.json) for asked in web.asked] == [
        (
            "/v1/api/search2",
            {
                "rows": ROWS,
                "startRecordNum": 0,
                "oppStatuses": "forecasted|posted",
                "keyword": "social innovation",
                "eligibilities": "99|25",
                "fundingCategories": "ISS|CD",
                "sortBy": "openDate|desc",
            },
        )
    ]
    assert GrantsGov.from_options({}).address == "https://api.grants.gov"
    with pytest.raises(ValueError, match=r"^details$"):
        GrantsGov.from_options({"details": "-1"})


def test_all_pages_are_read_and_a_reading_that_stopped_goes_on() -> None:
    source = GrantsGov(ADDRESS, details=0)
    web = server(hits(600))
    reading = source.read(web, {})
    first = next(reading)
    rest = list(source.read(web, first.memory))
    told = [record.identifier for step in (first, *rest) for record in step.records]
    assert told == [str(n) for n in range(1, 601)]
    assert [asked.json["startRecordNum"] for asked in web.asked] == [0, 250, 500]
    assert "start" not in rest[-1].memory
    assert first.total == 600


def test_details_are_asked_a_few_at_a_time_and_the_rest_next_time() -> None:
    source = GrantsGov(ADDRESS, details=2)
    web = server(hits(5))
    memory: dict[str, str] = {}
    told: dict[str, str] = {}
    for _ in range(4):
        (step,) = source.read(web, memory)
        memory = dict(step.memory)
        told = {record.identifier: record.raw_hash for record in step.records}
    assert asked_about(web) == [1, 2, 3, 4, 5]
    (again,) = source.read(web, memory)
    assert {record.identifier: record.raw_hash for record in again.records} == told
    assert asked_about(web) == [1, 2, 3, 4, 5]


def test_a_call_that_has_changed_is_asked_about_again() -> None:
    found = hits(2)
    (before,) = GRANTS.read(server(found), {})
    found[1] = found[1] | {"closeDate": "02/28/2027"}
    web = server(found)
    (after,) = GRANTS.read(web, before.memory)
    assert asked_about(web) == [2]
    assert after.records[0].raw_hash == before.records[0].raw_hash
    assert after.records[1].raw_hash != before.records[1].raw_hash
    assert after.records[1].budget == 2_000_000


def test_a_call_that_went_and_came_back_is_told_in_full_again() -> None:
    (before,) = GRANTS.read(server(hits(2)), {})
    (without,) = GRANTS.read(server(hits(1)), before.memory)
    web = server(hits(2))
    (after,) = GRANTS.read(web, without.memory)
    assert asked_about(web) == [2]
    assert after.records[1] == before.records[1]


def test_details_of_one_that_cannot_be_told_do_not_stop_the_rest() -> None:
    def details(identifier: int) -> Any:
        return {2: 500, 4: {"errorcode": 1}, 6: b"<html>"}.get(identifier, DETAILS)

    (step,) = GRANTS.read(server(hits(6), details), {})
    assert [record.budget is not None for record in step.records] == [True, False] * 3


def test_details_that_nobody_can_tell_are_a_trouble() -> None:
    web = server(hits(6), {"errorcode": 0, "data": {}})
    with pytest.raises(Trouble) as trouble:
        list(GRANTS.read(web, {}))
    assert (trouble.value.code, trouble.value.detail) == ("changed", {"missing": "synopsis"})
    assert asked_about(web) == [1, 2, 3]


def test_what_is_only_forecast_has_details_too() -> None:
    forecast = {"errorcode": 0, "data": {"forecast": {"forecastDesc": "Soon."}}}
    (step,) = GRANTS.read(server([HIT], forecast), {})
    assert step.records[0].summaries == {"en": "Soon."}
    assert step.records[0].currency == ""


@pytest.mark.parametrize(
    ("said", "amount"),
    [("1000", 1000), ("$1,000", 1000), ("none", None), ("", None), ("0", None), (None, None)],
)
def test_amounts(said: str | None, amount: int | None) -> None:
    assert one(HIT, awardCeiling=said).grant_max == amount


@pytest.mark.parametrize(
    ("hit", "details", "why", "field"),
    [
        ({"openDate": "31/12/2026"}, {}, "odd_date", "openDate"),
        ({"closeDate": "01/01/0001"}, {}, "odd_date", "closeDate"),
        ({"closeDate": "2027-01-01"}, {}, "odd_date", "closeDate"),
        ({"title": ["A"]}, {}, "not_readable", "title"),
        ({"title": "a" * 1001}, {}, "too_large", "title"),
        ({}, {"awardCeiling": "up to a million"}, "not_readable", "awardCeiling"),
        ({}, {"awardFloor": "600000"}, "not_readable", "awardFloor"),
        ({}, {"applicantTypes": "all"}, "not_readable", "applicantTypes"),
    ],
)
def test_what_is_odd_is_left_out_with_the_reason(
    hit: dict[str, Any], details: dict[str, Any], why: str, field: str
) -> None:
    (step,) = GRANTS.read(server([HIT | hit], details_of(**details)), {})
    (refusal,) = step.refused
    assert (refusal.what, refusal.why, refusal.detail["field"]) == ("900001", why, field)


@pytest.mark.parametrize("identifier", ["", None, "../1", "²", "9" * 13])
def test_without_a_number_nothing_is_asked(identifier: Any) -> None:
    web = server([HIT | {"id": identifier}, HIT])
    (step,) = GRANTS.read(web, {})
    assert [refusal.why for refusal in step.refused] == ["no_identifier"]
    assert asked_about(web) == [900001]


def test_a_day_that_is_not_set_is_none() -> None:
    assert one(HIT | {"closeDate": ""}).deadlines == ()


@pytest.mark.parametrize(
    ("told", "code", "detail"),
    [
        (HITS | {"errorcode": 7}, "status", {"status": "7"}),
        (HITS | {"errorcode": None}, "status", {"status": "None"}),
        ({"data": {}}, "changed", {"missing": "errorcode"}),
        ({"errorcode": 0}, "changed", {"missing": "data"}),
        ({"errorcode": 0, "data": {"oppHits": []}}, "changed", {"missing": "hitCount"}),
        ({"errorcode": 0, "data": {"hitCount": 1}}, "changed", {"missing": "oppHits"}),
        (
            {"errorcode": 0, "data": {"hitCount": 1, "oppHits": [{"id": "1"}]}},
            "changed",
            {"missing": "number"},
        ),
        ([], "changed", {"missing": "errorcode"}),
    ],
)
def test_another_answer_is_a_trouble(told: Any, code: str, detail: dict[str, Any]) -> None:
    with pytest.raises(Trouble) as trouble:
        list(GRANTS.read(Pretended(answer=lambda asked: told), {}))
    assert (trouble.value.code, trouble.value.detail) == (code, detail)


def test_the_same_page_again_is_a_trouble() -> None:
    page = {"errorcode": 0, "data": {"hitCount": 5000, "oppHits": hits(ROWS)}}
    source = GrantsGov(ADDRESS, details=0)
    with pytest.raises(Trouble) as trouble:
        list(source.read(Pretended(answer=lambda asked: page), {}))
    assert trouble.value.code == "repeats"


def test_pages_without_end_are_a_trouble() -> None:
    def answer(asked: Asked) -> Any:
        page = [HIT | {"id": str(asked.json["startRecordNum"])}]
        return {"errorcode": 0, "data": {"hitCount": 10**9, "oppHits": page}}

    with pytest.raises(Trouble) as trouble:
        list(GrantsGov(ADDRESS, details=0).read(Pretended(answer=answer), {}))
    assert (trouble.value.code, trouble.value.detail) == ("endless", {"pages": 100})


def test_nothing_open_is_a_reading_too() -> None:
    assert list(GRANTS.read(server([]), {})) == [Reading(total=0)]


def test_one_that_is_told_on_two_pages_is_told_once() -> None:
    """The list moves while it is read."""
    found = [*hits(ROWS), hits(ROWS)[-1], HIT]
    steps = list(GrantsGov(ADDRESS, details=0).read(server(found), {}))
    assert [len(step.records) for step in steps] == [ROWS, 1]
    assert sum((step.refused for step in steps), ()) == ()


def test_one_that_says_something_else_the_second_time_is_left_out() -> None:
    (step,) = GRANTS.read(server([HIT, HIT | {"title": "Another"}]), {})
    assert step.refused == (Refusal("900001", "twice"),)
