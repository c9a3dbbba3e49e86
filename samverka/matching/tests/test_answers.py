"""Across languages, through earlier projects, and for whoever asks."""

from datetime import date
from pathlib import Path

import pytest

from samverka.matching import Document, Match, Matcher

TODAY = date(2026, 4, 1)

MIGRANTS = Document("call:migrants", "call", "Employment of migrant women", "Support for projects.")
ENERGY = Document("call:energy", "call", "Heat pumps in old buildings", "Support for projects.")
LATER = Document("call:later", "call", "Second round", attributes={"call": "call:rooms"})
ROOMS = Document("call:rooms", "call", "First round", attributes={"closes": "2026-03-01"})
CHOIR = Document(
    "project:choir",
    "project",
    "Kören i tvättstugan",
    "Grannar sjunger tillsammans i tvättstugan varje torsdag.",
    attributes={"call": "call:rooms"},
)


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    matcher = Matcher.open(tmp_path)
    matcher.add([MIGRANTS, ENERGY, LATER, ROOMS, CHOIR])
    return matcher


def whys(match: Match) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(why.type, why.text, why.words) for why in match.reasons}


def test_swedish_finds_english_and_says_what_it_is_called_there(matcher: Matcher) -> None:
    first = matcher.match("värmepumpar till byggnader", kinds=["call"], today=TODAY)[0]

    assert first.id == "call:energy"
    assert ("translation", "byggnader", ("buildings",)) in whys(first)


def test_english_finds_swedish(matcher: Matcher) -> None:
    [first, *_] = matcher.match("a choir in the laundry room", today=TODAY)

    assert first.id == "project:choir"


def test_a_project_speaks_for_its_call_and_the_one_that_followed(matcher: Matcher) -> None:
    text = "Vi grannar vill sjunga tillsammans i tvättstugan"

    [later] = matcher.match(text, kinds=["call"], today=TODAY)
    open_still = matcher.match(text, kinds=["call"], today=date(2026, 2, 1))

    assert later.id == "call:later"
    [why] = later.reasons
    assert (why.type, why.text) == ("project", "project:choir")
    assert {match.id for match in open_still} == {"call:later", "call:rooms"}
    assert matcher.match("Vi vill odla tomater", kinds=["call"], today=TODAY) == []


def test_what_suits_who_asks_comes_first_and_what_does_not_is_told(matcher: Matcher) -> None:
    matcher.add(
        Document(f"call:{kind}", "call", "Bidrag till dans", attributes={"applicants": [kind]})
        for kind in ("association", "university")
    )
    matcher.add([Document("partner:1", "partner", "Dans i Nora", attributes={"place": "Nora"})])

    ours, theirs = matcher.match(
        "dans", kinds=["call"], applicant="association", today=TODAY, limit=2
    )
    [near] = matcher.match("dans", kinds=["partner"], place="Nora", today=TODAY)
    [far] = matcher.match("dans", kinds=["partner"], place="Laxå", today=TODAY)

    assert (ours.id, theirs.id) == ("call:association", "call:university")
    assert (ours.reasons[-1].type, ours.reasons[-1].weight > 0) == ("applicant", True)
    assert (theirs.reasons[-1].text, theirs.reasons[-1].weight) == ("university", -0.5)
    assert near.score > far.score
    assert [match.reasons[-1].text for match in (near, far)] == ["Nora", "Nora"]


def test_reasons_account_for_the_match_and_no_more(matcher: Matcher) -> None:
    for match in matcher.match("kvinnor som söker arbete, grannar och värmepumpar", today=TODAY):
        weights = [why.weight for why in match.reasons]
        assert weights
        assert sum(weights) <= 1.001
        assert weights == sorted(weights, reverse=True)
