"""Learn from texts in both languages: which word is which, and which words are common.

    python -m samverka.matching.build_learned FOLDER

FOLDER holds `swecris_public.jsonl` (Swecris open data, Swedish Research Council),
`cordis_public.jsonl` (CORDIS, CC BY 4.0) and `parallel.jsonl` (SIB-200 CC BY-SA 4.0, Tatoeba
CC BY 2.0 FR, EuroVoc, Publications Office); further files with the keys of `parallel.jsonl`,
`sv` and `en`, are read as well. The result is word pairs with weights and counts of single
words, without any text around them; the same folder always gives the same files.

Translations are learned as in P. F. Brown et al., "The Mathematics of Statistical Machine
Translation" (1993), model 1: of the words that stand in both halves of a pair, those go together
that do so again and again.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from samverka.matching.alignment import aligned
from samverka.matching.language import Language, Passage
from samverka.matching.learned import COMMON, SHIPPED, TRANSLATIONS
from samverka.matching.words import language_and_stem, words_of

_ROUNDS: Final = 6
_DOUBT: Final = 0.5  # added to every count, so that what was seen once stays faint
_LONGEST: Final = 80  # words in one half of a pair; longer ones tell nothing
_FAINTEST: Final = 0.1  # of a word's translations
_SEEN_TOGETHER: Final = 1.0  # times, after all doubt has been shared out
_MOST: Final = 8  # translations of one word
_LONG_ENOUGH: Final = 700  # characters, some hundred words
_SEEN: Final = 3  # texts a word must stand in to be counted

Bag = list[str]


class Texts(NamedTuple):
    """What there is to learn from."""

    pairs: Sequence[tuple[str, str]]  # Swedish, English: whole texts
    english: Sequence[str] = ()  # texts without a Swedish half


def stems_in(text: str, language: Language) -> Bag:
    """The stems of a text and of the parts of its compounds, each once; stop words left out."""
    whole = Passage(0, len(text), (language,))
    forms = (word.forms for word in words_of(text, whole) if not word.stop)
    terms = (term for form in forms for term in (*form.stems, *form.parts))
    return list(dict.fromkeys(language_and_stem(term)[1] for term in terms))


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
    bags = [(stems_in(sv, "sv"), stems_in(en, "en")) for sv, en in halves]
    forth = translations(bags)
    back = translations([(en, sv) for sv, en in bags])
    pairs = sorted(forth.keys() | {(sv, en) for en, sv in back})
    lines = (
        f"{sv}\t{en}\t{round(100 * forth.get((sv, en), 0))}\t{round(100 * back.get((en, sv), 0))}"
        for sv, en in pairs
    )
    (folder / TRANSLATIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    counted = [
        *_common("sv", [sv for sv, _ in texts.pairs]),
        *_common("en", [*(en for _, en in texts.pairs), *texts.english]),
    ]
    (folder / COMMON).write_text("\n".join(counted) + "\n", encoding="utf-8")
    return len(pairs), len(counted)


def translations(bags: Sequence[tuple[Bag, Bag]]) -> dict[tuple[str, str], float]:
    """Pairs of words and how likely the second is the translation of the first, 0–1."""
    sources: dict[str, int] = {}
    targets: dict[str, int] = {}
    seen: list[tuple[int, int, int]] = []  # source, target, in which place of which text
    places = 0
    for bag, translated in bags:
        if not 0 < len(bag) <= _LONGEST or len(translated) > _LONGEST:
            continue
        known = [sources.setdefault(word, len(sources)) for word in bag]
        for word in translated:
            target = targets.setdefault(word, len(targets))
            seen += [(source, target, places) for source in known]
            places += 1
    return _likely(list(sources), list(targets), np.array(seen, np.int64).reshape(-1, 3), places)


def _likely(
    sources: list[str], targets: list[str], seen: np.ndarray, places: int
) -> dict[tuple[str, str], float]:
    keys, pair_of = np.unique(seen[:, 0] * len(targets) + seen[:, 1], return_inverse=True)
    source_of, target_of = keys // max(1, len(targets)), keys % max(1, len(targets))
    likely = counts = np.ones(len(keys), np.float64)
    for _ in range(_ROUNDS):
        weights = likely[pair_of]
        in_place = np.bincount(seen[:, 2], weights, places)
        counts = np.bincount(pair_of, weights / in_place[seen[:, 2]], len(keys))
        likely = counts / (np.bincount(source_of, counts)[source_of] + _DOUBT)
    kept = np.flatnonzero((likely >= _FAINTEST) & (counts >= _SEEN_TOGETHER))
    best = kept[np.lexsort((target_of[kept], -likely[kept], source_of[kept]))]
    ranks: Counter[int] = Counter()
    found: dict[tuple[str, str], float] = {}
    for one in best:
        source = int(source_of[one])
        ranks[source] += 1
        if ranks[source] <= _MOST:
            found[sources[source], targets[target_of[one]]] = float(likely[one])
    return found


def _common(language: Language, texts: Iterable[str]) -> Iterator[str]:
    """Lines of language, stem and in how many of 10,000 texts it stands."""
    bundles = [stems_in(bundle, language) for bundle in _bundled(texts)]
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
