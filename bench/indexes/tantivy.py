"""tantivy as it comes: its own words, stems and BM25, asked for any of the words, each once."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import tantivy

from bench.indexes import LANGUAGES, Hit, full_text, speaks_for
from samverka.matching import Document

_HEAP = 128_000_000  # bytes


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="words", index_option="freq")
    return builder.build()


SCHEMA = _schema()


def _analyser(language: str | None) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.lowercase())
    for name in LANGUAGES.values():
        builder = builder.filter(tantivy.Filter.stopword(name))
    if language:
        builder = builder.filter(tantivy.Filter.stemmer(LANGUAGES[language]))
    return builder.build()


class Tantivy:
    def __init__(self, folder: Path, language: str | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.analyser = _analyser(language)
        self.index = tantivy.Index(SCHEMA, path=str(folder))
        self.index.register_tokenizer("words", self.analyser)
        self.index.config_reader(reload_policy="manual")

    def fill(self, documents: Iterable[Document]) -> None:
        writer = self.index.writer(_HEAP, num_threads=1)
        writer.delete_all_documents()
        for document in documents:
            writer.add_document(_kept(document))
        writer.commit()
        writer.wait_merging_threads()
        self.refresh()

    @cached_property
    def writer(self) -> tantivy.IndexWriter:
        """Kept open: nobody else writes here."""
        return self.index.writer(_HEAP, num_threads=1)

    def add(self, document: Document) -> None:
        self.writer.add_document(_kept(document))
        self.writer.commit()

    def refresh(self) -> None:
        self.index.reload()

    def nearest(self, text: str, limit: int) -> list[Hit]:
        terms = dict.fromkeys(self.analyser.analyze(text))
        any_term = [
            (tantivy.Occur.Should, tantivy.Query.term_query(SCHEMA, "text", term, "freq"))
            for term in terms
        ]
        searcher = self.index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(any_term), limit, count=False).hits
        return [Hit(str(searcher.doc(at).get_first("id")), score) for score, at in hits]


def _kept(document: Document) -> tantivy.Document:
    return tantivy.Document(id=speaks_for(document), text=full_text(document))
