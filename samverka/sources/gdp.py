"""The joint interface of the Swedish agencies that pay for research and innovation (GDP)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from samverka.sources import options as option
from samverka.sources.fields import (
    LONGEST_TITLE,
    Entry,
    Pages,
    Reader,
    digest,
    each,
    entries,
    line,
    link,
    moment,
    plain_text,
    remembered_number,
    text,
    whole_money,
)
from samverka.sources.record import CallRecord, Deadline
from samverka.sources.source import Memory, Reading

if TYPE_CHECKING:
    from samverka.sources.web import Answer, Web

ZONE: Final = "Europe/Stockholm"
LIMIT: Final = 100  # calls of an answer
MOST_PAGES: Final = 200
DAYS: Final = 180
NEEDED: Final = ("diarienummer", "titel", "oppningsdatum", "stangningsdatum")
MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Gdp:
    """The calls of one agency that changed since last time; at first, in the last `days` days.

    The key is the partnership's own. It goes in a header to that address and nowhere else.
    """

    kind: ClassVar[str] = "gdp"
    publishes: ClassVar[bool] = True
    lists_all: ClassVar[bool] = False

    address: str
    key: str = field(repr=False)
    funder: str = ""
    days: int = DAYS
    now: Callable[[], datetime] = field(default=now, compare=False, repr=False)

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        return cls(
            option.base(options),
            option.word(options, "key", needed=True),
            option.word(options, "funder"),
            option.number(options, "days", DAYS, least=1, most=3650),
        )

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        since = memory.get("since") or self._before(self.days)
        later = memory.get("next") or self._before(1)  # the server has a clock of its own
        offset = remembered_number(memory, "offset")
        asked = f"{self.address}/utlysningar"
        pages = Pages(asked, "diarienummer", MOST_PAGES)
        reader = Reader(self._record, ("diarienummer", "titel"))
        while True:
            params = {"limit": str(LIMIT), "offset": str(offset), "franTidpunkt": since}
            answer = web.get(asked, params=params, headers={"Authorization": self.key})
            page = _page(answer.json(), asked)
            pages.check(page)
            records, refused = reader.read(page)
            offset += len(page)
            more = bool(page) and _is_more(answer, offset, len(page))
            kept = {"since": since, "next": later, "offset": str(offset)}
            kept = kept if more else {"since": later}
            yield Reading(records, refused, memory=kept, total=_total(answer))
            if not more:
                return

    def _before(self, days: int) -> str:
        return (self.now() - timedelta(days=days)).strftime(MOMENT)

    def _record(self, call: Entry) -> CallRecord:
        """Raises `Odd`."""
        identifier = line(call, "diarienummer")
        titles = {
            "sv": line(call, "titel", LONGEST_TITLE),
            "en": line(call, "titeleng", LONGEST_TITLE),
        }
        summaries = {
            "sv": plain_text(call, "beskrivning"),
            "en": plain_text(call, "beskrivningeng"),
        }
        programme = _small(next(iter(each(call, "program")), {}))
        budget = whole_money(line(call, "budgetbelopp"), "budgetbelopp")
        opens = line(call, "oppningsdatum")
        return CallRecord(
            identifier=identifier,
            reference=identifier,
            titles={code: title for code, title in titles.items() if title},
            summaries={code: summary for code, summary in summaries.items() if summary},
            raw_hash=digest(call),
            funder=self.funder or line(call, "finansiarnamn"),
            programme=line(programme, "titel", LONGEST_TITLE),
            level="national",
            opens_on=moment(opens, "oppningsdatum", ZONE)[0],
            deadlines=_deadlines(call),
            budget=budget,
            currency=line(call, "budgetvaluta", 3) or "SEK" if budget else "",
            keywords=_keywords(call),
            address=link(text(call, "publiceringsplats")),
        )


def _page(told: Any, address: str) -> list[Any]:
    """The calls of an answer, their fields in small letters; one alone comes without its list."""
    whole = [told] if isinstance(told, dict) else told
    page = [_small(one) for one in whole] if isinstance(whole, list) else whole
    return entries(page, address, NEEDED)


def _small(told: Any) -> Any:
    """With small letters in the names of its fields: agencies do not write them alike."""
    return {name.lower(): told[name] for name in told} if isinstance(told, dict) else told


def _is_more(answer: "Answer", offset: int, size: int) -> bool:
    """Where the next page is said to be is not followed: the key goes to our address alone."""
    total = _total(answer)
    if total is not None:
        return offset < total
    return bool(answer.headers.get("x-next")) or size == LIMIT


def _total(answer: "Answer") -> int | None:
    said = answer.headers.get("x-totalrecords", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 9 else None


def _deadlines(call: Entry) -> tuple[Deadline, ...]:
    said = line(call, "stangningsdatum")
    day, at = moment(said, "stangningsdatum", ZONE)
    return (Deadline(day, at, ZONE, said),) if day else ()


def _keywords(call: Entry) -> tuple[str, ...]:
    said = (line(_small(one), "namn") for one in each(call, "nyckelord"))
    return tuple(dict.fromkeys(filter(None, said)))
