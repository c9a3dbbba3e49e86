"""Two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Words that stand in both (`same`), only in the older (`gone`) or the newer (`new`)."""

    how: str
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """What was taken away stands before what came instead."""
    before, after = WORD.findall(old), WORD.findall(new)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > 2_000)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(Piece("gone", "".join(before[a:b])))
        if c < d:
            pieces.append(Piece("new", "".join(after[c:d])))
    return pieces
