"""What a person meets: plain words in, matches with reasons out."""

from datetime import date, datetime
from pathlib import Path

import pytest

from samverka.matching import Document, Match, Matcher, Reason
from samverka.matching.tests.conftest import SPRING, open_matcher


def ids(matches: list[Match]) -> list[str]:
    return [match.id for match in matches]


def test_a_match_says_why_in_the_words_of_the_person(matcher: Matcher) -> None:
    [match] = matcher.match("Vi lagar en trasig Cykel", today=SPRING)

    assert (match.id, match.kind) == ("partner:bikes", "partner")
    assert 0 < match.score < 1
    assert match.reasons == (Reason("words", "Cykel", 0.715), Reason("words", "lagar", 0.285))


def test_words_side_by_side_are_one_reason(matcher: Matcher) -> None:
    [match] = matcher.match("ett språkcafé där nyanlända möter språket", today=SPRING)

    assert match.reasons[0].text == "nyanlända möter språket"


def test_a_concept_is_told_in_the_language_of_the_reader(matcher: Matcher) -> None:
    [swedish] = matcher.match("Många här är arbetslösa ungdomar", today=SPRING)
    [english] = matcher.match("So many a NEET here", language="en", today=SPRING)

    assert [(r.type, r.text, r.words) for r in swedish.reasons] == [
        ("concept", "unga utan arbete", ("arbetslösa ungdomar",))
    ]
    assert [(r.type, r.text, r.words) for r in english.reasons] == [
        ("concept", "young people without work", ("NEET",))
    ]


def test_a_title_is_in_the_language_of_its_text_whoever_reads(matcher: Matcher) -> None:
    """ "NEET" shows no language; in Swedish it is the name of nothing."""
    text = "NEET\n\nThis is what we see here and want to do something about."

    swedish, english = (matcher.match(text, language=one, today=SPRING) for one in ("sv", "en"))

    assert [(one.id, one.score) for one in swedish] == [(one.id, one.score) for one in english]
    assert [one[0].reasons[0].text for one in (swedish, english)] == [
        "unga utan arbete",
        "young people without work",
    ]


def test_only_the_kinds_that_are_asked_for(matcher: Matcher) -> None:
    text = "Bidrag och rådgivning"

    assert set(ids(matcher.match(text))) == {"call:machines", "service:advice"}
    assert ids(matcher.match(text, kinds=["service"])) == ["service:advice"]
    assert matcher.match(text, kinds=["choir", "\ud800", ""]) == []
    assert matcher.match(text, kinds=[]) == []


def test_no_more_than_the_limit_and_the_best_first(matcher: Matcher) -> None:
    text = "bidrag till maskiner, och rådgivning"

    best, second = matcher.match(text)

    assert (best.id, second.id) == ("call:machines", "service:advice")
    assert best.score > second.score
    assert matcher.match(text, limit=1) == [best]
    with pytest.raises(ValueError, match="ask for at least one match"):
        matcher.match(text, limit=0)


def test_every_kind_keeps_its_places_however_many_there_are_of_another(matcher: Matcher) -> None:
    matcher.add(Document(f"call:garden-{n}", "call", "Trädgård för nyanlända") for n in range(50))

    found = matcher.match_each("en trädgård för nyanlända", ["call", "partner", "idea"], limit=2)

    assert sorted(match.kind for match in found) == ["call", "call", "partner"]
    assert [match.score for match in found] == sorted((m.score for m in found), reverse=True)
    assert {match.kind for match in matcher.match("en trädgård för nyanlända")} == {"call"}


def test_what_has_closed_is_left_out(matcher: Matcher) -> None:
    text = "youth unemployment"

    assert ids(matcher.match(text, today=date(2026, 9, 30))) == ["call:youth"]
    assert matcher.match(text, today=date(2026, 10, 1)) == []
    assert matcher.match_each(text, ["call"], today=date(2026, 10, 1)) == []


@pytest.mark.parametrize(
    "closes", ["2026-05-01", date(2026, 5, 1), "2026-05-01T17:00:00Z", datetime(2026, 5, 1, 17)]
)
def test_a_last_day_may_be_written_in_several_ways(matcher: Matcher, closes: str | date) -> None:
    matcher.add([Document("call:choir", "call", "Körsång", attributes={"closes": closes})])

    assert ids(matcher.match("körsång", today=date(2026, 5, 1))) == ["call:choir"]
    assert matcher.match("körsång", today=date(2026, 5, 2)) == []


def test_a_date_that_is_none_is_refused_and_nothing_is_added(matcher: Matcher) -> None:
    choir = Document("call:choir", "call", "Körsång")
    wrong = Document("call:wrong", "call", "Fel", attributes={"closes": "in spring"})

    with pytest.raises(ValueError, match="call:wrong: closes='in spring' is not a date"):
        matcher.add([choir, wrong])

    assert matcher.match("körsång") == []


def test_the_same_id_takes_the_place_of_the_old_one(matcher: Matcher) -> None:
    matcher.add([Document("partner:bikes", "partner", "Sömnadsstugan", "Vi syr om gamla kläder")])

    assert matcher.match("cykel") == []
    assert ids(matcher.match("gamla kläder")) == ["partner:bikes"]


def test_the_last_of_two_with_one_id_stays(matcher: Matcher) -> None:
    matcher.add([Document("talk:1", "talk", "Körsång"), Document("talk:1", "talk", "Ridning")])

    assert matcher.match("körsång") == []
    assert ids(matcher.match("ridning")) == ["talk:1"]


def test_what_is_removed_is_not_found(matcher: Matcher) -> None:
    matcher.remove(["partner:bikes", "partner:unknown", "\ud800"])

    assert matcher.match("cykel") == []


def test_an_index_is_there_when_it_is_opened_again(matcher: Matcher, tmp_path: Path) -> None:
    again = open_matcher(tmp_path / "index")

    assert again.match("cykel") == matcher.match("cykel") != []


def test_an_empty_index_has_no_answer(tmp_path: Path) -> None:
    matcher = open_matcher(tmp_path / "new" / "index")

    assert matcher.match("cykel") == []
    assert matcher.match_each("cykel", ["call"]) == []
    assert matcher.collaborators("cykel", have=["org:1"]) == []
    assert matcher.tags("cykel") == []


def test_a_folder_with_something_else_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")

    with pytest.raises(ValueError, match="remove the folder and build it again"):
        open_matcher(tmp_path)


def test_one_common_word_of_many_is_no_match(matcher: Matcher) -> None:
    matcher.add(Document(f"idea:{n}", "idea", f"Projekt {n}") for n in range(300))

    assert matcher.match("ett projekt om fjärilar, humlor, vildbin och ängar") == []
    assert len(matcher.match("projekt")) == 10


def test_each_passage_is_read_in_its_own_language(matcher: Matcher) -> None:
    assert ids(matcher.match("trädgården")) == ["partner:garden"]
    assert ids(matcher.match("language for a newcomer")) == ["partner:garden"]


def test_the_shipped_vocabulary_crosses_the_languages(tmp_path: Path) -> None:
    matcher = Matcher.open(tmp_path)
    matcher.add([Document("call:1", "call", "Against unemployment", "For those out of work.")])

    [match] = matcher.match("Vi vill hjälpa den som är arbetslös och söker jobb")

    assert match.reasons[0].type == "concept"
    assert "arbetslös" in match.reasons[0].words


def test_the_concepts_that_a_text_names_with_its_own_words(matcher: Matcher) -> None:
    found = matcher.concepts("Arbetslösa ungdomar finns här.\n\nMany a NEET here.", "sv")

    assert found["young-without-work"] == ("Arbetslösa ungdomar", "NEET")
    assert matcher.concepts("") == {}
