"""Learn from texts in both languages what words are about: see `space.py`.

    python -m samverka.matching.build_space FOLDER

FOLDER is that of `build_learned`. Both halves of a translation are one text, so that a word and
its translation come to lie near each other. The same folder always gives the same files.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from typing import Final

import numpy as np

from samverka.matching.build_learned import read_folder
from samverka.matching.language import Language, Passage
from samverka.matching.learned import SHIPPED
from samverka.matching.space import NAMES, PLACES, Floats, Packed
from samverka.matching.words import words_of

DIMENSIONS: Final = 128
_SEEN: Final = 4  # texts a word must stand in
_SHORTEST: Final = 300  # characters: a sentence alone does not show what it is about
_LOUDEST: Final = 32  # the weight that fills a byte, as a multiple of the mean

Bag = Counter[str]


def terms_in(text: str, language: Language) -> Iterator[str]:
    """The terms of a text and of the parts of its compounds; stop words left out."""
    for word in words_of(text, Passage(0, len(text), (language,))):
        if not word.stop:
            yield from (*word.forms.stems, *word.forms.parts)


def bags_of(folder: Path) -> list[Bag]:
    """What each text of a folder says, in both languages where it has both."""
    texts = read_folder(folder)
    bags = [
        Counter([*terms_in(sv, "sv"), *terms_in(en, "en")])
        for sv, en in texts.pairs
        if len(sv) >= _SHORTEST
    ]
    return [*bags, *(Counter(terms_in(en, "en")) for en in texts.english)]


def learn(bags: Sequence[Bag], dimensions: int = DIMENSIONS) -> tuple[list[str], Packed]:
    """The words that are seen often enough, and their places, one row for each."""
    seen = Counter(word for bag in bags for word in bag)
    words = sorted(word for word, times in seen.items() if times >= _SEEN)
    number = {word: n for n, word in enumerate(words)}
    rarity = np.array([log(1 + (len(bags) - seen[w] + 0.5) / (seen[w] + 0.5)) for w in words])
    said = np.zeros((len(bags), len(words)), np.float32)
    for row, bag in zip(said, bags, strict=True):
        for word, times in bag.items():
            if word in number:
                row[number[word]] = 1 + log(times)
    said *= rarity
    said /= np.maximum(np.linalg.norm(said, axis=1, keepdims=True), 1e-9)
    return words, _packed(_places(said, dimensions) * rarity[:, None])


def _places(said: Floats, dimensions: int) -> Floats:
    """The right singular vectors of texts × words, the strongest first, one row for a word."""
    strengths, vectors = np.linalg.eigh(said @ said.T)  # texts × texts: there are fewer of them
    strongest = np.argsort(-strengths)[:dimensions]
    scale = np.sqrt(np.maximum(strengths[strongest], 1e-9))
    places: Floats = said.T @ (vectors[:, strongest] / scale)
    return places


def _packed(places: Floats) -> Packed:
    full = _LOUDEST * np.abs(places).mean()
    packed: Packed = np.clip(np.round(places / full * 127), -127, 127).astype(np.int8)
    return packed


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Say where the texts are: python -m samverka.matching.build_space FOLDER")
        return 2
    words, places = learn(bags_of(Path(arguments[0])))
    (SHIPPED / NAMES).write_text("\n".join(words) + "\n", encoding="utf-8")
    np.save(SHIPPED / PLACES, places)
    print(f"{len(words)} words in {places.shape[1]} dimensions in {SHIPPED}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
