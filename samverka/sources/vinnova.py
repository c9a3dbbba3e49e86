"""Vinnova's open data: rounds of calls, with the texts of the calls they belong to."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self
from zoneinfo import ZoneInfo

from samverka.sources import options as option
from samverka.sources.fields import (
    LONGEST_TITLE,
    Entry,
    Odd,
    Reader,
    digest,
    each,
    entries,
    line,
    link,
    moment,
    plain_text,
    remembered_day,
    text,
)
from samverka.sources.record import CallRecord, Deadline
from samverka.sources.source import Memory, Reading
from samverka.sources.trouble import Trouble

if TYPE_CHECKING:
    from samverka.sources.web import Web

ADDRESS: Final = "https://data.vinnova.se/api"
ZONE: Final = "Europe/Stockholm"
PAGE: Final = 20  # rounds of a step: together they belong to no more calls than one request takes
DAYS: Final = 180
MOST_DAYS: Final = 730  # asked for everything since 2015, the server gives up
NEEDED: Final = ("Diarienummer", "Titel", "Publik", "Oppningsdatum", "Stangningsdatum")
CALL_NEEDED: Final = ("Diarienummer", "Titel")
CALL_NUMBER: Final = re.compile(r"\d{4}-\d{1,8}")
# What stands in a text that nobody has written, and in a date that nobody has set.
NO_TEXT: Final = frozenset({"", "x", "xx"})
NO_DATE: Final = "1900-01-01"
# Names and telephone numbers of people: not read, not even to see whether they changed.
PERSONAL: Final = "KontaktLista"
TITLES: Final = {"sv": "Titel", "en": "TitelEngelska"}


def today() -> date:
    return datetime.now(ZoneInfo(ZONE)).date()


@dataclass(frozen=True)
class Vinnova:
    """Everything that has changed since last time; the first time, in the last `days` days."""

    kind: ClassVar[str] = "vinnova"
    publishes: ClassVar[bool] = True
    lists_all: ClassVar[bool] = False

    address: str = ADDRESS
    days: int = DAYS
    today: Callable[[], date] = field(default=today, compare=False, repr=False)

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        return cls(
            option.base(options, ADDRESS),
            option.number(options, "days", DAYS, least=1, most=MOST_DAYS),
        )

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        """Rounds in the order of their numbers: a reading that stopped goes on after the last."""
        since = remembered_day(memory, "since") or self.today() - timedelta(days=self.days)
        began = remembered_day(memory, "began") or self.today()
        asked = f"{self.address}/ansokningsomgangar/{since}"
        rounds = sorted(entries(web.get(asked).json(), asked, NEEDED), key=_number)
        waiting = [one for one in rounds if _number(one) > memory.get("after", "")]
        waiting = waiting if "after" in memory else rounds
        calls = Calls(web, self.address)
        reader = Reader(calls.record, ("Diarienummer", "Titel"))
        for start in range(0, len(waiting), PAGE):
            page = waiting[start : start + PAGE]
            calls.learn(page)
            records, refused = reader.read(page)
            kept = {"since": f"{since}", "began": f"{began}", "after": _number(page[-1])}
            yield Reading(records, refused, memory=kept, total=len(rounds))
        # The server tells what changed on a day or later, by a clock of its own.
        yield Reading(memory={"since": f"{began - timedelta(days=1)}"}, total=len(rounds))


@dataclass
class Calls:
    """The calls that rounds belong to, asked for where a round says too little itself."""

    web: "Web"
    address: str
    known: dict[str, Entry] = field(default_factory=dict)

    def learn(self, rounds: Sequence[Any]) -> None:
        """Raises `Trouble`."""
        wanted = sorted({_call_number(one) for one in rounds if _says_little(one)} - {""})
        wanted = [number for number in wanted if number not in self.known]
        if not wanted:
            return
        asked = f"{self.address}/utlysningar/{','.join(wanted)}"
        try:
            told = self.web.get(asked).json()
        except Trouble as trouble:
            if trouble.detail.get("status") != 404:
                raise
            told = []
        told = [told] if isinstance(told, dict) else told
        self.known |= {number: {} for number in wanted}
        for call in entries(told, asked, CALL_NEEDED):
            if isinstance(call, dict) and call.get("Publik") not in (0, "0"):
                self.known[_number(call)] = call

    def record(self, one: Entry) -> CallRecord:
        """A round as a record; raises `Odd`."""
        if not _is_public(one):
            raise Odd("not_public")
        call = self.known.get(_call_number(one), {}) if _says_little(one) else {}
        identifier = line(one, "Diarienummer")
        return CallRecord(
            identifier=identifier,
            reference=identifier,
            titles=_titles(one) or _titles(call),
            summaries=_summaries(call) | _summaries(one),
            raw_hash=digest(_without_people(one), _without_people(call)),
            funder="Vinnova",
            level="national",
            opens_on=_clock(one, "Oppningsdatum")[0],
            deadlines=_deadlines(one),
            address=_address(one),
        )


def _number(entry: Any) -> str:
    said = entry.get("Diarienummer") if isinstance(entry, dict) else None
    return said if isinstance(said, str) else ""


def _call_number(entry: Any) -> str:
    """Of the call that a round belongs to, "" for what is no number."""
    said = entry.get("DiarienummerUtlysning") if isinstance(entry, dict) else None
    return said if isinstance(said, str) and CALL_NUMBER.fullmatch(said) else ""


def _is_public(entry: Entry) -> bool:
    return entry.get("Publik") in (1, "1")


def _says_little(one: Any) -> bool:
    """Without a title, or without a text in one of the languages."""
    try:
        return (
            isinstance(one, dict)
            and _is_public(one)
            and not (_titles(one) and len(_summaries(one)) == 2)
        )
    except Odd:
        return False


def _without_people(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if name != PERSONAL}


def _written(entry: Entry, name: str) -> str:
    """A text that somebody has written, as plain text."""
    said = plain_text(entry, name)
    return "" if said.lower() in NO_TEXT else said


def _titles(entry: Entry) -> dict[str, str]:
    said = {code: line(entry, name, LONGEST_TITLE) for code, name in TITLES.items()}
    return {code: title for code, title in said.items() if title.lower() not in NO_TEXT}


def _summaries(entry: Entry) -> dict[str, str]:
    """The description and the texts of the web page, each once, by language."""
    said: dict[str, list[str]] = {
        "sv": [_written(entry, "Beskrivning")],
        "en": [_written(entry, "BeskrivningEngelska")],
    }
    for one in each(entry, "WebTextLista"):
        said["sv"].append(_written(one, "TextSv"))
        said["en"].append(_written(one, "TextEn"))
        language = line(one, "Lang").lower()[:2]
        if language in said:
            said[language].append(_written(one, "Text"))
    whole = {code: "\n\n".join(filter(None, dict.fromkeys(parts))) for code, parts in said.items()}
    return {code: text for code, text in whole.items() if text}


def _deadlines(one: Entry) -> tuple[Deadline, ...]:
    day, at = _clock(one, "Stangningsdatum")
    said = line(one, "Stangningsdatum")
    return (Deadline(day, at, ZONE, said),) if day else ()


def _clock(one: Entry, name: str) -> tuple[date | None, time | None]:
    """A day, and the time of it in Stockholm; midnight stands for no time at all."""
    said = line(one, name)
    return (None, None) if said.startswith(NO_DATE) else moment(said, name, ZONE)


def _address(one: Entry) -> str:
    """The first page that the round leads to."""
    links = each(one, "LankLista")
    said = (link(text(there, name)) for there in links for name in ("Lank", "URL"))
    return next(filter(None, said), "")
