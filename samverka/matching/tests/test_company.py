"""Collaborators for a project, and tags for what somebody does."""

from datetime import date
from pathlib import Path

import pytest

from samverka.matching import Document, Match, Matcher
from samverka.matching.tests.conftest import SPRING, open_matcher


def project(number: int, text: str, partners: list[str]) -> Document:
    return Document(f"project:{number}", "project", text, attributes={"partners": partners})


@pytest.fixture
def network(tmp_path: Path) -> Matcher:
    matcher = open_matcher(tmp_path)
    matcher.add(
        [
            project(1, "Odling i förorten", ["org:farm", "org:mine"]),
            project(2, "Odling på skolgården", ["org:farm", "org:school"]),
            project(3, "Simning för alla", ["org:pool", "org:mine"]),
            Document("partner:9", "partner", "Odling hos oss", "Utan projekt"),
        ]
    )
    return matcher


def ids(matches: list[Match]) -> list[str]:
    return [match.id for match in matches]


def test_organisations_with_similar_projects_come_first(network: Matcher) -> None:
    farm, school = network.collaborators("Vi startar en odling", limit=2, today=SPRING)

    assert (farm.id, farm.kind) == ("org:farm", "organisation")
    assert farm.score > school.score
    assert [(reason.type, reason.text) for reason in farm.reasons] == [("words", "odling")]


def test_those_one_has_worked_with_are_named_and_those_one_has_are_left_out(
    network: Matcher,
) -> None:
    found = network.collaborators("Vi startar en odling", have=["org:mine"], today=SPRING)

    assert ids(found) == ["org:farm", "org:school", "org:pool"]
    assert [[r.text for r in match.reasons if r.type == "together"] for match in found] == [
        ["org:mine"],
        [],
        ["org:mine"],
    ]


def test_without_words_prior_company_is_all_there_is(network: Matcher) -> None:
    [farm, pool] = network.collaborators("", have=["org:mine"], today=SPRING)

    assert {farm.id, pool.id} == {"org:farm", "org:pool"}
    assert farm.reasons[0].type == "together"
    assert network.collaborators("", today=SPRING) == []


def test_whom_the_text_names_is_suggested_though_they_have_done_nothing(network: Matcher) -> None:
    network.add(
        [
            Document("org:circus", "organisation", "Cirkus Humlan", attributes={"country": "SE"}),
            Document("org:mine", "organisation", "Vi själva", attributes={"country": "SE"}),
        ]
    )

    found = network.collaborators("Ihop med Humlans barn.", have=["org:mine"], today=SPRING)

    [circus] = [match for match in found if match.id == "org:circus"]
    assert [(why.type, why.text) for why in circus.reasons] == [
        ("named", "Humlans"),
        ("country", "SE"),
    ]
    assert "org:circus" not in ids(network.collaborators("Ihop med humlans barn."))


def test_a_country_that_the_text_names_counts(network: Matcher) -> None:
    network.add([Document("org:school", "organisation", "Skolan", attributes={"country": "FI"})])

    [without] = [m for m in network.collaborators("Odling") if m.id == "org:school"]
    [school] = [m for m in network.collaborators("Odling i Finland") if m.id == "org:school"]

    assert school.score > without.score
    assert ("country", "Finland") in [(why.type, why.text) for why in school.reasons]


@pytest.mark.parametrize("text", ["Odling i Finland", "Simning med Bonde och Pool", ""])
@pytest.mark.parametrize("have", [["org:farm"], ["org:mine", "org:pool"], ["org:unknown"]])
def test_those_one_has_are_never_suggested_and_every_reason_weighs(
    network: Matcher, text: str, have: list[str]
) -> None:
    network.add(
        Document(f"org:{name.lower()}", "organisation", name, attributes={"country": "FI"})
        for name in ("Farm", "Mine", "Pool")
    )

    found = network.collaborators(f"{text} Farm", have=have, today=SPRING)

    assert set(have).isdisjoint(ids(found))
    assert found == sorted(found, key=lambda match: -match.score)
    for match in found:
        weights = [reason.weight for reason in match.reasons]
        assert weights == sorted(weights, reverse=True)
        assert 0 < match.score < 1
        assert min(weights) > 0
        assert sum(weights) <= 1.01


@pytest.fixture
def club(tmp_path: Path) -> Matcher:
    """Ten organisations that do everything together, and two that have just begun."""
    matcher = open_matcher(tmp_path)
    members = [f"org:{n}" for n in range(10)]
    matcher.add(project(n, "Odling i staden", members) for n in range(9))
    matcher.add([project(20, "Konst, musik, dans, teater, och lite odling", ["org:new"])])
    return matcher


def test_one_place_in_five_is_kept_for_newcomers(club: Matcher) -> None:
    found = club.collaborators("odling i staden", limit=10, today=SPRING)

    assert len(found) == 10
    assert found[-1].id == "org:new"
    assert found == sorted(found, key=lambda match: -match.score)


def test_who_began_lately_is_a_newcomer_whatever_they_have_done(club: Matcher) -> None:
    since = {"since": "2025-01-01"}
    club.add([Document("org:9", "partner", "Nya föreningen", attributes=since)])

    assert "org:9" in ids(club.collaborators("odling i staden", limit=5, today=SPRING))
    assert "org:9" not in ids(club.collaborators("odling", limit=5, today=date(2029, 1, 1)))


def test_tags_are_learned_from_many_documents_and_again_when_they_change(tmp_path: Path) -> None:
    matcher = open_matcher(tmp_path)
    subjects = {"sport": "fotboll boll match", "food": "soppa bröd middag", "music": "kör sång not"}
    matcher.add(
        Document(f"{tag}:{n}", "idea", f"{words} {n % 7 * 'x'}", tags=(tag,))
        for tag, words in subjects.items()
        for n in range(20)
    )

    for tag, words in subjects.items():
        [first, *_] = matcher.tags(f"vi vill ha {words}")
        assert (first.id, first.score > 0.8) == (tag, True)
    matcher.add([Document("dance", "idea", "Tango och vals", tags=("dance",))])
    assert ids(matcher.tags("tango", limit=1)) == ["dance"]
