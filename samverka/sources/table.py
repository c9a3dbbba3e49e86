"""Calls in a table: rows that somebody has written down, in a file or at an address.

Swedish and English names of columns, numbers and days are understood. What can be read in two ways
is not guessed: the row is left out, with the column that it is about.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self

from samverka.sources import options as option
from samverka.sources.amounts import CURRENCIES, Amount, amount_in, share_in
from samverka.sources.days import deadline_in
from samverka.sources.fields import (
    LONGEST_LIST,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Odd,
    Reader,
    digest,
    link,
    text,
)
from samverka.sources.record import CallRecord, Level
from samverka.sources.source import Memory, Reading
from samverka.sources.trouble import Refusal, Trouble

if TYPE_CHECKING:
    from samverka.sources.web import Answer, Web

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
CURRENCY: Final = "SEK"
DIVIDER: Final = "|"  # between several things in one cell

# What a column may be called, besides by its own name; small letters, spaces as "_".
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "identifier": ("id", "identitet", "nummer", "number"),
    "title_sv": ("titel", "titel_sv", "rubrik", "rubrik_sv", "svensk_titel", "swedish_title"),
    "title_en": ("title", "titel_en", "rubrik_en", "engelsk_titel", "english_title"),
    "summary_sv": ("sammanfattning", "sammanfattning_sv", "beskrivning", "beskrivning_sv"),
    "summary_en": ("summary", "sammanfattning_en", "description", "description_en"),
    "funder": ("finansiär", "bidragsgivare"),
    "programme": ("program",),
    "level": ("nivå",),
    "opens_on": ("opens", "opening_date", "öppnar", "öppningsdag", "öppningsdatum"),
    "deadlines": (
        "deadline",
        "closes",
        "closes_on",
        "closing_date",
        "stänger",
        "stängningsdatum",
        "sista_dag",
        "sista_ansökningsdag",
    ),
    "budget": ("amount", "belopp", "total_budget", "hela_beloppet"),
    "grant_min": ("amount_min", "min_amount", "lägsta_belopp", "minsta_bidrag"),
    "grant_max": ("amount_max", "max_amount", "högsta_belopp", "största_bidrag"),
    "currency": ("valuta",),
    "share": ("andel", "stödandel", "högsta_andel", "funding_rate"),
    "applicants": ("sökande", "vem_kan_söka", "who_can_apply", "eligible_applicants"),
    "keywords": ("nyckelord", "sökord", "ämnesord"),
    "place": ("plats", "ort", "område"),
    "address": ("adress", "webbadress", "länk", "url", "link", "web_page"),
    "reference": ("referens", "diarienummer", "dnr", "call_reference"),
}
COLUMNS: Final = {known: name for name, others in NAMES.items() for known in (name, *others)}
LEVELS: Final[Mapping[str, Level | Literal[""]]] = {
    "": "",
    "regional": "regional",
    "national": "national",
    "european": "european",
    "international": "international",
    "nationell": "national",
    "europeisk": "european",
    "eu": "european",
    "internationell": "international",
}
TITLES: Final = ("title_sv", "title_en")
IDENTIFIERS: Final = ("identifier", "reference", "address")
AMOUNTS: Final = ("budget", "grant_min", "grant_max")

Row = Mapping[str, Any]


def records_in(
    rows: Iterable[Row],
    *,
    numbers: Iterable[int] | None = None,
    funder: str = "",
    currency: str = CURRENCY,
) -> Reading:
    """Each row as a record, or as a refusal that holds its number.

    `numbers` are those of the rows, where they do not follow upon a header in row 1. `funder`
    and `currency` hold where a row does not say them. Rows with nothing in them are passed over.
    """
    reader = Reader(
        lambda row: _record(row, funder, currency), ("identifier", "reference", *TITLES)
    )
    records: list[CallRecord] = []
    refused: list[Refusal] = []
    for number, row in zip(numbers or count(2), map(_named, rows), strict=False):
        if any(cell not in (None, "") for cell in row.values()):
            new, odd = reader.read([row])
            records += new
            refused += [replace(one, detail={"row": f"{number}", **one.detail}) for one in odd]
    return Reading(tuple(records), tuple(refused), total=len(records) + len(refused))


@dataclass(frozen=True)
class TableSource:
    """A table at an address, CSV or JSON, with everything that can be applied for."""

    kind: ClassVar[str] = "table"
    publishes: ClassVar[bool] = True
    lists_all: ClassVar[bool] = True

    address: str
    funder: str = ""
    currency: str = CURRENCY

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        currency = option.word(options, "currency").upper() or CURRENCY
        if not re.fullmatch("[A-Z]{3}", currency):
            raise ValueError("currency")
        return cls(option.address(options), option.word(options, "funder"), currency)

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        etag, modified = memory.get("etag", ""), memory.get("modified", "")
        answer = web.get(self.address, etag=etag, modified=modified)
        if answer.not_modified:
            yield Reading(memory=memory, not_modified=True)
            return
        whole = records_in(_rows(answer), funder=self.funder, currency=self.currency)
        headers = {"etag": "etag", "modified": "last-modified"}
        kept = {name: answer.headers.get(header, "") for name, header in headers.items()}
        yield replace(whole, memory={name: said for name, said in kept.items() if said})


def _rows(answer: "Answer") -> list[Row]:
    """The rows of a table in CSV or JSON; raises `Trouble`."""
    begins = answer.body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begins in (b"<", b"") or b"\x00" in answer.body:
        raise Trouble("not_readable", answer.address, expected="CSV")
    rows = _from_json(answer) if begins in (b"[", b"{") else _from_csv(answer)
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise Trouble("too_large", answer.address, bytes=len(answer.body))
    columns = {column for row in rows for column in _named(row)}
    for needed in (TITLES, IDENTIFIERS):
        if rows and columns.isdisjoint(needed):
            raise Trouble("changed", answer.address, missing=needed[0])
    return rows


def _from_json(answer: "Answer") -> list[Row]:
    """A list of rows, or an object that holds one."""
    told = answer.json()
    held = list(told.values()) if isinstance(told, dict) else [told]
    lists = [value for value in held if isinstance(value, list)]
    if len(lists) != 1 or not all(isinstance(row, dict) for row in lists[0]):
        raise Trouble("changed", answer.address, missing="[]")
    return lists[0]


def _from_csv(answer: "Answer") -> list[Row]:
    """UTF-8 or Windows-1252; divided by semicolons, commas or tabs."""
    try:
        whole = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        whole = answer.body.decode("cp1252", "replace")
    delimiter = max(";,\t", key=whole.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(reader, [])
        return [dict(zip(header, cells, strict=False)) for cells in islice(reader, MOST_ROWS + 1)]
    except csv.Error:
        raise Trouble("not_readable", answer.address, expected="CSV") from None


def _named(row: Row) -> dict[str, Any]:
    """The cells by our names of the columns; of two with the same, the first that is filled."""
    named: dict[str, Any] = {}
    for column, cell in row.items():
        plain = unicodedata.normalize("NFC", str(column)).strip().lower()
        name = COLUMNS.get(re.sub(r"[\W_]+", "_", plain).strip("_"))
        if name and named.get(name) in (None, ""):
            named[name] = cell
    return named


def _record(row: Row, funder: str, currency: str) -> CallRecord:
    """Raises `Odd`."""
    amounts = [amount_in(_cell(row, name), name) for name in AMOUNTS]
    budget, least, most = ((amount and amount.units) or None for amount in amounts)
    if least and most and least > most:
        raise Odd("not_readable", field="grant_min", said=str(least))
    address = _cell(row, "address")
    if address and not link(address):
        raise Odd("not_readable", field="address", said=address[:60])
    if (level := _cell(row, "level").lower()) not in LEVELS:
        raise Odd("not_readable", field="level", said=level[:60])
    opens = _cell(row, "opens_on")
    return CallRecord(
        identifier=next(filter(None, (_cell(row, name) for name in IDENTIFIERS)), ""),
        titles=_by_language(row, "title", LONGEST_TITLE, _cell),
        raw_hash=digest({name: row[name] for name in sorted(row)}),
        reference=_cell(row, "reference"),
        summaries=_by_language(row, "summary", LONGEST_TEXT, _text),
        funder=_cell(row, "funder") or funder,
        programme=_cell(row, "programme"),
        level=LEVELS[level],
        opens_on=deadline_in(opens, "opens_on").on if opens else None,
        deadlines=tuple(deadline_in(said, "deadlines") for said in _several(row, "deadlines")),
        budget=budget,
        grant_min=least,
        grant_max=most,
        currency=_currency(row, amounts) or (currency if any(amounts) else ""),
        share=share_in(_cell(row, "share")),
        applicants=_several(row, "applicants"),
        keywords=_several(row, "keywords"),
        place=_cell(row, "place"),
        address=address,
    )


def _cell(row: Row, name: str, most: int = LONGEST_NAME) -> str:
    """A cell as text on one line; several things in a list as if they stood in one cell."""
    return " ".join(_text(row, name, most).split())


def _text(row: Row, name: str, most: int) -> str:
    """Raises `Odd`."""
    value = row.get(name)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if not isinstance(value, list):
        return text(row, name, most)
    return DIVIDER.join(text({name: one}, name, most) for one in value[: LONGEST_LIST + 1])


def _several(row: Row, name: str) -> tuple[str, ...]:
    said = _cell(row, name, LONGEST_TEXT).split(DIVIDER)
    if len(said) > LONGEST_LIST:
        raise Odd("too_large", field=name)
    return tuple(dict.fromkeys(filter(None, (one.strip() for one in said))))


def _by_language(
    row: Row, name: str, most: int, read: Callable[[Row, str, int], str]
) -> dict[str, str]:
    said = {code: read(row, f"{name}_{code}", most) for code in ("sv", "en")}
    return {code: told for code, told in said.items() if told}


def _currency(row: Row, amounts: Iterable[Amount | None]) -> str:
    """Of all amounts in a row; raises `Odd` where they say different things."""
    said = _cell(row, "currency").upper()
    said = CURRENCIES.get(said.lower(), said)
    of = {amount.currency for amount in amounts if amount and amount.currency} | {said} - {""}
    if len(of) > 1 or not all(re.fullmatch("[A-Z]{3}", one) for one in of):
        raise Odd("not_readable", field="currency", said=said[:60])
    return next(iter(of), "")
