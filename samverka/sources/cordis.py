"""CORDIS: projects that the European Union has paid for, and who took part in them."""

import csv
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final

from samverka.sources.record import PastProject, Taker
from samverka.sources.trouble import Trouble

if TYPE_CHECKING:
    from samverka.sources.web import Web

MOST_UNPACKED: Final = 1024 * 1024 * 1024  # bytes of one table
MOST_PACKING: Final = 100  # times smaller than it was; texts come to about five
MOST_MEMBERS: Final = 200
LONGEST_ROW: Final = 1024 * 1024  # characters
MOST_MONEY: Final = Decimal(10) ** 13

PROJECTS: Final = "project.csv"
ORGANISATIONS: Final = "organization.csv"
PROJECT_COLUMNS: Final = ("id", "title", "objective", "startDate", "endDate", "ecMaxContribution")
ORGANISATION_COLUMNS: Final = ("projectID", "name", "country", "role")

# What the Union writes otherwise than ISO 3166-1.
COUNTRIES: Final = {"EL": "GR", "UK": "GB"}

# Whatever the readers of a broken file come to.
BROKEN: Final = (
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

PROJECT_PAGE: Final = "https://cordis.europa.eu/project/id/"
SEARCH: Final = "https://cordis.europa.eu/search/en"
PAGE: Final = 50  # projects of an answer
MOST_PAGES: Final = 40
MOST_WORDS: Final = 20

Row = Mapping[str, str]


def past_projects(archive: BinaryIO | Path) -> Iterator[PastProject]:
    """Every project of a bulk file: a zip with the tables project.csv and organization.csv.

    They come one at a time, and who took part waits in a file, not in memory. What has neither
    identifier nor title is left out, as are dates and amounts that make no sense. Raises
    `Trouble`.
    """
    with _readable(), zipfile.ZipFile(archive) as packed, closing(_takers(packed)) as takers:
        for row in _rows(packed, PROJECTS, PROJECT_COLUMNS):
            if row["id"] and row["title"]:
                yield _project(row, _takers_of(takers, row["id"]))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except BROKEN:
        raise Trouble("not_readable", expected="ZIP") from None


def _project(row: Row, takers: tuple[Taker, ...]) -> PastProject:
    called = (row.get(name, "") for name in ("topics", "subCall", "masterCall"))
    return PastProject(
        identifier=row["id"],
        title=row["title"],
        summary=row["objective"],
        acronym=row.get("acronym", ""),
        call=next(filter(None, called), ""),
        starts_on=_day(row["startDate"]),
        ends_on=_day(row["endDate"]),
        amount=_money(row["ecMaxContribution"]),
        takers=takers,
        address=_page(row["id"]),
    )


def _takers(packed: zipfile.ZipFile) -> sqlite3.Connection:
    """Who took part in which project, in a file of its own that is gone when it is closed.

    How to reach a person there is never read.
    """
    kept = sqlite3.connect("")
    kept.execute("create table taker (project, identifier, name, country, kind, role)")
    kept.executemany(
        "insert into taker values (?, ?, ?, ?, ?, ?)",
        (
            (
                row["projectID"],
                row.get("organisationID", ""),
                row["name"],
                _country(row["country"]),
                row.get("activityType", ""),
                row["role"],
            )
            for row in _rows(packed, ORGANISATIONS, ORGANISATION_COLUMNS)
            if row["projectID"] and row["name"]
        ),
    )
    kept.execute("create index by_project on taker (project)")
    return kept


def _takers_of(kept: sqlite3.Connection, project: str) -> tuple[Taker, ...]:
    found = kept.execute(
        "select identifier, name, country, kind, role from taker where project = ? order by rowid",
        (project,),
    )
    return tuple(Taker(*columns) for columns in found)


def _rows(packed: zipfile.ZipFile, name: str, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a table, each cell by the name of its column. Raises `Trouble`."""
    with packed.open(_member(packed, name)) as raw:
        lines = _Lines(raw, name)
        reader = csv.reader(lines, delimiter=";")
        header = [column.strip() for column in next(reader, [])]
        for column in needed:
            if column not in header:
                raise Trouble("changed", name, missing=column)
        for cells in reader:
            lines.in_row = 0
            padded = [*cells, *[""] * (len(header) - len(cells))]
            yield dict(zip(header, map(_clean, padded), strict=False))


def _member(packed: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The one table of that name; whatever is odd about the file is a trouble."""
    members = packed.infolist()
    odd = any(
        one.flag_bits & 0x1 or one.filename.startswith(("/", "\\")) or ".." in one.filename
        for one in members
    )
    found = [one for one in members if one.filename.rsplit("/", 1)[-1] == name]
    if odd or len(members) > MOST_MEMBERS or len(found) != 1:
        raise Trouble("not_readable", name, expected="ZIP")
    size, packing = found[0].file_size, found[0].file_size / max(found[0].compress_size, 1)
    if size > MOST_UNPACKED or (size > LONGEST_ROW and packing > MOST_PACKING):
        raise Trouble("too_large", name, bytes=MOST_UNPACKED)
    return found[0]


class _Lines:
    """The lines of a table, none without end; who reads them tells when a row is complete."""

    def __init__(self, raw: IO[bytes], name: str) -> None:
        self.text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
        self.name = name
        self.in_row = 0  # characters

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_ROW + 1)
        self.in_row += len(line)
        if self.in_row > LONGEST_ROW:
            raise Trouble("too_large", self.name, bytes=LONGEST_ROW)
        if not line:
            raise StopIteration
        return line


def _clean(cell: str) -> str:
    return cell.replace("\x00", "").strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _money(text: str) -> Decimal | None:
    """With a decimal comma or point; None for what is no amount, or more than there is."""
    plain = re.sub(r"\s", "", text)
    if "," in plain and "." in plain:
        thousands = min(",.", key=plain.rfind)
        plain = plain.replace(thousands, "")
    try:
        amount = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 < amount <= MOST_MONEY else None


def _page(identifier: str) -> str:
    return PROJECT_PAGE + identifier if re.fullmatch("[0-9]{1,20}", identifier) else ""


def _country(code: str) -> str:
    code = code.upper()
    return COUNTRIES.get(code, code) if re.fullmatch("[A-Z]{2}", code) else ""


def search(
    web: "Web", words: str, *, address: str = SEARCH, most: int = PAGE
) -> Iterator[PastProject]:
    """The projects that the live search finds for all of these words, the nearest first.

    It tells less than the bulk file. At most `most` projects; raises `Trouble`.
    """
    asked = " AND ".join(f"'{word}'" for word in re.findall(r"\w+", words)[:MOST_WORDS])
    if not asked:
        return
    seen: set[str] = set()
    read = 0
    for page in range(1, MOST_PAGES + 1):
        params = {
            "q": f"contenttype='project' AND ({asked})",
            "format": "json",
            "p": str(page),
            "num": str(PAGE),
        }
        total, hits = _hits(web.get(address, params=params).json(), address)
        new = [hit for hit in hits if _said(hit, "id") not in seen]
        if hits and not new:
            raise Trouble("repeats", address)
        known = [hit for hit in new if _said(hit, "id") and _said(hit, "title")]
        yield from map(_found, known[: most - len(seen)])
        seen |= {_said(hit, "id") for hit in new}
        read += len(hits)
        if len(seen) >= most or not hits or read >= total:
            return
    raise Trouble("endless", address, pages=MOST_PAGES)


def _hits(told: Any, address: str) -> tuple[int, list[Mapping[str, Any]]]:
    """How many projects there are in all, and those of this page.

    The hits have stood both beside the result and within it.
    """
    result = _inside(told, "result")
    header = _inside(result, "header") or _inside(told, "header")
    hits = told.get("hits") if isinstance(told, dict) else None
    hits = hits if hits is not None else result.get("hits")
    total = str(header.get("totalHits"))
    if not isinstance(hits, dict) and total == "0":
        return 0, []
    if not isinstance(hits, dict) or "hit" not in hits:
        raise Trouble("changed", address, missing="hits.hit")
    if not re.fullmatch(r"[0-9]{1,9}", total):
        raise Trouble("changed", address, missing="header.totalHits")
    found = [_inside(hit, "project") for hit in _each(hits["hit"])]
    if found and not any({"id", "title"} <= project.keys() for project in found):
        raise Trouble("changed", address, missing="project.id")
    return int(total), found


def _found(project: Mapping[str, Any]) -> PastProject:
    return PastProject(
        identifier=_said(project, "id"),
        title=_said(project, "title"),
        summary=_said(project, "objective") or _said(project, "teaser"),
        acronym=_said(project, "acronym"),
        starts_on=_day(_said(project, "startDate")),
        ends_on=_day(_said(project, "endDate")),
        amount=_money(_said(project, "ecMaxContribution")),
        takers=tuple(_takers_told(project)),
        address=_page(_said(project, "id")),
    )


def _takers_told(project: Mapping[str, Any]) -> Iterator[Taker]:
    associations = _inside(_inside(project, "relations"), "associations")
    for one in _each(associations.get("organization")):
        if isinstance(one, dict) and (name := _said(one, "legalName")):
            yield Taker(
                identifier=_said(one, "id"),
                name=name,
                country=_country(_said(_inside(one, "address"), "country")),
                role=_said(one, "@type") or _said(one, "type"),
            )


def _inside(told: Any, name: str) -> Mapping[str, Any]:
    inner = told.get(name) if isinstance(told, dict) else None
    return inner if isinstance(inner, dict) else {}


def _each(told: Any) -> list[Any]:
    """A list of one is told without the list."""
    return told if isinstance(told, list) else [] if told is None else [told]


def _said(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return _clean(str(value))
    return ""
