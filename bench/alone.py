"""One index in a process of its own, where nothing else is loaded and nothing is warm.

    python -m bench.alone fill MODULE:CLASS FOLDER COUNT
    python -m bench.alone read MODULE:CLASS FOLDER < QUESTIONS
    python -m bench.alone grow MODULE:CLASS FOLDER COUNT

It tells what it measured as JSON. `bench.scale` starts it, and gives questions as JSON: lists
of texts named "warming", "long" and "short".
"""

import json
import resource
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from bench.corpus import Corpus
from bench.drawn import Drawn
from bench.indexes import Growing, Index
from samverka.matching import Document

LIMIT = 10
PATIENCE = 30.0  # seconds until an addition must have been seen


def fill(index: Index, documents: Sequence[Document]) -> dict[str, float]:
    """The seconds it takes to build, and the bytes of the text."""
    start = time.perf_counter()
    index.fill(documents)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "text": sum(len(one.text.encode()) for one in documents)}


def read(index: Index, questions: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Milliseconds of every question, and the bytes held when the long ones are answered."""
    _ask(index, questions["warming"])
    long = _ask(index, questions["long"])
    held = _held()
    return {"long": long, "held": held, "short": _ask(index, questions["short"])}


def grow(writer: Growing, reader: Growing, additions: Iterable[Document]) -> list[float]:
    """Milliseconds from each addition until a reader that was open before finds it."""
    took = []
    for document in additions:
        start = time.perf_counter()
        writer.add(document)
        while not _finds(reader, document):
            if time.perf_counter() - start > PATIENCE:
                raise RuntimeError(f"{document.title} is still not found after {PATIENCE:.0f} s")
        took.append((time.perf_counter() - start) * 1000)
    return took


def _ask(index: Index, questions: Sequence[str]) -> list[float]:
    took = []
    for question in questions:
        start = time.perf_counter()
        index.nearest(question, LIMIT)
        took.append((time.perf_counter() - start) * 1000)
    return took


def _finds(reader: Growing, document: Document) -> bool:
    reader.refresh()
    return document.id in {hit.id for hit in reader.nearest(document.title, LIMIT)}


def _held() -> int:
    """The most bytes of memory this process has held, mapped files included.

    Linux hands `ru_maxrss` on from the process that started this one, so it is asked elsewhere.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _drawn() -> Drawn:
    corpus = Corpus.given()
    if corpus is None:
        raise SystemExit("BENCH_DATA names no folder with texts to draw from.")
    return Drawn(corpus)


def main(what: str, name: str, folder: str, count: str = "0") -> None:
    def opened() -> Any:
        return resolve_name(name)(Path(folder), None)

    measured: Any
    if what == "fill":
        measured = fill(opened(), list(_drawn().documents(int(count))))
    elif what == "read":
        measured = read(opened(), json.load(sys.stdin))
    else:
        measured = grow(opened(), opened(), _drawn().additions(int(count)))
    print(json.dumps(measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
