"""What every funder's interface is turned into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Literal

Level = Literal["regional", "national", "european", "international"]


@dataclass(frozen=True)
class Deadline:
    """A last day, and the clock on it where the source tells one.

    `zone` is an IANA name, "" where the source gives none; `said` is how the source wrote it.
    """

    on: date
    at: time | None = None
    zone: str = ""
    said: str = ""


@dataclass(frozen=True)
class CallRecord:
    """One call as one source tells it; everything but the first three may be missing.

    `identifier` is unique within the source. `reference` is the funder's own, the same wherever
    the call is told of, "" where there is none. Titles and summaries are plain text, by language
    (ISO 639-1). Amounts are whole units of `currency` (ISO 4217): `budget` for the whole call,
    `grant_min` and `grant_max` for one project. `share` is the most that the funder pays, in
    per cent. `applicants` are the source's own words for who may apply. `raw_hash` changes
    whenever what the source sent for this call does.
    """

    identifier: str
    titles: Mapping[str, str]
    raw_hash: str
    reference: str = ""
    summaries: Mapping[str, str] = field(default_factory=dict)
    funder: str = ""
    programme: str = ""
    level: Level | Literal[""] = ""
    opens_on: date | None = None
    deadlines: tuple[Deadline, ...] = ()
    budget: int | None = None
    grant_min: int | None = None
    grant_max: int | None = None
    currency: str = ""
    share: Decimal | None = None
    applicants: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    place: str = ""
    address: str = ""


@dataclass(frozen=True)
class Taker:
    """An organisation that took part in a project; `country` is ISO 3166-1, two letters.

    `kind` is the source's own word, such as HES, REC, PRC, PUB or OTH in CORDIS; `role` too.
    """

    identifier: str
    name: str
    country: str = ""
    kind: str = ""
    role: str = ""


@dataclass(frozen=True)
class PastProject:
    """A project that got money, with who took part; `call` is the reference of its call.

    `address` is where everybody can read of it.
    """

    identifier: str
    title: str
    summary: str = ""
    acronym: str = ""
    call: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Decimal | None = None
    currency: str = "EUR"
    takers: tuple[Taker, ...] = ()
    address: str = ""
