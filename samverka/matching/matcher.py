"""The engine's front door: fill an index, ask it in plain words, get matches with reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Self

from samverka.matching import company, learned, vocabulary
from samverka.matching.answers import Wanted, best
from samverka.matching.edition import edition
from samverka.matching.evidence import reasons
from samverka.matching.learned import learned_in
from samverka.matching.meaning import Meaning, surfaces_in
from samverka.matching.model import Document, Match, Reason
from samverka.matching.question import Question
from samverka.matching.ranking import Candidate, nearest, that
from samverka.matching.reading import Reader, composed
from samverka.matching.semantic import Encoder
from samverka.matching.store import Store
from samverka.matching.tagging import NEAREST, Examples
from samverka.matching.vocabulary import vocabulary_at


@dataclass(frozen=True, slots=True)
class Likely:
    """A match whose reasons have not been read off yet."""

    id: str
    score: float
    _candidate: Candidate

    @property
    def match(self) -> Match:
        found = self._candidate.found
        return Match(found.id, found.kind, self.score, reasons(self._candidate))


class Matcher:
    """An index of documents that answers plain words in Swedish and English.

    One matcher may be used by several threads; several processes may open the same folder.
    Of every text the first 12,000 characters are read, whatever it holds: no text is an error.
    """

    def __init__(self, store: Store, reader: Reader, meaning: Meaning | None = None) -> None:
        self._store = store
        self._reader = reader
        self._meaning = meaning

    @classmethod
    def open(
        cls,
        path: str | Path,
        encoder: Encoder | None = None,
        *,
        vocabulary: str | Path = vocabulary.SHIPPED,
        learned: str | Path = learned.SHIPPED,
    ) -> Self:
        """Open the index in a folder, which is created when absent.

        `encoder` also compares what whole texts mean, see `semantic.py`: documents that were
        added with it. When it is not available, matching goes on without it.
        `vocabulary` is the TOML file of concepts, `learned` a folder made by `build_learned`.
        Raises `VocabularyError` when the first cannot be used, `OSError` when the second is
        absent, `ValueError` when the folder holds something else than an index of this version.
        """
        reader = Reader(vocabulary_at(Path(vocabulary)), learned_in(Path(learned)))
        meaning = Meaning(encoder, reader, surfaces_in(Path(learned))) if encoder else None
        return cls(Store(Path(path), meaning), reader, meaning)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents, all or none; one with a known id takes its place.

        Seen at once in this process and by the next question in others. Raises `ValueError`
        for a date that is none, `IndexBusyError` when another process keeps writing.
        """
        self._store.put((document, self._reader.document_terms(document)) for document in documents)

    @property
    def version(self) -> object:
        """A mark that is another one after every change of the index, by whichever process."""
        return self._store.version

    @property
    def worn(self) -> bool:
        """Whether more than half of it belongs to documents that are gone: time to `replace`."""
        return self._store.worn

    def replace(self, documents: Iterable[Document]) -> None:
        """Let these documents, each id once, be all the index holds; all or none.

        Readers see the old ones until the last new one is in. Raises as `add`.
        """
        self._store.replace(
            (document, self._reader.document_terms(document)) for document in documents
        )

    def remove(self, ids: Iterable[str]) -> None:
        """Remove documents; unknown ids are passed over. Raises `IndexBusyError`."""
        self._store.remove(ids)

    def match(
        self,
        text: str,
        kinds: Iterable[str] | None = None,
        limit: int = 10,
        language: str | None = None,
        *,
        today: date | None = None,
        applicant: str = "",
        place: str = "",
    ) -> list[Match]:
        """Find the best `limit` documents of these kinds (None: all), best first.

        `language` ("sv" or "en") is the reader's: reasons are told in it, and a text that does
        not show its language is read in it. What closed before `today` is left out.
        `applicant` is the kind of organisation that asks, `place` where it is: what suits them
        comes a little higher, what does not lower, and both are told as reasons. Raises
        `ValueError` for a limit below 1.
        """
        found = self.likely(
            text, kinds, limit, language, today=today, applicant=applicant, place=place
        )
        return [one.match for one in found]

    def likely(
        self,
        text: str,
        kinds: Iterable[str] | None = None,
        limit: int = 10,
        language: str | None = None,
        *,
        today: date | None = None,
        applicant: str = "",
        place: str = "",
    ) -> list[Likely]:
        """The same, each without its reasons until somebody asks for them: they are most of the
        work, and who asks for thousands of texts tells of few answers."""
        chosen = None if kinds is None else tuple(kinds)
        wanted = Wanted(chosen, today or date.today(), applicant, place)
        [found] = best(self._ask(text, limit, language), limit, wanted)
        return [Likely(candidate.found.id, candidate.score, candidate) for candidate in found]

    def match_each(
        self,
        text: str,
        kinds: Iterable[str],
        limit: int = 3,
        language: str | None = None,
        *,
        today: date | None = None,
        applicant: str = "",
        place: str = "",
    ) -> list[Match]:
        """Find the best `limit` documents of every kind, all sorted by score.

        The text is read once; many documents of one kind do not crowd out a few of another.
        Otherwise as `match`.
        """
        day = today or date.today()
        wanted = (Wanted((kind,), day, applicant, place) for kind in dict.fromkeys(kinds))
        found = best(self._ask(text, limit, language), limit, *wanted)
        candidates = sorted(chain(*found), key=lambda candidate: -candidate.total)
        return [self._match(candidate) for candidate in candidates]

    def collaborators(
        self,
        text: str,
        have: Sequence[str] = (),
        limit: int = 50,
        language: str | None = None,
        *,
        today: date | None = None,
    ) -> list[Match]:
        """Suggest organisations for a project, from documents with the attribute `partners`.

        Those in `have` are left out; who has worked with them comes a little higher. One place
        in five is kept for newcomers: at most two projects, or an own document whose `since`
        is less than three years before `today`. Raises `ValueError` for a limit below 1.
        """
        question = self._ask(text, limit, language)
        return company.collaborators(question, have, limit, today or date.today())

    def tags(self, text: str, limit: int = 5, language: str | None = None) -> list[Match]:
        """Suggest tags for a text: those that similar documents carry, kind "tag".

        The score is how sure it is, 0–1; where nothing fits there are none. It learns from the
        tagged documents when it is first asked and after every change of the index, which takes
        some seconds for thousands. Raises `ValueError` for a limit below 1.
        """
        question = self._ask(text, limit, language)
        terms = self._reader.document_terms(Document("", "", question.text, language=language))
        sure = question.state.derived(Examples).suggest(terms)
        why: dict[str, tuple[Reason, ...]] = {}
        for candidate in nearest(question, NEAREST, that("has_tags")):
            for tag in candidate.found.record["tags"]:
                why.setdefault(tag, reasons(candidate))
        return [Match(tag, "tag", sure[tag], why.get(tag, ())) for tag in list(sure)[:limit]]

    def concepts(self, text: str, language: str | None = None) -> dict[str, tuple[str, ...]]:
        """The concepts that a text names, each with the words that mean it there, as written."""
        text = composed(text)
        found: dict[str, dict[str, None]] = {}
        for passage in self._reader.passages(text, language):
            for mention in passage.mentions:
                first, last = passage.words[mention.first], passage.words[mention.last]
                found.setdefault(mention.concept, {})[text[first.start : last.end]] = None
        return {concept: tuple(said) for concept, said in found.items()}

    def _ask(self, text: str, limit: int, language: str | None) -> Question:
        if limit < 1:
            raise ValueError(f"limit={limit}: ask for at least one match")
        meant = self._meaning.of_text(text, language) if self._meaning else None
        return Question(text, language, self._reader, self._store.state(), meant)

    def _match(self, candidate: Candidate) -> Match:
        found = candidate.found
        return Match(found.id, found.kind, candidate.score, reasons(candidate))


def warm() -> None:
    """Read now what every matcher in this process needs, rather than with its first question."""
    reader = Reader(vocabulary_at(vocabulary.SHIPPED), learned_in(learned.SHIPPED))
    list(reader.passages("Vi vill värma skolgården. We want to warm the yard.", None))
    edition()
