"""What can go wrong with a source, and with one entry of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
