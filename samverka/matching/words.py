"""Text to words: stems, parts of Swedish compounds, and the letter groups of a stem."""

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from typing import Final, NamedTuple

import tantivy

from samverka.matching.language import BOTH, Language, Passage, stop_words, word_list
from samverka.matching.unfolded import unfolded, without_them

LONGEST_WORD: Final = 40  # letters; anything longer is not a word but an address or noise

_CHUNK = re.compile(r"\w+(?:[-/‐‑]\w+)*")
_PIECE = re.compile(rf"(?<![^\W_])[^\W\d_]{{2,{LONGEST_WORD}}}(?![^\W_])")
_DIGITS = re.compile(r"\d+")
_SHORTEST_PART = 3
_GRAM = 4
_PREFIX = len("sv:")
# What Swedish puts between the parts of a compound: "arbet-s-marknad", "folk-hälsa".
_LINKS = ("", "s")
# Not parts, though they begin after a word: "medie-rna", "inflyt-tning".
_ENDINGS: Final = frozenset(("rna", "tning", "ning", "ren"))
_MOST_KEPT: Final = 200_000  # words whose parts are remembered


class Forms(NamedTuple):
    """What a word is looked up by: terms, which are stems with their language, "sv:barn"."""

    stems: tuple[str, ...]  # one for each language it is read in
    parts: tuple[str, ...]  # of the parts of a compound, the last part last
    foreign: tuple[str, ...]  # what it would be in a language it is not read in


class Word(NamedTuple):
    """One word of a text, with its place."""

    start: int
    end: int
    plain: str  # lower case, with å, ä and ö also where they were not typed
    stop: bool
    forms: Forms


def words_of(text: str, passage: Passage) -> Iterator[Word]:
    """Yield the words of one passage, stop words marked; numbers and codes are left out."""
    languages = passage.languages
    bare = languages == ("sv",) and without_them(text[passage.start : passage.end])
    for chunk in _CHUNK.finditer(text, passage.start, passage.end):
        at = chunk.start()
        for start, end, plain, stop, found in _pieces(chunk[0], languages, bare):
            yield Word(at + start, at + end, plain, stop, found)


def plain_words(text: str, language: Language) -> Iterator[str]:
    """The same words as they are written, lower case, without what they are looked up by."""
    bare = language == "sv" and without_them(text)
    for chunk in _CHUNK.finditer(text):
        for _start, _end, plain in _spelled(chunk[0], bare):
            yield plain


@lru_cache(maxsize=200_000)
def _pieces(chunk: str, languages: tuple[Language, ...], bare: bool) -> tuple[Word, ...]:
    """The words of what stands between spaces, with their places in it."""
    stop = stop_words(languages)
    return tuple(
        Word(start, end, plain, plain in stop, forms(plain, languages))
        for start, end, plain in _spelled(chunk, bare)
    )


def _spelled(chunk: str, bare: bool) -> list[tuple[int, int, str]]:
    """Where they begin and end, and lower case; `bare` is Swedish typed without å, ä and ö."""
    if chunk.isalpha() and not bare:  # most are
        return [(0, len(chunk), chunk.lower())] if 2 <= len(chunk) <= LONGEST_WORD else []
    # "COVID-19" is a word, "HORIZON-CL4-2024-HUMAN-01" is a code.
    if len(_DIGITS.findall(chunk)) > 1:
        return []
    found = [(*piece.span(), piece[0].lower()) for piece in _PIECE.finditer(chunk)]
    if bare:
        found = [(start, end, unfolded(plain, _swedish_stem)) for start, end, plain in found]
    return found


@lru_cache(maxsize=200_000)
def forms(word: str, languages: tuple[Language, ...]) -> Forms:
    """Return the terms of a lower-case word and of the parts it is made of."""
    stems = tuple([term(word, code) for code in languages])
    parts = [f"sv:{part}" for part in compound_parts(word)] if "sv" in languages else ()
    foreign = tuple([term(word, code) for code in BOTH if code not in languages])
    return Forms(stems, tuple([part for part in parts if part not in stems]), foreign)


def term(word: str, language: Language) -> str:
    """Return the stem of a lower-case word with its language: "sv:barn"."""
    return f"{language}:{stem(word, language)}"


def language_and_stem(term: str) -> tuple[Language, str]:
    """The two halves of a term."""
    return ("sv" if term.startswith("sv:") else "en"), term[_PREFIX:]


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language) -> str:
    """Return the Snowball stem of a lower-case word."""
    if language == "sv":
        word = _indefinite(word)
    stems = _stemmer(language).analyze(word)
    return stems[0] if stems else word


def _swedish_stem(word: str) -> str:
    return stem(word, "sv")


def _indefinite(word: str) -> str:
    """Take off the article that Snowball leaves on: "skolan", "samhället", "rummet"."""
    for article, letters in (("an", 1), ("et", 1), ("et", 2), ("met", 3)):
        if word.endswith(article) and word[:-letters] in word_list("swedish_words"):
            return word[:-letters]
    return word


@cache
def _stemmer(language: Language) -> tantivy.TextAnalyzer:
    name = {"sv": "swedish", "en": "english"}[language]
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.stemmer(name)).build()


def compound_parts(word: str) -> tuple[str, ...]:
    """Split a Swedish compound into the stems of its parts; () where it is not one."""
    return _compounds().parts(word)


class Compounds:
    """Splits Swedish compounds into words that are known."""

    def __init__(self, words: Set[str], more: Set[str] = frozenset()) -> None:
        """`more` is used only for what cannot be split into `words` and is none of them."""
        self._words = words
        self._first = _with_stems(words)
        self._all = self._first | _with_stems(more)
        self._found: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts; () for a word that is not a compound.

        "handelsträdgård" gives "handel" and "trädgård". Of several ways the one with the fewest
        parts is taken, and among those the one whose shortest part is longest. A part that is
        itself a compound is followed by its own parts.
        """
        if word not in self._found:
            if len(self._found) > _MOST_KEPT:
                self._found = {}
            self._found[word] = tuple(dict.fromkeys(self._parts(word)))
        return self._found[word]

    def _parts(self, word: str) -> Iterator[str]:
        for piece in self._pieces(word):
            own = self.parts(piece) if len(piece) > 2 * _SHORTEST_PART + 1 else ()
            yield from (*own[:-1], stem(piece, "sv"), *own[-1:])

    def _pieces(self, word: str) -> tuple[str, ...]:
        found = self._split(word, self._first)
        if found or word in self._words or len(self._all) == len(self._first):
            return found
        return self._split(word, self._all)

    def _split(self, word: str, known: Set[str], most: int = 3) -> tuple[str, ...]:
        """The best way to cut a word into at most `most` known words; () when there is none."""
        best: tuple[str, ...] = ()
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            if word[:cut] not in known:
                continue
            for link in _LINKS:
                rest = word[cut:].removeprefix(link) if word[cut:].startswith(link) else ""
                if len(rest) < _SHORTEST_PART or rest in _ENDINGS:
                    continue
                last = _is_last_part(rest, known)
                tail = (rest,) if last else self._split(rest, known, most - 1) if most > 2 else ()
                if tail and _is_better((word[:cut], *tail), best):
                    best = (word[:cut], *tail)
        return best


def _with_stems(words: Set[str]) -> frozenset[str]:
    """Words and their longer stems: "skol-" and "arbet-" stand first in compounds."""
    stems = {stem(word, "sv") for word in words}
    return frozenset(words) | {root for root in stems if len(root) >= _GRAM}


def _is_last_part(piece: str, known: Set[str]) -> bool:
    """The last part may be inflected: "lotterna" is as good as "lott"."""
    return piece in word_list("swedish_words") or (
        len(piece) > _GRAM and stem(piece, "sv") in known
    )


def _is_better(pieces: tuple[str, ...], than: tuple[str, ...]) -> bool:
    if not than or len(pieces) != len(than):
        return not than or len(pieces) < len(than)
    return min(map(len, pieces)) > min(map(len, than))


def shipped_words() -> frozenset[str]:
    """The Swedish words that were not learned."""
    return word_list("swedish_words")


@cache
def _compounds() -> Compounds:
    """With the words that `build_learned` found to be parts of compounds."""
    return Compounds(shipped_words(), word_list("learned/parts_sv"))


@lru_cache(maxsize=200_000)
def grams(root: str) -> frozenset[str]:
    """Return the groups of four letters in a stem, its ends marked with "^" and "$"."""
    marked = f"^{root}$"
    return frozenset(marked[i : i + _GRAM] for i in range(max(1, len(marked) - _GRAM + 1)))
