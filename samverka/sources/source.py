"""What a source is: something that is read step by step, and can go on where it stopped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, Self

from samverka.sources.record import CallRecord, PastProject
from samverka.sources.trouble import Refusal
from samverka.sources.web import Web

# What a source remembers: where it stopped, and what it needs to ask only for what is new.
Memory = Mapping[str, str]


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

    def read(self, web: Web, memory: Memory) -> Iterator[Reading]:
        """Read from where `memory` says, or from the beginning; raises `Trouble`.

        When it ends without trouble, all has been read, and the memory of its last step is where
        the next reading begins.
        """
        ...
