"""Grants.gov: what the federal agencies of the United States offer, some of it to anybody."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from samverka.sources import options as option
from samverka.sources.details import HALF, Details
from samverka.sources.fields import (
    LONGEST_TITLE,
    Entry,
    Odd,
    Pages,
    Reader,
    american_day,
    digest,
    each,
    entries,
    line,
    plain_text,
    remembered_number,
    whole_money,
)
from samverka.sources.record import CallRecord, Deadline
from samverka.sources.source import Memory, Reading
from samverka.sources.trouble import Trouble

if TYPE_CHECKING:
    from samverka.sources.web import Web

ADDRESS: Final = "https://api.grants.gov"
PAGE_OF_A_CALL: Final = "https://www.grants.gov/search-results-detail"
ROWS: Final = 250  # hits of an answer
MOST_PAGES: Final = 100
DETAILS: Final = 100  # calls that are asked about one by one, in one reading
MOST_DETAILS: Final = 1_000
NEEDED: Final = ("id", "number", "title", "openDate", "closeDate")
NUMBER: Final = re.compile("[0-9]{1,12}")
# What stands for an amount that the agency does not tell.
NO_AMOUNT: Final = frozenset({"", "none"})


@dataclass(frozen=True)
class GrantsGov:
    """Everything that is open or forecast, narrowed down by what the options say.

    A list tells neither amounts nor who may apply: that is asked of one call at a time, of at
    most `details` calls in one reading, of the others next time.
    """

    kind: ClassVar[str] = "grants-gov"
    publishes: ClassVar[bool] = True
    lists_all: ClassVar[bool] = True

    address: str = ADDRESS
    keyword: str = ""
    eligibilities: str = ""
    categories: str = ""
    details: int = DETAILS

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        return cls(
            option.base(options, ADDRESS),
            option.word(options, "keyword"),
            option.word(options, "eligibilities"),
            option.word(options, "fundingCategories"),
            option.number(options, "details", DETAILS, most=MOST_DETAILS),
        )

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        start = begins = remembered_number(memory, "start")
        asked = f"{self.address}/v1/api/search2"
        pages = Pages(asked, "id", MOST_PAGES)
        found = Opportunities(web, f"{self.address}/v1/api/fetchOpportunity", self.details)
        found.details.remember(memory)
        reader = Reader(found.record, ("id", "number", "title"))
        while True:
            total, hits = _hits(web.post(asked, json=self._question(start)).json(), asked)
            pages.check(hits)
            records, refused = reader.read(hits)
            start += len(hits)
            more = bool(hits) and start < total
            kept = {"start": str(start)} if more else {}
            kept |= found.details.kept(only_seen=not more and begins == 0)
            yield Reading(records, refused, memory=kept, total=total)
            if not more:
                return

    def _question(self, start: int) -> dict[str, str | int]:
        return {
            "rows": ROWS,
            "startRecordNum": start,
            "oppStatuses": "forecasted|posted",
            "keyword": self.keyword,
            "eligibilities": self.eligibilities,
            "fundingCategories": self.categories,
            "sortBy": "openDate|desc",
        }


def _answer(told: Any, address: str) -> Mapping[str, Any]:
    """What an answer holds, where it says itself that all went well; raises `Trouble`."""
    if not isinstance(told, dict) or "errorcode" not in told:
        raise Trouble("changed", address, missing="errorcode")
    if told["errorcode"] != 0 or isinstance(told["errorcode"], bool):
        raise Trouble("status", address, status=str(told["errorcode"])[:20])
    data = told.get("data")
    if not isinstance(data, dict):
        raise Trouble("changed", address, missing="data")
    return data


def _hits(told: Any, address: str) -> tuple[int, list[Any]]:
    data = _answer(told, address)
    total = data.get("hitCount")
    if not isinstance(total, int) or isinstance(total, bool):
        raise Trouble("changed", address, missing="hitCount")
    if "oppHits" not in data:
        raise Trouble("changed", address, missing="oppHits")
    return total, entries(data["oppHits"] or [], address, NEEDED)


class Opportunities:
    """Lines of the list as records, in full where that has not been told yet."""

    def __init__(self, web: "Web", address: str, most: int) -> None:
        self.web, self.address = web, address
        self.details = Details(self._whole, most)

    def record(self, hit: Entry) -> CallRecord:
        """Raises `Odd`."""
        short = _short(hit)
        if not NUMBER.fullmatch(short.identifier):
            raise Odd("no_identifier")
        return self.details.whole(short)

    def _whole(self, short: CallRecord) -> CallRecord:
        """Raises `Odd` and `Trouble`."""
        asked = {"opportunityId": int(short.identifier)}
        found = _answer(self.web.post(self.address, json=asked).json(), self.address)
        if not isinstance(found.get("synopsis") or found.get("forecast"), dict):
            raise Trouble("changed", self.address, missing="synopsis")
        return _whole(short, found)


def _short(hit: Entry) -> CallRecord:
    said = line(hit, "closeDate")
    closes = american_day(said, "closeDate")
    return CallRecord(
        identifier=(identifier := line(hit, "id")),
        titles={"en": html.unescape(line(hit, "title", LONGEST_TITLE))},
        raw_hash=digest(hit)[:HALF],
        reference=line(hit, "number"),
        funder=line(hit, "agencyName") or line(hit, "agency"),
        level="international",
        opens_on=american_day(line(hit, "openDate"), "openDate"),
        deadlines=(Deadline(closes, said=said),) if closes else (),
        address=f"{PAGE_OF_A_CALL}/{identifier}",
    )


def _whole(short: CallRecord, found: Entry) -> CallRecord:
    """With the text, the amounts and who may apply, in the agency's own words; raises `Odd`."""
    told = found.get("synopsis") or found["forecast"]
    summary = plain_text(told, "synopsisDesc") or plain_text(told, "forecastDesc")
    amounts = [_amount(told, name) for name in ("estimatedFunding", "awardFloor", "awardCeiling")]
    budget, least, most = amounts
    if least and most and least > most:
        raise Odd("not_readable", field="awardFloor", said=str(least))
    keywords = _descriptions(told, "fundingActivityCategories")
    who = plain_text(told, "applicantEligibilityDesc")
    applicants = tuple(filter(None, [*_descriptions(told, "applicantTypes"), who]))
    return replace(
        short,
        raw_hash=short.raw_hash + digest(summary, amounts, applicants, keywords)[:HALF],
        summaries={"en": summary} if summary else {},
        budget=budget,
        grant_min=least,
        grant_max=most,
        currency="USD" if any(amounts) else "",
        applicants=applicants,
        keywords=keywords,
    )


def _amount(told: Entry, name: str) -> int | None:
    said = line(told, name).lstrip("$").replace(",", "")
    return None if said.lower() in NO_AMOUNT else whole_money(said, name)


def _descriptions(told: Entry, name: str) -> tuple[str, ...]:
    said = (line(one, "description", LONGEST_TITLE) for one in each(told, name))
    return tuple(dict.fromkeys(filter(None, said)))
