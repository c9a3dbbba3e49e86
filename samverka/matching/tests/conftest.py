from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from samverka.matching import Document, Matcher
from samverka.matching.tests.embeddings import EmbeddingsServer, serving

VOCABULARY = Path(__file__).parent / "vocabulary.toml"

SPRING = date(2026, 4, 1)  # the call for young people is open

COLLECTION = [
    Document(
        id="call:youth",
        kind="call",
        title="Breaking the circle",
        text="A grant for work against youth unemployment in small towns.",
        tags=("employment",),
        attributes={"opens": "2026-01-01", "closes": "2026-09-30"},
    ),
    Document(
        id="call:machines",
        kind="call",
        title="Stöd till maskiner i jordbruket",
        text="Bidrag för företag som köper nya maskiner.",
    ),
    Document(
        id="partner:garden",
        kind="partner",
        title="Gröna gården",
        text="En trädgård där nyanlända möter språket.\n\nWhere newcomers meet the language.",
        tags=("integration", "odling"),
    ),
    Document(
        id="partner:bikes",
        kind="partner",
        title="Cykelköket",
        text="Verkstad för alla som vill laga sin cykel.",
        tags=("återbruk",),
    ),
    Document(
        id="service:advice",
        kind="service",
        title="Rådgivning för föreningar",
        text="Hjälp med stadgar, styrelse och ekonomi.",
    ),
]


def open_matcher(path: Path) -> Matcher:
    return Matcher.open(path, vocabulary=VOCABULARY)


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    matcher = open_matcher(tmp_path / "index")
    matcher.add(COLLECTION)
    return matcher


@pytest.fixture
def server() -> Iterator[EmbeddingsServer]:
    with serving() as running:
        yield running
