"""Many documents: building, asking, adding and memory, ours and well-known ones by size."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.corpus import Corpus, not_measured
from bench.curve import draw
from bench.drawn import Drawn
from bench.table import Table

SIZES = (5_000, 100_000, 1_000_000)
USUAL = 100_000
WARMING, LONG, SHORT = 20, 150, 8  # questions; words; words
ADDITIONS = 20
PICTURE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-scale.svg"
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "RAYON")}
COLUMNS = (
    "documents",
    "by",
    "build s",
    "disk × text",
    f"{LONG} words, p50 / p95 ms",
    f"{SHORT} words, p50 / p95 ms",
    "added and seen, median / max ms",
    "reading process MB",
)
HOW = (
    "Documents of six real sentences, about 140 words, half of them Swedish and half English,"
    " drawn with a fixed seed; they share one vocabulary, so words are in more documents than in"
    f" real life. 60 questions of {LONG} words and 60 of {SHORT} (SQLite FTS5: 20), in both"
    f" languages, after {WARMING} others, for the first 10. An addition counts when another open"
    f" reader finds it, {ADDITIONS} times; bm25s has to build all again. Every index is filled,"
    " asked and added to in processes of its own, one thread. Memory is the most that a fresh"
    " process held while it answered the long questions, mapped files included;"
    " in the baselines' our package is imported too. The baselines do not stem, drop stop words of"
    " both languages and give no reasons; FTS5 keeps the text, and is left out beyond 100,000,"
    " where it takes seconds. `SCALE=1000000` measures up to a million."
    f"\n\n![p95 by number of documents, the figures of this table]({PICTURE.name})"
)


class Contender(NamedTuple):
    name: str
    address: str  # module:class
    grows: bool = True
    most: int = SIZES[-1]
    questions: int = 60


CONTENDERS = (
    Contender("BM25, bm25s", "bench.indexes.bm25:Bm25", grows=False),
    Contender("tantivy", "bench.indexes.tantivy:Tantivy"),
    Contender("SQLite FTS5", "bench.indexes.fts5:FullText", most=100_000, questions=20),
    Contender("ours", "bench.indexes.ours:Ours"),
)


class Measured(NamedTuple):
    """Milliseconds of every question and addition; `disk` and `text` and `held` in bytes."""

    build: float  # seconds
    text: int
    disk: int
    long: list[float]
    short: list[float]
    added: list[float]
    held: int

    def cells(self) -> list[str]:
        return [
            f"{self.build:.1f}",
            f"{self.disk / self.text:.2f}",
            f"{percentile(self.long, 0.5):.1f} / {percentile(self.long, 0.95):.1f}",
            f"{percentile(self.short, 0.5):.1f} / {percentile(self.short, 0.95):.1f}",
            f"{percentile(self.added, 0.5):.1f} / {max(self.added):.1f}" if self.added else "–",
            f"{self.held / 1e6:.0f}",
        ]


def run() -> Table:
    """Also draws the picture when there is more than one size to draw."""
    corpus = Corpus.given()
    if corpus is None:
        return not_measured("scale")
    sizes = _sizes()
    drawn = Drawn(corpus)
    rows = []
    curves: dict[str, list[tuple[int, float]]] = {one.name: [] for one in CONTENDERS}
    for size in sizes:
        for one in CONTENDERS:
            if size <= one.most:
                print(f"{one.name}: {size:,} documents", file=sys.stderr)
                measured = _measure(one, size, drawn)
                rows.append([f"{size:,}", one.name, *measured.cells()])
                curves[one.name].append((size, percentile(measured.long, 0.95)))
    if len(sizes) > 1:
        draw(curves, PICTURE)
    return Table("scale", HOW, COLUMNS, rows)


def _sizes() -> list[int]:
    """Those up to the one that SCALE names."""
    named = os.environ.get("SCALE", str(USUAL))
    sizes = [size for size in SIZES if named.isdecimal() and size <= int(named)]
    if not sizes:
        raise SystemExit(f"SCALE={named}: name the most documents to measure, {SIZES[0]} or more.")
    return sizes


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that so large a share does not exceed."""
    return sorted(values)[ceil(len(values) * share) - 1]


def _measure(one: Contender, size: int, drawn: Drawn) -> Measured:
    questions = {
        "warming": list(drawn.questions(WARMING, LONG, seed=4)),
        "long": list(drawn.questions(one.questions, LONG)),
        "short": list(drawn.questions(one.questions, SHORT)),
    }
    with TemporaryDirectory() as parent:
        folder = Path(parent, "index")
        built = _alone("fill", one.address, folder, size)
        disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        answered = _alone("read", one.address, folder, questions=questions)
        added = _alone("grow", one.address, folder, ADDITIONS) if one.grows else []
    return Measured(built["seconds"], built["text"], disk, added=added, **answered)


def _alone(what: str, address: str, folder: Path, *more: int, questions: Any = None) -> Any:
    """What a process of its own has measured; see `bench.alone`."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.alone", what, address, str(folder), *map(str, more)],
        input=json.dumps(questions),
        env={**os.environ, **ONE_THREAD},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
