"""What a source is: something that is read step by step, and can go on where it stopped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Protocol, Self

from samverka.sources.record import CallRecord, PastProject

if TYPE_CHECKING:
    from samverka.sources.web import Web

# What a source remembers: where it stopped, and what it needs to ask only for what is new.
Memory = Mapping[str, str]

TROUBLES = (
    "not_allowed",  # an address that may not be called: inside, or not https
    "unreachable",  # no such host, refused, no answer in time
    "status",  # answered with an error; detail: status
    "too_many",  # asked us to come back later; detail: seconds
    "too_large",  # more than we read; detail: bytes
    "not_readable",  # not what it should be: HTML instead of JSON, half a page; detail: expected
    "changed",  # readable, but not in the form that we know; detail: missing
    "repeats",  # the same page again and again
    "endless",  # more pages than there can be; detail: pages
)
REFUSALS = (
    "no_title",
    "no_identifier",
    "odd_date",  # before 2000, or further away than any call; detail: said
    "too_large",  # a text or a list without end; detail: field
    "not_public",  # the source says that it is not for everybody
    "not_readable",  # detail: field
    "twice",  # the same identifier with something else in one reading
)


class Trouble(Exception):
    """A source could not be read further. `code` is one of `TROUBLES`; `detail` holds facts.

    Nothing in `detail` is a sentence: it is told in the reader's language elsewhere.
    """

    def __init__(self, code: str, address: str = "", **detail: str | int) -> None:
        super().__init__(f"{code} {address} {detail or ''}".strip())
        self.code, self.address, self.detail = code, address, detail


@dataclass(frozen=True)
class Refusal:
    """One entry that was left out; `why` is one of `REFUSALS`, `what` its identifier or title."""

    what: str
    why: str
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PageChange:
    """A watched page looks different from last time; `after` is some of what is new on it."""

    address: str
    after: str


@dataclass(frozen=True)
class Reading:
    """One step. Whoever keeps `records` keeps `memory` with them, and may go on from there.

    `projects` are those that got money before, of a source that tells of no calls.

    `total` is how many entries the source says there are in all, None where it does not. With
    `not_modified` nothing has changed since last time: then there is nothing else.
    """

    records: tuple[CallRecord, ...] = ()
    refused: tuple[Refusal, ...] = ()
    pages: tuple[PageChange, ...] = ()
    projects: tuple[PastProject, ...] = ()
    memory: Memory = field(default_factory=dict)
    total: int | None = None
    not_modified: bool = False


class Source(Protocol):
    """Something to read calls from.

    `publishes`: what it tells is a call, without anybody having looked. `lists_all`: a reading
    from beginning to end names every call there is, so what it does not name has gone.
    """

    kind: ClassVar[str]
    publishes: ClassVar[bool]
    lists_all: ClassVar[bool]

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        """Raises `ValueError` with the name of the option that is missing or makes no sense."""
        ...

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        """Read from where `memory` says, or from the beginning; raises `Trouble`.

        When it ends without trouble, all has been read, and the memory of its last step is where
        the next reading begins.
        """
        ...
