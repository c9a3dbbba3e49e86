"""What texts mean as a whole, told by an encoder: an optional signal beside their words.

An encoder that does not read Swedish is given Swedish texts word by word in English: a gloss,
which is no translation, but enough to tell what a text is about.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from samverka.matching.language import BOTH
from samverka.matching.model import Document
from samverka.matching.reading import Reader, composed
from samverka.matching.semantic import Encoder, EncoderUnavailableError
from samverka.matching.space import Floats, Packed, nearness, packed
from samverka.matching.words import Word, language_and_stem

SURFACES: Final = "surfaces.tsv"  # term, commonest word

MOST_READ: Final = 1_500  # characters: seldom more than the 256 words that small models read

# A long question speaks of several things: it is read in pieces, and a document is near when it
# is near to some of them. Measured: nearest are found better than by one reading of the whole.
MOST_ASKED: Final = 2_500  # characters
PIECE: Final = 250
PIECES: Final = 10
HEARD: Final = 3  # the nearest pieces

# Of a word that may mean two things both are given, where each is likely enough.
TRANSLATIONS: Final = 2
LIKELY: Final = 0.2

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_BATCH: Final = 32  # texts; when an encoder fails, so many are lost


class Meant(NamedTuple):
    """What a question means, piece by piece, and which encoder told it.

    Rows that another encoder told cannot be compared to these.
    """

    encoder: str
    places: Floats  # one row for each piece

    def nearness(self, rows: Packed) -> Floats:
        """The mean cosine of each row to the pieces that are nearest to it, −1 to 1."""
        near = nearness(rows, self.places.T)
        if len(self.places) > HEARD:
            near = np.partition(near, -HEARD, axis=1)[:, -HEARD:]
        mean: Floats = near.mean(1)
        return mean


class Meaning:
    """Reads whole texts with an encoder; `surfaces` is how words are written, by their terms."""

    def __init__(self, encoder: Encoder, reader: Reader, surfaces: Mapping[str, str]) -> None:
        self.encoder = sha256(encoder.name.encode()).hexdigest()[:12]
        self._encoder = encoder
        self._reader = reader
        self._surfaces = surfaces

    def of_text(self, text: str, language: str | None) -> Meant | None:
        """None when the text is empty or the encoder is not available."""
        parts = pieces(self.readable(text[:MOST_ASKED], language))
        try:
            return Meant(self.encoder, self._encoder.encode(parts)) if parts else None
        except EncoderUnavailableError:
            return None

    def of_documents(self, documents: Sequence[Document]) -> Packed | None:
        """One row for each, 0 where it is not told; None when none is."""
        texts = [self.readable(_beginning(one), one.language) for one in documents]
        some = [n for n, text in enumerate(texts) if text.strip()]
        found: Packed | None = None
        for start in range(0, len(some), _BATCH):
            batch = some[start : start + _BATCH]
            try:
                places = self._encoder.encode([texts[n] for n in batch])
            except EncoderUnavailableError:
                break
            if found is None:
                found = np.zeros((len(documents), places.shape[1]), np.int8)
            found[batch] = packed(places)
        return found

    def readable(self, text: str, language: str | None) -> str:
        """A text, in a language that the encoder reads."""
        text = composed(text)
        if set(BOTH) <= set(self._encoder.languages):
            return text
        parts, at = list[str](), 0
        for passage in self._reader.passages(text, language):
            for word in passage.words:
                if (said := self._gloss(word)) is not None:
                    parts += (text[at : word.start], said)
                    at = word.end
        return "".join(parts) + text[at:]

    def _gloss(self, word: Word) -> str | None:
        """The word in the other language; None where it stays as it is."""
        [term, *others] = word.forms.stems
        if others or language_and_stem(term)[0] in self._encoder.languages:
            return None
        if word.stop:
            return ""
        parts = (self._translated(each) for each in (term, *word.forms.parts))
        whole, *rest = parts
        return whole or " ".join(filter(None, rest)) or None

    def _translated(self, term: str) -> str:
        """The likeliest translations, as they are commonly written; "" where none is likely."""
        found = self._reader.learned.translations(term)[:TRANSLATIONS]
        likely = (each.term for each in found if each.likely >= LIKELY)
        return " ".join(written(each, self._surfaces) for each in likely)


def written(term: str, surfaces: Mapping[str, str]) -> str:
    """How a term is commonly written: where that was not learned, nearly."""
    stem = language_and_stem(term)[1]
    nearly = f"{stem[:-1]}y" if term.startswith("en:") and stem.endswith("i") else stem
    return surfaces.get(term, nearly)


@lru_cache(maxsize=8)
def surfaces_in(folder: Path) -> dict[str, str]:
    """How words are commonly written, by their terms; {} where nobody has made the list."""
    try:
        lines = (folder / SURFACES).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split("\t") for line in lines)


def _beginning(document: Document) -> str:
    return f"{document.title}\n\n{document.text}".strip()[:MOST_READ]


def pieces(text: str) -> list[str]:
    """Whole sentences, as many together as a piece may be long; only the first pieces."""
    found = [""]
    for sentence in _SENTENCE.split(text.strip()):
        if found[-1] and len(found[-1]) + len(sentence) > PIECE:
            found.append("")
        found[-1] = f"{found[-1]} {sentence}".strip()
    return [piece for piece in found if piece][:PIECES]
