"""A table as a list of objects in JSON: for programs, where people have a spreadsheet."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from samverka.common.languages import LANGUAGES
from samverka.common.refusal import Refused
from samverka.common.tables import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Table,
    read_table,
)
from samverka.common.text import clean_text

DIVIDER: Final = "|"
BEGINS: Final = (b"[", b"{")


def read_any_table(content: bytes) -> Table:
    """CSV, XLSX or JSON, told apart by the content; raises `Refused` with what to do."""
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return table_from_json(content) if begins in BEGINS else read_table(content)


def table_from_json(content: bytes) -> Table:
    """A list of objects, or an object that holds one; the first object is row 1.

    A text in both languages, `{"sv": …, "en": …}`, becomes two columns.
    """
    rows = [_flat(row) for row in _listed(content)]
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    if len(header) > MOST_COLUMNS:
        raise Refused(_("The file has more than %(number)s columns.") % {"number": MOST_COLUMNS})
    if len(rows) > MOST_ROWS:
        raise Refused(
            _("The file has more than %(number)s rows. Divide it.") % {"number": MOST_ROWS}
        )
    if not header:
        raise Refused(_("The file has no rows. The first row holds the names of the columns."))
    cells = (tuple(row.get(name, "") for name in header) for row in rows)
    return Table(header, tuple(Row(number, one) for number, one in enumerate(cells, 1)))


def as_json(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A list of objects; what is no number and no text is written as text."""
    named = [dict(zip(header, map(_plain, row), strict=True)) for row in rows]
    return json.dumps(named, ensure_ascii=False, indent=1)


def _plain(cell: object) -> object:
    return cell if isinstance(cell, int | str) or cell is None else str(cell)


def _listed(content: bytes) -> list[Mapping[str, Any]]:
    unreadable = Refused(_("The file is not the JSON that we read: a list with one object a row."))
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise unreadable from None
    held = list(told.values()) if isinstance(told, dict) else [told]
    lists = [value for value in held if isinstance(value, list)]
    if len(lists) != 1 or not all(isinstance(row, dict) for row in lists[0]):
        raise unreadable
    if len(content) > MOST_CHARACTERS:
        raise Refused(_("The file is too large. Divide it."))
    return lists[0]


def _flat(row: Mapping[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict) and set(value) <= set(LANGUAGES):
            cells |= {f"{name}_{language}": _cell(one) for language, one in value.items()}
        else:
            cells[clean_text(name)] = _cell(value)
    return cells


def _cell(value: Any) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return DIVIDER.join(filter(None, map(_cell, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean_text(str(value))
