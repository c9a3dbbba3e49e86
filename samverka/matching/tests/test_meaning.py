"""What whole texts mean, beside their words: told by an encoder that may be absent."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from samverka.matching import Document, Match, Matcher, store
from samverka.matching.learned import SHIPPED, learned_in
from samverka.matching.meaning import Meaning, pieces, surfaces_in, written
from samverka.matching.model import Reason
from samverka.matching.reading import Reader
from samverka.matching.semantic import AddressEncoder
from samverka.matching.tests.conftest import COLLECTION, SPRING, VOCABULARY, open_matcher
from samverka.matching.tests.embeddings import EmbeddingsServer, Reply
from samverka.matching.vocabulary import vocabulary_at
from samverka.matching.words import language_and_stem, term

# What the model on the server knows: words that mean the same point the same way.
SUBJECTS = ("bees beekeeping apiary hives honey", "cycle bicycles workshop", "grant funding")
HONEY = Document(id="partner:honey", kind="partner", title="Apiary", text="Hives on the roofs.")
QUESTION = "Beekeeping"


def told(texts: list[str]) -> Reply:
    rows = []
    for n, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        row = [sum(word in subject.split() for word in words) for subject in SUBJECTS]
        rows.append({"index": n, "embedding": [*row, 0.1]})
    return Reply(json.dumps({"data": rows}))


@pytest.fixture(autouse=True)
def _model(server: EmbeddingsServer) -> None:
    server.reply = told


def opened(path: Path, server: EmbeddingsServer, model: str = "small") -> Matcher:
    encoder = AddressEncoder(server.address, model, pause=0)
    return Matcher.open(path, encoder, vocabulary=VOCABULARY)


def asked(matcher: Matcher, text: str = QUESTION) -> list[Match]:
    return matcher.match(text, today=SPRING)


def ids(matches: list[Match]) -> list[str]:
    return [match.id for match in matches]


def test_meaning_finds_what_words_do_not(tmp_path: Path, server: EmbeddingsServer) -> None:
    without, matcher = open_matcher(tmp_path / "without"), opened(tmp_path / "with", server)
    for one in (without, matcher):
        one.add([*COLLECTION, HONEY])

    assert asked(without) == []
    [found] = asked(matcher)
    assert (found.id, found.reasons) == (HONEY.id, (Reason("meaning", QUESTION, 1.0),))
    assert 0 < found.score < 0.5
    before = len(server.asked)
    assert ids(matcher.match_each(QUESTION, ["partner", "call"], today=SPRING)) == [HONEY.id]
    assert len(server.asked) == before + 1
    assert matcher.match(QUESTION, kinds=["call"], today=SPRING) == []


def test_what_is_told_of_a_long_question_is_its_beginning(
    tmp_path: Path, server: EmbeddingsServer
) -> None:
    matcher = opened(tmp_path, server)
    matcher.add([HONEY])

    [found] = asked(matcher, "Beekeeping " * 20)
    assert found.reasons == (Reason("meaning", "Beekeeping " * 4 + "Beekeeping…", 1.0),)


def test_what_was_removed_or_has_changed_does_not_come_back(
    tmp_path: Path, server: EmbeddingsServer
) -> None:
    matcher = opened(tmp_path, server)
    matcher.add([*COLLECTION, HONEY])
    matcher.add([Document(id=HONEY.id, kind="partner", title="Lawn mowing")])
    assert asked(matcher) == []
    matcher.add([HONEY])
    assert ids(asked(matcher)) == [HONEY.id]
    matcher.remove([HONEY.id])
    assert asked(matcher) == []
    matcher.replace([HONEY])
    assert ids(asked(matcher)) == [HONEY.id]


def test_while_the_address_is_down_the_answers_are_those_of_the_words(
    tmp_path: Path, server: EmbeddingsServer
) -> None:
    without, matcher = open_matcher(tmp_path / "without"), opened(tmp_path / "with", server)
    server.reply = lambda _: Reply("", 503)
    for one in (without, matcher):
        one.add(COLLECTION)
    questions = ("youth unemployment", "en trädgård", "cykel", QUESTION, "")
    words_alone = [asked(without, text) for text in questions]
    assert [asked(matcher, text) for text in questions] == words_alone

    server.reply = told  # what was added meanwhile has no meaning, what comes now has
    assert [asked(matcher, text) for text in questions] == words_alone
    matcher.add([HONEY])
    assert ids(asked(matcher)) == [HONEY.id]
    server.reply = lambda _: Reply("", 503)
    assert asked(matcher) == []
    without.add([HONEY])
    assert [asked(matcher, text) for text in questions] == [
        asked(without, text) for text in questions
    ]


def test_the_meanings_of_two_models_are_never_mixed(
    tmp_path: Path, server: EmbeddingsServer
) -> None:
    opened(tmp_path, server).add([HONEY])
    another = opened(tmp_path, server, "another")
    assert asked(another) == []

    another.add([Document(id="partner:bees", kind="partner", title="Bees")])
    assert ids(asked(another)) == ["partner:bees"]
    assert ids(asked(opened(tmp_path, server))) == [HONEY.id]
    files = {file.name for file in tmp_path.glob("*/meaning-*")}
    assert len(files) == 2


def test_what_a_writer_left_unfinished_is_written_over(
    tmp_path: Path, server: EmbeddingsServer
) -> None:
    matcher = opened(tmp_path, server)
    matcher.add([COLLECTION[0]])
    [file] = tmp_path.glob("*/meaning-*")
    with file.open("ab") as unfinished:
        unfinished.write(b"\x7f" * 9)
    matcher.add([HONEY])

    rows = np.fromfile(file, np.int8).reshape(2, 4)
    assert (rows[0, 2], rows[1, 0]) == (126, 127)
    assert ids(asked(matcher)) == [HONEY.id]


def test_rows_that_a_failed_writer_left_do_not_shift_what_comes_after(
    tmp_path: Path, server: EmbeddingsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_AT_ONCE", 2)
    matcher, another = opened(tmp_path, server), opened(tmp_path, server)
    broken = Document(id="broken", kind="call", title="", attributes={"closes": "never"})
    with pytest.raises(ValueError, match="not a date"):
        another.add([*COLLECTION, broken])

    matcher.add([HONEY, *COLLECTION])
    assert ids(asked(matcher)) == ids(asked(another)) == [HONEY.id]


def test_swedish_is_read_word_by_word_by_a_model_of_english(server: EmbeddingsServer) -> None:
    reader = Reader(vocabulary_at(VOCABULARY), learned_in(SHIPPED))

    def readable(text: str, *languages: str) -> str:
        encoder = AddressEncoder(server.address, "small", languages=languages)
        meaning = Meaning(encoder, reader, {"en:children": "children", "en:languag": "language"})
        return meaning.readable(text, None)

    swedish = "Barn och språk i Qwyxby.\n\nWhere the children live."
    assert readable(swedish, "sv", "en") == swedish
    assert readable(swedish, "en") == "children  language i Qwyxby.\n\nWhere the children live."


def test_every_word_of_the_list_is_a_way_to_write_its_term() -> None:
    listed = surfaces_in(SHIPPED)

    assert (listed["en:hous"], written("en:polici", listed)) == ("housing", "policy")
    wrong = {
        name: word
        for name, word in listed.items()
        if term(word, language_and_stem(name)[0]) != name
    }
    assert wrong == {}
    assert surfaces_in(VOCABULARY.parent) == {}


def test_a_long_question_is_read_in_pieces_of_whole_sentences() -> None:
    sentence = "Bees need flowers near their hives all summer long."
    assert pieces(" ") == []
    assert pieces(f"{sentence}\n\nAnd water.") == [f"{sentence} And water."]
    assert pieces(" ".join([sentence] * 6)) == [" ".join([sentence] * n) for n in (4, 2)]
    assert len(pieces(" ".join([sentence] * 60))) == 10
