"""What a list does not tell of a call: asked for one call at a time, a few in each reading."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from samverka.sources.record import CallRecord
from samverka.sources.source import Memory
from samverka.sources.trouble import Trouble

MOST_REMEMBERED: Final = 5_000
REMEMBERED: Final = "call "
MOST_FAILURES: Final = 3  # one after the other
HALF: Final = 16  # letters of a hash that has two halves: what the list tells, and the details
# A trouble that may be that of one call alone.
OF_ONE_CALL: Final = ("status", "not_readable", "changed")


@dataclass
class Details:
    """Makes records whole with `ask`, at most `most` of them; the others wait until next time.

    `ask` gets a record as the list tells it, with half a hash, and gives it in full, with a hash
    that begins with that half. Which call has been told in full stands in the memory. One that
    has not changed since then is told in short again, but with its whole hash: what is known of
    it still holds.
    """

    ask: Callable[[CallRecord], CallRecord]
    most: int
    failures: int = 0
    told: dict[str, str] = field(default_factory=dict)  # by identifier: the hash in full
    seen: set[str] = field(default_factory=set)

    def remember(self, memory: Memory) -> None:
        for name, told in memory.items():
            if name.startswith(REMEMBERED):
                self.told[name.removeprefix(REMEMBERED)] = told

    def kept(self, *, only_seen: bool) -> dict[str, str]:
        """With `only_seen`, what is no longer in the list is forgotten."""
        known = [one for one in self.told if one in self.seen or not only_seen]
        return {REMEMBERED + one: self.told[one] for one in known[-MOST_REMEMBERED:]}

    def whole(self, short: CallRecord) -> CallRecord:
        """The record in full where that is new; raises `Odd`, and `Trouble` when all fails."""
        self.seen.add(short.identifier)
        before = self.told.pop(short.identifier, "")
        if before.startswith(short.raw_hash):
            self.told[short.identifier] = before
            return replace(short, raw_hash=before)
        found = self._asked(short)
        if found is None:
            return short
        self.told[short.identifier] = found.raw_hash
        return found

    def _asked(self, short: CallRecord) -> CallRecord | None:
        """None when enough has been asked, or nobody knows."""
        if self.most <= 0:
            return None
        self.most -= 1
        try:
            found = self.ask(short)
        except Trouble as trouble:
            self.failures += 1
            if trouble.code not in OF_ONE_CALL or self.failures >= MOST_FAILURES:
                raise
            return None
        self.failures = 0
        return found
