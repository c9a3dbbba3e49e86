"""Atom feeds (RFC 4287): what has changed, for the readers of others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from samverka.common.calendar_files import fit, host
from samverka.common.tenancy import whole_address

ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
SINCE: Final = 2026  # of the names by which readers know the entries
NEVER: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class News:
    """One entry. `key` names it for ever, such as `call/7`; `address` is a path."""

    key: str
    title: str
    address: str
    updated: datetime
    summary: str
    published: datetime | None = None


def feed(news: Iterable[News], *, name: str, author: str, here: str, page: str) -> bytes:
    """`here` is the address of the feed, `page` that of the list it follows."""
    news = list(news)
    made = ET.Element("feed", {"xmlns": ATOM})
    _put(made, "id", here)
    _put(made, "title", name)
    _put(made, "updated", max((one.updated for one in news), default=NEVER).isoformat())
    ET.SubElement(made, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    ET.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _put(ET.SubElement(made, "author"), "name", author)
    made.extend(_entry(one) for one in news)
    written: bytes = ET.tostring(made, encoding="utf-8", xml_declaration=True)
    return written


def _entry(one: News) -> ET.Element:
    entry = ET.Element("entry")
    address = whole_address(one.address)
    _put(entry, "id", f"tag:{host()},{SINCE}:{one.key}")
    _put(entry, "title", one.title)
    _put(entry, "updated", one.updated.isoformat())
    if one.published:
        _put(entry, "published", one.published.isoformat())
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _put(entry, "summary", one.summary)
    return entry


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = fit(text)
