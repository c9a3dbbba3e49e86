"""Tags for a text, learned from the documents that carry some."""

from pathlib import Path

from samverka.matching import Document, Match, Matcher
from samverka.matching.tests.conftest import open_matcher


def ids(matches: list[Match]) -> list[str]:
    return [match.id for match in matches]


def test_tags_of_similar_documents_are_suggested(matcher: Matcher) -> None:
    found = matcher.tags("en trädgård för nyanlända")

    assert [(match.id, match.kind, match.score) for match in found] == [
        ("integration", "tag", 1.0),
        ("odling", "tag", 1.0),
    ]
    assert {why.text for why in found[0].reasons} == {"trädgård", "nyanlända"}
    assert ids(matcher.tags("en trädgård för nyanlända", limit=1)) == ["integration"]
    assert matcher.tags("kvantfysik") == []


def test_nothing_is_suggested_where_nobody_carries_a_tag(tmp_path: Path) -> None:
    matcher = open_matcher(tmp_path)
    assert matcher.tags("odling") == []

    matcher.add([Document("call:1", "call", "Odling i staden")])
    assert matcher.tags("odling") == []
    assert matcher.tags("") == []


def test_a_tag_goes_when_the_last_who_carries_it_does(tmp_path: Path) -> None:
    matcher = open_matcher(tmp_path)
    matcher.add([Document("idea:1", "idea", "Odling i staden", tags=("odling",))])
    assert ids(matcher.tags("odling")) == ["odling"]

    matcher.remove(["idea:1"])
    assert matcher.tags("odling") == []
