"""Real texts to measure matching with, in two halves: tune on one, report on the other.

BENCH_DATA names the folder with the files; `python -m bench --data FOLDER` sets it. EU topics and
projects come from CORDIS (European Commission, CC BY 4.0), Swedish grants in both languages from
Swecris (Swedish Research Council).
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bench.table import Table

REPORTED = 1

COORDINATOR = "C"


def half(id: str) -> int:
    """0 or 1, for ever the same: the last bit of the id's SHA-1."""
    return sha1(id.encode()).digest()[-1] & 1


class Topic(NamedTuple):
    """What the European Union calls for; `dest` is the part of its programme, or empty."""

    id: str
    title: str
    call: str
    dest: str


class Project(NamedTuple):
    """Funded under the topic with this id; its code and title are taken out of `text`.

    `specific` is false where the title of the topic says nothing ("Staff Exchanges 2024").
    """

    id: str
    title: str
    text: str
    topic: str
    start: date
    specific: bool
    coordinator: str | None
    partners: tuple[str, ...]  # without the coordinator

    @property
    def organisations(self) -> tuple[str, ...]:
        return (self.coordinator, *self.partners) if self.coordinator else self.partners


class Organisation(NamedTuple):
    id: str
    name: str
    country: str
    type: str


class Grant(NamedTuple):
    """Titles and abstracts by language ("sv", "en").

    `title_ok` is false where both titles are the same, or a single word.
    """

    id: str
    title: dict[str, str]
    text: dict[str, str]
    title_ok: bool


Item = TypeVar("Item", Topic, Project, Grant)


def reported(items: Iterable[Item]) -> list[Item]:
    """The half that figures are told for."""
    return [item for item in items if half(item.id) == REPORTED]


def to_tune_with(items: Iterable[Item]) -> list[Item]:
    """The half that whoever improves the engine may look at, and the engine may learn from."""
    return [item for item in items if half(item.id) != REPORTED]


@dataclass(frozen=True)
class Corpus:
    """The files of one folder. Raises `FileNotFoundError` naming the file that is missing."""

    folder: Path

    @classmethod
    def given(cls) -> "Corpus | None":
        folder = os.environ.get("BENCH_DATA")
        if folder and not Path(folder).is_dir():
            raise SystemExit(f"BENCH_DATA={folder} is no folder: name the one the data lies in.")
        return cls(Path(folder)) if folder else None

    def topics(self) -> list[Topic]:
        return [Topic(**row) for row in self._rows("cordis_topics")]

    def projects(self) -> list[Project]:
        return [_project(row) for row in self._rows("cordis_public")]

    def organisations(self) -> dict[str, Organisation]:
        """By id."""
        return {row["id"]: Organisation(**row) for row in self._rows("cordis_orgs")}

    def grants(self) -> list[Grant]:
        return [_grant(row) for row in self._rows("swecris_public")]

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        with (self.folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def not_measured(title: str) -> Table:
    how = (
        "Nothing was measured: the data was not given. `--data FOLDER` or BENCH_DATA, with `make"
        " bench` DATA=FOLDER, names the folder it lies in."
    )
    return Table(title, how, ("what",), [("nothing",)])


def _project(row: dict[str, Any]) -> Project:
    leading = [id for id, role in row["orgs"] if role == COORDINATOR]
    coordinator = leading[0] if leading else None
    return Project(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        topic=row["topic"],
        start=date.fromisoformat(row["start"]),
        specific=row["t1"],
        coordinator=coordinator,
        partners=tuple(id for id, _ in row["orgs"] if id != coordinator),
    )


def _grant(row: dict[str, Any]) -> Grant:
    return Grant(
        id=row["id"],
        title={"sv": row["title_sv"], "en": row["title_en"]},
        text={"sv": row["text_sv"], "en": row["text_en"]},
        title_ok=row["title_ok"],
    )
