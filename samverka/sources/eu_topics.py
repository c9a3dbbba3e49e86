"""A topic of the EU's portal as a record: from its row in a search, and from its own file."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from samverka.sources.details import HALF
from samverka.sources.fields import (
    LONGEST_LIST,
    LONGEST_TITLE,
    Entry,
    Odd,
    digest,
    is_sensible,
    line,
    link,
    text,
    whole_money,
)
from samverka.sources.record import CallRecord, Deadline
from samverka.sources.text import one_line, plain

PAGE_OF_A_TOPIC: Final = (
    "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/"
    "topic-details/"
)
FUNDER: Final = "European Commission"
MAIN: Final = "SEDIA"
NOT_CALLS: Final = ("SEDIA_FAQ",)
OF_OTHERS: Final = "8"  # calls of those who pass money on: many may have the same identifier
PROGRAMMES: Final = {
    "43108390": "Horizon Europe",
    "43353764": "Erasmus+",
    "43251589": "Citizens, Equality, Rights and Values (CERV)",
    "43252405": "LIFE",
    "43152860": "Digital Europe",
    "43251814": "Creative Europe",
    "43332642": "EU4Health",
}
# What the search engine adds for itself, and other words for whoever may be asked: not read, not
# even to see whether they changed.
NOT_OF_THE_CALL: Final = re.compile(r"^(es[A-Z_]|sortStatus$|cenTags|ccmTags|updateDate$)")
PERSONAL: Final = frozenset({"supportInfo", "latestInfos", "furtherInformation"})
DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T+ ].*)?")
MOST_KEYWORDS: Final = 30


def flat(row: Entry) -> Entry:
    """A row as plain fields, in whichever of the two ways it came; `called` is for messages."""
    inner = row.get("metadata")
    told = inner if isinstance(inner, Mapping) else row
    called = _said(told, "identifier") or _said(told, "title")
    return {**told, "reference": row.get("reference"), "called": called}


def first(row: Entry, name: str, most: int = LONGEST_TITLE) -> str:
    """The first of the values of a field, on one line; raises `Odd`."""
    values = _values(row, name)
    return line({name: values[0]}, name, most) if values else ""


def _values(row: Entry, name: str) -> list[Any]:
    value = row.get(name)
    values = value if isinstance(value, list) else [] if value is None else [value]
    if len(values) > LONGEST_LIST:
        raise Odd("too_large", field=name)
    return values


def _said(row: Entry, name: str) -> str:
    """A field that need not make sense yet."""
    try:
        return first(row, name)
    except Odd:
        return ""


def is_main(row: Entry) -> bool:
    return _said(row, "DATASOURCE") == MAIN


def is_wanted(row: Entry) -> bool:
    return _said(row, "language") in ("en", "") and _said(row, "DATASOURCE") not in NOT_CALLS


def reference_of(row: Entry) -> str:
    return _said(row, "reference")


def name_of(row: Entry) -> str:
    """What a topic is known by: its code, but where others give theirs, that of the row."""
    code = "" if _said(row, "type") == OF_OTHERS else _said(row, "identifier")
    return (code or reference_of(row))[:300]


def record(row: Entry) -> CallRecord:
    """Raises `Odd`."""
    code = first(row, "identifier", 300)
    told = {
        name: value
        for name, value in row.items()
        if not NOT_OF_THE_CALL.match(name) and name not in PERSONAL
    }
    summary = plain(_markup(row, "descriptionByte") or _markup(row, "description"))
    budget, least, most = _money(row, code)
    return CallRecord(
        identifier=name_of(row),
        titles={"en": title} if (title := _title(row)) else {},
        raw_hash=digest(told),
        reference=code[:120],
        summaries={"en": summary} if summary else {},
        funder=FUNDER,
        programme=PROGRAMMES.get(first(row, "frameworkProgramme"), ""),
        level="european",
        opens_on=_day(first(row, "startDate"), "startDate"),
        deadlines=_deadlines(_one(said, "deadlineDate") for said in _values(row, "deadlineDate")),
        budget=budget,
        grant_min=least,
        grant_max=most,
        currency=(first(row, "currency", 3) or "EUR") if budget or least or most else "",
        keywords=_keywords(row, code),
        address=_address(row, code),
    )


def completed(short: CallRecord, topic: Entry) -> CallRecord:
    """With what the topic's own file says; raises `Odd`."""
    summary = plain(text(topic, "description"))
    overview = topic.get("budgetOverviewJSONItem")
    money = _of_topic(overview, short.reference) if overview else (None, None, None)
    budget, least, most = money
    return replace(
        short,
        raw_hash=short.raw_hash + digest(summary, money)[:HALF],
        summaries={"en": summary} if summary else {},
        budget=short.budget or budget,
        grant_min=short.grant_min or least,
        grant_max=short.grant_max or most,
        currency=short.currency or ("EUR" if any(money) else ""),
    )


def _one(said: Any, name: str) -> str:
    return line({name: said}, name)


def _title(row: Entry) -> str:
    return one_line(html.escape(html.unescape(first(row, "title")), quote=False), LONGEST_TITLE)


def _markup(row: Entry, name: str) -> str:
    values = _values(row, name)
    return text({name: values[0]}, name) if values else ""


def _day(said: str, name: str) -> date | None:
    """The day as it is written: what stands behind it, a midnight of London's, is no time."""
    if not said:
        return None
    try:
        found = DAY.fullmatch(said)
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if day is None or not is_sensible(day):
        raise Odd("odd_date", field=name, said=said[:60])
    return day


def _deadlines(told: Iterable[str]) -> tuple[Deadline, ...]:
    days = {day: said for said in told if (day := _day(said, "deadlineDate"))}
    return tuple(Deadline(day, said=days[day]) for day in sorted(days))


Money = tuple[int | None, int | None, int | None]


def _money(row: Entry, code: str) -> Money:
    """For all, and the least and the most for one project; where it stands depends on the type."""
    said = _markup(row, "budgetOverview")
    if not said:
        return whole_money(first(row, "budget"), "budget"), None, None
    try:
        overview = json.loads(said)
    except (ValueError, RecursionError):
        raise Odd("not_readable", field="budgetOverview") from None
    return _of_topic(overview, code)


def _of_topic(overview: Any, code: str) -> Money:
    """An overview is of all topics of a call; those of this one begin with its code and a space."""
    found = [
        one
        for one in _actions(overview)
        if _one(one.get("action"), "action").startswith(f"{code} ")
    ]
    years = [amount for one in found for amount in _years(one)]
    least = [_amount(one, "minContribution") for one in found]
    most = [_amount(one, "maxContribution") for one in found]
    low, high = min(filter(None, least), default=None), max(filter(None, most), default=None)
    if low and high and low > high:
        raise Odd("not_readable", field="minContribution", said=str(low))
    return whole_money(str(sum(years) or ""), "budgetYearMap"), low, high


def _actions(overview: Any) -> Iterator[Entry]:
    by_key = overview.get("budgetTopicActionMap") if isinstance(overview, Mapping) else None
    if not isinstance(by_key, Mapping):
        raise Odd("not_readable", field="budgetOverview")
    for actions in by_key.values():
        for one in actions if isinstance(actions, list) else [actions]:
            if not isinstance(one, Mapping):
                raise Odd("not_readable", field="budgetOverview")
            yield one


def _years(action: Entry) -> Iterator[int]:
    years = action.get("budgetYearMap") or {}
    if not isinstance(years, Mapping) or len(years) > LONGEST_LIST:
        raise Odd("not_readable", field="budgetYearMap")
    for year in years:
        yield _amount(years, year) or 0


def _amount(entry: Entry, name: str) -> int | None:
    return whole_money(line(entry, name), name)


def _keywords(row: Entry, code: str) -> tuple[str, ...]:
    """The type of action and the subjects; codes of topics and calls are no words."""
    said = [*_values(row, "typesOfAction"), *_listed(_values(row, "keywords"))]
    words = (_one(one, "keywords") for one in said)
    codes = {code, first(row, "callIdentifier")}
    return tuple(dict.fromkeys(one for one in words if one and one not in codes))[:MOST_KEYWORDS]


def _listed(told: list[Any]) -> Iterator[Any]:
    """One database gives words, the other a list of them written as JSON."""
    for said in told:
        if isinstance(said, str) and said.startswith("["):
            try:
                found = json.loads(said)
            except (ValueError, RecursionError):
                raise Odd("not_readable", field="keywords") from None
            yield from found[:LONGEST_LIST] if isinstance(found, list) else ()
        else:
            yield said


def _address(row: Entry, code: str) -> str:
    """The page that people read; the other database gives the file for machines."""
    said = link(first(row, "url"))
    if said and not said.endswith(".json"):
        return said
    return link(PAGE_OF_A_TOPIC + code) if code else ""
