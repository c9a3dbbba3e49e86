"""What is learned from texts when the half that figures are told for has never been seen."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.corpus import REPORTED, Corpus, half
from samverka.matching import build_space
from samverka.matching.build_learned import learn, read_folder
from samverka.matching.learned import SHIPPED
from samverka.matching.space import NAMES, PLACES

TOLD = ("swecris_public", "cordis_public")
OTHER = "parallel"


def learned_unseen(corpus: Corpus, folder: Path) -> Path:
    """Learn from half of the texts into a folder; takes about half a minute.

    Only how compounds are cut is as shipped, where both halves have a say.
    """
    texts, learned = folder / "texts", folder / "learned"
    texts.mkdir()
    for name in TOLD:
        rows = (row for row in _rows(corpus, name) if half(row["id"]) != REPORTED)
        (texts / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    shutil.copy(corpus.folder / f"{OTHER}.jsonl", texts)
    shutil.copytree(SHIPPED, learned)
    learn(read_folder(texts), learned)
    words, places = build_space.learn(build_space.bags_of(texts))
    (learned / NAMES).write_text("\n".join(words) + "\n")
    np.save(learned / PLACES, places)
    return learned


def _rows(corpus: Corpus, name: str) -> Iterator[dict[str, Any]]:
    with (corpus.folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
