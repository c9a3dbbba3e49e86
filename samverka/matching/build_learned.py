"""Learn from texts in both languages: which word is which, and which words are common.

    python -m samverka.matching.build_learned FOLDER

FOLDER holds `swecris_public.jsonl` (Swecris open data, Swedish Research Council),
`cordis_public.jsonl` (CORDIS, CC BY 4.0) and `parallel.jsonl` (SIB-200 CC BY-SA 4.0, Tatoeba
CC BY 2.0 FR, EuroVoc, Publications Office); further files with the keys of `parallel.jsonl`,
`sv` and `en`, are read as well. They speak of research, so `data/dictionary.tsv`, written by hand,
tells what other words mean. The result is word pairs with weights and counts of single words,
without any text around them; the same folder always gives the same files.

Translations are learned twice (`word_pairs`): first with compounds split into words of the shipped
list, then into words, too, whose translation the first time taught: "gassensor", "bokprojekt".
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from pathlib import Path
from typing import Final, NamedTuple

from samverka.matching.alignment import aligned
from samverka.matching.language import Language, Passage
from samverka.matching.learned import COMMON, PARTS, SHIPPED, TRANSLATIONS
from samverka.matching.word_pairs import Pairs, word_pairs
from samverka.matching.words import Compounds, Word, language_and_stem, shipped_words, words_of

DICTIONARY: Final = Path(__file__).parent / "data" / "dictionary.tsv"  # Swedish, English

_TOLD: Final = 3  # times a pair of the dictionary counts, as if texts had said so
_OFTEN: Final = 3  # times a word must be seen on its own to be looked for in compounds
_SURE: Final = 0.3  # how likely its best translation must be
_SHORTEST: Final = 4  # letters of such a word
_LONG_ENOUGH: Final = 700  # characters, some hundred words
_SEEN: Final = 3  # texts a word must stand in to be counted

Bag = list[str]
Stretch = tuple[list[Word], list[Word]]  # Swedish, English; stop words left out


class Texts(NamedTuple):
    """What there is to learn from."""

    pairs: Sequence[tuple[str, str]]  # Swedish, English: whole texts
    english: Sequence[str] = ()  # texts without a Swedish half


def stems_in(text: str, language: Language, compounds: Compounds) -> Bag:
    """The stems of a text and of the parts of its compounds, each once; stop words left out."""
    swedish = compounds if language == "sv" else None
    return [root for root, _ in _placed(_words_in(text, language), swedish)]


def read_folder(folder: Path) -> Texts:
    """The texts of every JSON Lines file in a folder that has both languages, or English."""
    pairs: list[tuple[str, str]] = []
    english: list[str] = []
    for file in sorted(folder.glob("*.jsonl")):
        for row in _rows(file):
            if "text_sv" in row:
                pairs += [(row["title_sv"], row["title_en"]), (row["text_sv"], row["text_en"])]
            elif "sv" in row:
                pairs.append((row["sv"], row["en"]))
            elif "text" in row:
                english.append(f"{row['title']}. {row['text']}")
    return Texts(pairs, english)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def learn(texts: Texts, folder: Path) -> tuple[int, int]:
    """Write what the texts teach into a folder; returns how many pairs and common words."""
    folder.mkdir(parents=True, exist_ok=True)
    halves = [pair for sv, en in texts.pairs for pair in aligned(sv, en) if sv != en]
    stretches = [(_words_in(sv, "sv"), _words_in(en, "en")) for sv, en in halves]
    by_hand = [(_words_in(sv, "sv"), _words_in(en, "en")) for sv, en in by_dictionary()] * _TOLD
    known = shipped_words()
    there, _ = _translations(stretches, by_hand, Compounds(known))
    parts = _parts(stretches, there) - known
    compounds = Compounds(known, parts)
    there, back = _translations(stretches, by_hand, compounds)
    pairs = sorted(there.keys() | {(sv, en) for en, sv in back})
    lines = [
        f"{sv}\t{en}\t{round(100 * there.get((sv, en), 0))}\t{round(100 * back.get((en, sv), 0))}"
        for sv, en in pairs
    ]
    counted = [
        *_common("sv", [sv for sv, _ in texts.pairs], compounds),
        *_common("en", [*(en for _, en in texts.pairs), *texts.english], compounds),
    ]
    for name, content in ((TRANSLATIONS, lines), (PARTS, sorted(parts)), (COMMON, counted)):
        (folder / name).write_text("\n".join(content) + "\n", encoding="utf-8")
    return len(pairs), len(counted)


def _words_in(text: str, language: Language) -> list[Word]:
    whole = Passage(0, len(text), (language,))
    return [word for word in words_of(text, whole) if not word.stop]


def by_dictionary() -> Iterator[tuple[str, str]]:
    """What each word of the dictionary may be called, one meaning after the other."""
    for line in DICTIONARY.read_text(encoding="utf-8").splitlines():
        swedish, english = (side.split("; ") for side in line.split("\t"))
        yield from product(swedish, english)


def _translations(
    stretches: Iterable[Stretch], by_hand: Iterable[Stretch], compounds: Compounds
) -> tuple[Pairs, Pairs]:
    """Of texts the parts of compounds may mean something too; of the dictionary only the whole."""
    in_texts = ((_placed(sv, compounds), _placed(en)) for sv, en in stretches)
    return word_pairs(chain(in_texts, ((_placed(sv), _placed(en)) for sv, en in by_hand)))


def _placed(words: Sequence[Word], compounds: Compounds | None = None) -> list[tuple[str, float]]:
    """The stems of words and of the parts of compounds, each once, with their first place, 0–1."""
    places: dict[str, float] = {}
    for number, word in enumerate(words):
        parts = compounds.parts(word.plain) if compounds else ()
        for root in (_stem_of(word), *parts):
            places.setdefault(root, number / len(words))
    return list(places.items())


def _parts(stretches: Iterable[Stretch], there: Pairs) -> set[str]:
    """Swedish words, as they were written, that are seen often and whose translation is sure."""
    sure = {sv for (sv, _), likely in there.items() if likely >= _SURE and len(sv) >= _SHORTEST}
    words = [word for swedish, _ in stretches for word in swedish]
    seen = Counter(map(_stem_of, words))
    often = {stem for stem in sure if seen[stem] >= _OFTEN}
    return {w.plain for w in words if len(w.plain) >= _SHORTEST and _stem_of(w) in often}


def _stem_of(word: Word) -> str:
    return language_and_stem(word.forms.stems[0])[1]


def _common(language: Language, texts: Iterable[str], compounds: Compounds) -> Iterator[str]:
    """Lines of language, stem and in how many of 10,000 texts it stands."""
    bundles = [stems_in(bundle, language, compounds) for bundle in _bundled(texts)]
    counts = Counter(stem for bundle in bundles for stem in bundle)
    for stem, seen in sorted(counts.items()):
        if seen >= _SEEN:
            yield f"{language}\t{stem}\t{round(10_000 * seen / len(bundles))}"


def _bundled(texts: Iterable[str]) -> Iterator[str]:
    """Texts of some length: several short ones count as one."""
    bundle = ""
    for text in texts:
        bundle = f"{bundle}\n{text}"
        if len(bundle) > _LONG_ENOUGH:
            yield bundle
            bundle = ""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Say where the texts are: python -m samverka.matching.build_learned FOLDER")
        return 2
    pairs, words = learn(read_folder(Path(arguments[0])), SHIPPED)
    print(f"{pairs} word pairs and {words} common words in {SHIPPED}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
