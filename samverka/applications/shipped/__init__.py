"""Funders' forms that come with the house, one file each: sections with guidance in our own words.

What a file says is data: headings and limits where we have seen them, where that is known from,
and whether somebody has compared it with the funder's own form. Nothing here knows of tables.
"""

import tomllib
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Asked:
    """One section of a form. `limit` is in what `counts` says; None where none is known."""

    key: str
    title: str
    guidance: str = ""
    limit: int | None = None
    counts: str = "characters"
    required: bool = True


@dataclass(frozen=True)
class Form:
    """`fits` are words in a call's title, funder or programme that point at this form."""

    key: str
    name_sv: str
    name_en: str
    funder: str
    language: str
    cost_rules: str
    source: str
    read_on: date
    verified: bool
    fits: tuple[str, ...]
    sections: tuple[Asked, ...]

    @property
    def mark(self) -> str:
        """Another mark means that the form says something else than it did."""
        said = dumps([self.sections_as_data, self.language, self.cost_rules, self.source])
        return sha256(said.encode()).hexdigest()[:32]

    @property
    def sections_as_data(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self.sections]


@cache
def forms() -> dict[str, Form]:
    """Those that come with the house, by their keys."""
    return {path.stem: _read(path) for path in sorted(HERE.glob("*.toml"))}


def _read(path: Path) -> Form:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(Asked(**one) for one in said.pop("sections"))
    return Form(key=path.stem, sections=sections, fits=tuple(said.pop("fits")), **said)


def fitting(*texts: str) -> Form | None:
    """The form that a call's title, funder or programme points at; the longest word decides."""
    where = " ".join(texts).lower()
    hits = [(len(word), form) for form in forms().values() for word in form.fits if word in where]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None
