"""Concepts: read, checked and found in texts."""

from pathlib import Path

import pytest

from samverka.matching import VocabularyError
from samverka.matching.language import Language, Passage
from samverka.matching.tests.conftest import VOCABULARY
from samverka.matching.vocabulary import SHIPPED, Vocabulary, vocabulary_at
from samverka.matching.words import words_of

GOOD = '[[concept]]\nid = "work"\ngroup = "theme"\nsv = "arbete"\nen = "work"\n'


def concepts(text: str, language: Language) -> list[tuple[str, str]]:
    """The concepts in a text, each with the words that name it."""
    vocabulary = Vocabulary.read(VOCABULARY)
    words = list(words_of(text, Passage(0, len(text), (language,))))
    return [
        (mention.concept, text[words[mention.first].start : words[mention.last].end])
        for mention in vocabulary.mentions(words, (language,))
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("sv", "Arbetslösa ungdomar!", [("young-without-work", "Arbetslösa ungdomar")]),
        ("sv", "odlar vi tillsammans", [("community-gardening", "odlar vi tillsammans")]),
        ("sv", "odlar grönsaker tillsammans", []),
        ("sv", "tillsammans odlar", []),
        ("sv", "våra kolonilotter", [("community-gardening", "kolonilotter")]),
        ("sv", "ett sommarjobb", [("work", "sommarjobb")]),
        # The longer wording says more: "arbete" is not told beside it.
        ("sv", "för unga utan arbete", [("young-without-work", "unga utan arbete")]),
        (
            "en",
            "The allotments, the jobs",
            [("community-gardening", "allotments"), ("work", "jobs")],
        ),
        ("en", "youth", []),
    ],
)
def test_concepts_in_a_text(language: Language, text: str, found: list[tuple[str, str]]) -> None:
    assert concepts(text, language) == found


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[[concept]", "vocabulary"),
        (GOOD + GOOD, "concept 'work' stands twice"),
        (GOOD + 'broader = ["jobs"]', "concept 'work': broader 'jobs' does not exist"),
        (GOOD + 'broader = ["work"]', "concept 'work' cannot be broader than itself"),
        (GOOD + 'sv_forms = "jobb"', "concept 'work': sv_forms must be a list of texts"),
        (GOOD.replace("theme", "topic"), "concept 'work': group 'topic' is not one of"),
        (GOOD.replace('en = "work"', ""), "concept 'work': there is no label in 'en'"),
        (GOOD.replace('"work"', '"the work"', 1), "concept 'the work': the id must be a word"),
    ],
)
def test_a_mistake_names_the_concept(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "vocabulary.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(VocabularyError, match=error):
        Vocabulary.read(path)


def test_the_shipped_vocabulary_is_sound_and_read_once() -> None:
    assert vocabulary_at(SHIPPED) is vocabulary_at(SHIPPED)
