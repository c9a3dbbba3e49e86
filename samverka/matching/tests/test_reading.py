"""Language, words and compounds."""

import pytest

from samverka.matching import language_of
from samverka.matching.build_words import TARGET, main
from samverka.matching.language import BOTH, Language, Passage, word_list
from samverka.matching.reading import MOST_CHARACTERS, composed
from samverka.matching.words import compound_parts, forms, grams, stem, words_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi vill att unga ska hitta en väg till arbete", "sv"),
        ("Trädgårdsgrönsaker", "sv"),
        ("We want young people to find a way into work", "en"),
        ("Repair café", None),
        ("Wir möchten einen großen Garten für die Kinder", None),
        ("我们想一起种菜", None),
        ("", None),
        ("1234 😀 \ud800", None),
    ],
)
def test_the_language_of_a_text(text: str, language: Language | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("handelsträdgård", {"handel", "trädgård", "träd", "gård"}),
        ("trädgårdsodling", {"trädgård", "odling", "träd", "gård"}),
        ("odlingslotterna", {"odling", "lott"}),
        ("arbetsmarknadspolitik", {"arbet", "markn", "politik"}),
        ("språkcafé", {"språk", "café"}),
        # Not compounds, though words stand inside them.
        ("samarbete", set()),
        ("framtid", set()),
        ("utveckling", set()),
        ("betalning", set()),
        ("innovation", set()),
        ("a" * 40, set()),
    ],
)
def test_compounds_are_split_into_known_parts(word: str, parts: set[str]) -> None:
    assert set(compound_parts(word)) == parts


def test_a_compound_is_kept_whole_beside_its_parts() -> None:
    assert forms("stadsodling", ("sv",)).stems == ("sv:stadsodling",)
    assert forms("stadsodling", ("sv",)).parts == ("sv:stad", "sv:odling")
    assert forms("stadsodling", ("en",)).parts == ()


def test_a_word_of_unknown_language_is_read_in_both() -> None:
    assert set(forms("gardening", BOTH).stems) == {"sv:gardening", "en:garden"}


@pytest.mark.parametrize(
    "family",
    [("skola", "skolan", "skolor", "skolorna"), ("samhälle", "samhället"), ("rum", "rummet")],
)
def test_inflections_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word, "sv") for word in family}) == 1


def test_codes_and_numbers_are_left_out() -> None:
    text = "COVID-19 och HORIZON-CL4-2024-HUMAN-01, 12 st x 300kr, dnr 2024/0012, e-hälsa"

    words = [word.plain for word in words_of(text, Passage(0, len(text), ("sv",)))]

    assert words == ["covid", "och", "st", "dnr", "hälsa"]


def test_every_word_knows_its_place() -> None:
    text = "Vi odlar\n\nTillsammans"

    words = words_of(text, Passage(10, len(text), ("sv",)))

    assert [text[word.start : word.end] for word in words] == ["Tillsammans"]


def test_letter_groups_of_a_misspelling_are_mostly_the_same() -> None:
    assert grams("ungdom") == {"^ung", "ungd", "ngdo", "gdom", "dom$"}
    assert len(grams("ungdomm") & grams("ungdom")) == 4


def test_letters_typed_in_two_strokes_are_one() -> None:
    assert composed("a\u030alder o\u0308ver") == "ålder över"
    assert len(composed("å" * 1_000_000)) == MOST_CHARACTERS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("har ar radd for aldre", "har ar rädd for äldre"),  # "har" and "här" are both Swedish
        ("lagenheter overallt", "lägenheter överallt"),
        ("här bor en aldre", "här bor en aldre"),  # who has the letters uses them
    ],
)
def test_letters_that_a_keyboard_lacks_are_read_in(typed: str, meant: str) -> None:
    words = words_of(typed, Passage(0, len(typed), ("sv",)))

    assert " ".join(word.plain for word in words) == meant


def test_english_stays_as_it_is() -> None:
    text = "manage rad far over"

    words = words_of(text, Passage(0, len(text), ("en",)))

    assert " ".join(word.plain for word in words) == text


def test_the_word_list_is_sorted_and_says_how_to_make_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = TARGET.read_text(encoding="utf-8").split()

    assert words == sorted(set(words))
    assert frozenset(words) == word_list("swedish_words")
    assert main([]) == 2
    assert "Say where the texts are" in capsys.readouterr().out
