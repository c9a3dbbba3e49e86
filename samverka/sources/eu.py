"""EU Funding & Tenders: what the European Commission and its agencies have open and coming."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self
from urllib.parse import quote

from samverka.sources import eu_topics as topics
from samverka.sources import options as option
from samverka.sources.details import HALF, Details
from samverka.sources.fields import Entry, Pages, Reader, entries, remembered_number
from samverka.sources.record import CallRecord
from samverka.sources.source import Memory, Reading
from samverka.sources.trouble import Trouble

if TYPE_CHECKING:
    from samverka.sources.web import Web

ADDRESS: Final = "https://api.tech.ec.europa.eu/search-api/prod/rest"
TOPICS: Final = "https://ec.europa.eu/info/funding-tenders/opportunities/data/topicDetails"
ROWS: Final = 100  # of an answer
MOST_PAGES: Final = 100
DETAILS: Final = 100
MOST_DETAILS: Final = 1_000
# Grants, calls of external action, and calls of those who pass money on; neither tenders nor news.
TYPES: Final = ("1", "2", "8")
FORTHCOMING_AND_OPEN: Final = ("31094501", "31094502")
NEEDED: Final = ("reference",)
CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.&-]{2,119}")


@dataclass(frozen=True)
class EuPortal:
    """Every topic that the portal calls open or coming, in English; its days say what is true.

    A row that says nothing of what the topic is about is completed with the topic's own file, at
    most `details` of them in one reading.
    """

    kind: ClassVar[str] = "eu"
    publishes: ClassVar[bool] = True
    lists_all: ClassVar[bool] = True

    address: str = ADDRESS
    topics: str = TOPICS
    words: str = ""
    programmes: str = ""
    details: int = DETAILS

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        return cls(
            option.base(options, ADDRESS),
            option.base({"address": options.get("topics", "")}, TOPICS),
            option.word(options, "words"),
            option.word(options, "programmes"),
            option.number(options, "details", DETAILS, most=MOST_DETAILS),
        )

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        """Sorted by identifier: in any other order, pages overlap."""
        number = begins = max(1, remembered_number(memory, "page"))
        asked = f"{self.address}/search"
        pages = Pages(asked, "reference", MOST_PAGES)
        rows = _Rows(Details(_Topics(web, self.topics).whole, self.details))
        rows.details.remember(memory)
        reader = Reader(rows.record, ("called", "reference"))
        while True:
            params = {
                "apiKey": "SEDIA",
                "text": self.words or "***",
                "pageSize": str(ROWS),
                "pageNumber": str(number),
            }
            answer = web.post(asked, params=params, parts=self._question())
            total, page = _page(answer.json(), asked)
            pages.check(page)
            records, refused = reader.read(rows.once(page))
            more = bool(page) and number * ROWS < total
            number += 1
            kept = {"page": str(number)} if more else {}
            kept |= rows.details.kept(only_seen=not more and begins == 1)
            yield Reading(records, refused, memory=kept, total=total)
            if not more:
                return

    def _question(self) -> dict[str, Any]:
        """Each part is JSON of its own; sent in any other way, the filter is not listened to."""
        must = [
            {"terms": {"type": list(TYPES)}},
            {"terms": {"status": list(FORTHCOMING_AND_OPEN)}},
        ]
        if chosen := [one.strip() for one in self.programmes.split("|") if one.strip()]:
            must.append({"terms": {"frameworkProgramme": chosen}})
        return {
            "query": {"bool": {"must": must}},
            "languages": ["en"],
            "sort": {"field": "identifier", "order": "ASC"},
        }


def _page(told: Any, address: str) -> tuple[int, list[Entry]]:
    """How many rows there are in all, and those of this page, each as plain fields."""
    if not isinstance(told, dict) or "results" not in told:
        raise Trouble("changed", address, missing="results")
    total = told.get("totalResults")
    if not isinstance(total, int) or isinstance(total, bool):
        raise Trouble("changed", address, missing="totalResults")
    return total, entries(told["results"], address, NEEDED)


@dataclass
class _Rows:
    """Rows as records; the same topic may come from two databases, and in several languages."""

    details: Details
    told: dict[str, str] = field(default_factory=dict)  # by identifier: the reference of its row

    def once(self, page: Sequence[Any]) -> list[Any]:
        """In English, and of each topic one row: from the portal's own database where there is."""
        rows = [topics.flat(row) if isinstance(row, Mapping) else row for row in page]
        rows.sort(key=lambda row: isinstance(row, Mapping) and not topics.is_main(row))
        return [row for row in rows if not isinstance(row, Mapping) or self._is_new(row)]

    def _is_new(self, row: Entry) -> bool:
        if not topics.is_wanted(row):
            return False
        name = topics.name_of(row)
        return not name or self.told.setdefault(name, topics.reference_of(row)) == (
            topics.reference_of(row)
        )

    def record(self, row: Entry) -> CallRecord:
        """Raises `Odd`."""
        record = topics.record(row)
        if record.summaries or not CODE.fullmatch(record.reference):
            return record
        return self.details.whole(replace(record, raw_hash=record.raw_hash[:HALF]))


@dataclass
class _Topics:
    """The files of single topics."""

    web: "Web"
    address: str

    def whole(self, short: CallRecord) -> CallRecord:
        """Raises `Odd` and `Trouble`."""
        asked = f"{self.address}/{quote(short.reference.lower(), safe='')}.json"
        told = self.web.get(asked).json()
        root = told.get("TopicDetails", told) if isinstance(told, dict) else told
        root = root[0] if isinstance(root, list) and root else root
        if not isinstance(root, dict) or "description" not in root:
            raise Trouble("changed", asked, missing="description")
        return topics.completed(short, root)
