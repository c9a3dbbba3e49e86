"""The EU's portal, answered in its own shape by a server on this machine."""

import json
import tracemalloc
from datetime import date
from itertools import islice
from typing import Any

import pytest

from samverka.sources import CallRecord, Deadline, Memory, Reading, Refusal, Trouble
from samverka.sources.eu import EuPortal
from samverka.sources.tests.eu_pages import page_of, portal, sweep, topic
from samverka.sources.tests.replay import (
    AGENT,
    Asked,
    Replay,
    Told,
    html_told,
    json_told,
    polite,
)
from samverka.sources.tests.told import EU_FILE

SEARCH, FILES = "/rest/search", "/topicDetails"


def portal_at(funder: Replay, **choices: Any) -> EuPortal:
    return EuPortal(f"{funder.address}/rest", funder.address + FILES, **choices)


def taken(source: EuPortal, memory: Memory | None = None) -> list[Reading]:
    """All that a reading gives, from its beginning or from what is remembered."""
    with polite() as web:
        return list(source.read(web, memory or {}))


def read(funder: Replay, *rows: Any) -> Reading:
    funder.at(SEARCH, portal(list(rows)))
    (step,) = taken(portal_at(funder))
    return step


def identifiers(steps: list[Reading]) -> list[str]:
    return [record.identifier for step in steps for record in step.records]


def test_a_topic_as_it_is_told(funder: Replay) -> None:
    step = read(funder, topic(10))
    (record,) = step.records

    assert step == Reading((record,), total=1)
    assert record == CallRecord(
        identifier="EXAMPLE-2027-00-0010",
        reference="EXAMPLE-2027-00-0010",
        titles={"en": "Together for loneliness: example topic 10"},
        summaries={"en": record.summaries["en"]},
        raw_hash=record.raw_hash,
        funder="European Commission",
        programme="Citizens, Equality, Rights and Values (CERV)",
        level="european",
        opens_on=date(2026, 10, 1),
        deadlines=(
            Deadline(date(2027, 11, 10), said="2027-11-10T00:00:00.000+0000"),
            Deadline(date(2028, 1, 20), said="2028-01-20T00:00:00.000+0000"),
        ),
        budget=4_000_000,
        grant_min=1_000_000,
        grant_max=2_000_010,
        currency="EUR",
        keywords=(
            "EXAMPLE Research and Innovation Actions",
            "Loneliness",
            "Social innovation",
        ),
        address="https://portal.example/topic-details/EXAMPLE-2027-00-0010",
    )
    assert record.summaries["en"].startswith(
        "Activities under this topic bring together associations, municipalities and those whom it "
        "concerns. Expected outcome: more people take part in what is decided about loneliness.\n"
    )


def test_nobody_is_named(funder: Replay) -> None:
    assert "some.body" not in repr(read(funder, topic(1))).lower()


def test_it_is_asked_in_parts_that_are_json(funder: Replay) -> None:
    funder.at(SEARCH, portal([topic(1)]))
    chosen = {
        "address": f"{funder.address}/rest/",
        "words": "social innovation",
        "programmes": "43251589|43353764",
    }
    taken(EuPortal.from_options(chosen))

    (asked,) = funder.asked
    assert asked.params == {
        "apiKey": "SEDIA",
        "text": "social innovation",
        "pageSize": "100",
        "pageNumber": "1",
    }
    assert asked.headers["user-agent"] == AGENT
    parts = {name: (kind, json.loads(said)) for name, (kind, said) in asked.parts.items()}
    assert parts == {
        "query": (
            "application/json",
            {
                "bool": {
                    "must": [
                        {"terms": {"type": ["1", "2", "8"]}},
                        {"terms": {"status": ["31094501", "31094502"]}},
                        {"terms": {"frameworkProgramme": ["43251589", "43353764"]}},
                    ]
                }
            },
        ),
        "languages": ("application/json", ["en"]),
        "sort": ("application/json", {"field": "identifier", "order": "ASC"}),
    }


def test_what_is_chosen_must_make_sense() -> None:
    assert EuPortal.from_options({}) == EuPortal()
    for name, said in (("address", "ftp://x"), ("topics", "x"), ("details", "9999")):
        with pytest.raises(ValueError, match=r"^(address|details)$"):
            EuPortal.from_options({name: said})


def test_all_pages_are_read_and_a_reading_that_stopped_goes_on(funder: Replay) -> None:
    rows = sweep(3)
    funder.at(SEARCH, portal(rows))
    source = portal_at(funder)
    with polite() as web:
        first = next(source.read(web, {}))
    rest = taken(source, first.memory)

    assert first.memory == {"page": "2"}
    assert identifiers([first, *rest]) == [row["metadata"]["identifier"][0] for row in rows]
    assert rest[-1].memory == {}
    assert [asked.params["pageNumber"] for asked in funder.asked] == ["1", "2", "3"]


def test_a_topic_of_two_databases_and_three_languages_is_one(funder: Replay) -> None:
    swedish = topic(1, language=["sv"]) | {"reference": "50000001TOPICSsv"}
    copy = topic(1, DATASOURCE=["SEDIA_PRD_CENTRICITY"], title=["An older copy"])
    question = topic(2, DATASOURCE=["SEDIA_FAQ"])
    step = read(funder, copy | {"reference": "45HORIZON"}, swedish, topic(1), question)

    assert [one.titles for one in step.records] == [{"en": "Together for housing: example topic 1"}]
    assert step.refused == ()


def test_rows_without_metadata_hold_the_same_fields(funder: Replay) -> None:
    row = topic(3)
    flat = {name: value[0] for name, value in row["metadata"].items()}
    flat |= {"type": "8", "budgetOverview": None, "budget": "250000", "currency": "EUR"}
    (record,) = read(funder, flat | {"reference": "3COMPETITIVE_CALLen"}).records

    assert (record.identifier, record.reference) == ("3COMPETITIVE_CALLen", "EXAMPLE-2027-00-0003")
    assert (record.budget, record.grant_max, record.currency) == (250_000, None, "EUR")


def test_calls_of_others_may_share_a_code(funder: Replay) -> None:
    rows = [
        topic(1, type=["8"], title=[f"Round {n}"]) | {"reference": f"{n}CALLen"} for n in (1, 2)
    ]
    assert identifiers([read(funder, *rows)]) == ["1CALLen", "2CALLen"]


def test_only_the_day_of_a_date_is_taken(funder: Replay) -> None:
    said = ["2027-09-27+02:00 Europe/Brussels", "2027-03-07T17:00:00.000+0000"]
    (record,) = read(funder, topic(1, deadlineDate=said)).records
    assert record.deadlines == (
        Deadline(date(2027, 3, 7), said=said[1]),
        Deadline(date(2027, 9, 27), said=said[0]),
    )


def test_money_of_other_topics_is_not_this_one_s(funder: Replay) -> None:
    other = {"action": "EXAMPLE-2027-00-00019 - EX", "budgetYearMap": {"2027": "7"}}
    overview = json.dumps({"budgetTopicActionMap": {"1": [other]}})
    (record,) = read(funder, topic(1, budgetOverview=[overview])).records
    assert (record.budget, record.grant_min, record.grant_max, record.currency) == (
        None,
        None,
        None,
        "",
    )


def test_what_the_search_engine_adds_is_no_change(funder: Replay) -> None:
    before = read(funder, topic(1)).records
    after = read(
        funder, topic(1, es_SortDate=["2027-01-01"], sortStatus=["3"], latestInfos=["[]"])
    ).records
    changed = read(funder, topic(1, status=["31094501"])).records
    assert before == after
    assert changed[0].raw_hash != before[0].raw_hash


@pytest.mark.parametrize("told", [EU_FILE, {"TopicDetails": EU_FILE}, [EU_FILE]])
def test_a_row_without_words_is_completed_once(funder: Replay, told: Any) -> None:
    there = f"{FILES}/example-2027-00-0001.json"
    funder.at(there, json_told(told))
    funder.at(SEARCH, portal([topic(1, descriptionByte=[], budgetOverview=[])]))
    source = portal_at(funder)
    (first,) = taken(source)
    (second,) = taken(source, first.memory)

    assert first.records[0].summaries == {"en": "Told in the file."}
    assert (first.records[0].budget, first.records[0].currency) == (500, "EUR")
    assert second.records[0].raw_hash == first.records[0].raw_hash
    assert funder.times(there) == 1


def test_a_file_that_is_not_there_leaves_the_row_as_it_is(funder: Replay) -> None:
    step = read(funder, topic(1, descriptionByte=[]), topic(2))
    assert [bool(record.summaries) for record in step.records] == [False, True]


@pytest.mark.parametrize(
    ("other", "why", "field"),
    [
        ({"deadlineDate": ["9999-12-31T00:00:00.000+0000"]}, "odd_date", "deadlineDate"),
        ({"deadlineDate": ["0000-00-00"]}, "odd_date", "deadlineDate"),
        ({"startDate": ["soon"]}, "odd_date", "startDate"),
        ({"budgetOverview": ["{"]}, "not_readable", "budgetOverview"),
        ({"budgetOverview": ["[]"]}, "not_readable", "budgetOverview"),
        ({"title": [["a"]]}, "not_readable", "title"),
        ({"title": []}, "no_title", ""),
        ({"keywords": ["["]}, "not_readable", "keywords"),
        ({"deadlineDate": ["2027-01-01"] * 201}, "too_large", "deadlineDate"),
        ({"title": ["a" * 1001]}, "too_large", "title"),
    ],
)
def test_what_is_odd_is_left_out_with_the_reason(
    funder: Replay, other: dict[str, Any], why: str, field: str
) -> None:
    step = read(funder, topic(1, **other), topic(2))
    (refusal,) = step.refused
    assert identifiers([step]) == ["EXAMPLE-2027-00-0002"]
    assert (refusal.what, refusal.why, refusal.detail.get("field", "")) == (
        "EXAMPLE-2027-00-0001",
        why,
        field,
    )


def test_script_in_a_title_is_text(funder: Replay) -> None:
    (record,) = read(funder, topic(1, title=["Work &amp; <script>alert(1)</script> care"])).records
    assert record.titles == {"en": "Work & <script>alert(1)</script> care"}


def test_two_that_say_they_are_the_same_are_told_of(funder: Replay) -> None:
    twice = [topic(1, type=["8"], title=[f"Round {n}"]) for n in (1, 2)]
    assert read(funder, *twice).refused == (Refusal("EXAMPLE-2027-00-0001", "twice", {}),)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([html_told("<h1>Maintenance</h1>")], "not_readable"),
        ([json_told(page_of([topic(1)], 1), cut=200)], "unreachable"),
        ([json_told({"results": []})], "changed"),
        ([json_told({"totalResults": 1})], "changed"),
        ([json_told({"totalResults": 1, "results": [{"ref": "1"}]})], "changed"),
        ([Told(status=500)], "status"),
        ([Told(status=405)], "status"),
        ([Told(status=429, headers={"Retry-After": "3600"})], "too_many"),
    ],
)
def test_trouble_is_told_as_what_it_is(funder: Replay, answers: list[Told], code: str) -> None:
    funder.at(SEARCH, *answers)
    with pytest.raises(Trouble) as trouble:
        taken(portal_at(funder))
    assert trouble.value.code == code


def test_a_page_that_fails_at_random_is_asked_for_again(funder: Replay) -> None:
    whole = portal(sweep(2))
    funder.at(SEARCH, whole, Told(status=500), Told(status=429), whole)
    steps = taken(portal_at(funder))
    assert len(identifiers(steps)) == 200
    assert funder.times(SEARCH) == 4


def test_the_same_page_for_ever_comes_to_an_end(funder: Replay) -> None:
    funder.at(SEARCH, json_told(page_of(sweep(3), 1)))
    with pytest.raises(Trouble) as trouble:
        taken(portal_at(funder))
    assert (trouble.value.code, funder.times(SEARCH)) == ("repeats", 2)


@pytest.mark.slow
def test_new_pages_for_ever_come_to_an_end(funder: Replay) -> None:
    def answer(asked: Asked) -> Told:
        number = int(asked.params["pageNumber"])
        return json_told({"totalResults": 10**9, "results": [topic(number)]})

    funder.at(SEARCH, answer)
    with pytest.raises(Trouble) as trouble:
        taken(portal_at(funder))
    assert (trouble.value.code, funder.times(SEARCH)) == ("endless", 101)


@pytest.mark.slow
def test_a_whole_sweep_needs_no_more_memory_than_some_pages(funder: Replay) -> None:
    """What is read is let go page by page; only identifiers and hashes are kept."""
    rows = sweep(14)
    funder.at(SEARCH, portal(rows))

    def most(pages: int) -> int:
        tracemalloc.start()
        with polite() as web:
            for _step in islice(portal_at(funder).read(web, {}), pages):
                pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    few, all_of_them = most(3), most(14)
    assert all_of_them < 1.5 * few
