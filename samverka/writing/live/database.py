"""Asks the database in threads, so that nobody on the line waits for it."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import close_old_connections, connections
from django.db.models import Max

from samverka.common.tenancy import everywhere, scope
from samverka.record.models import History
from samverka.writing.actions import storing
from samverka.writing.actions.storing import Counted, Said, Stored, Written
from samverka.writing.live import doors
from samverka.writing.live.doors import Visitor
from samverka.writing.live.wire import Closing
from samverka.writing.models import Pulse
from samverka.writing.prose import opened
from samverka.writing.rules import Right

Answer = TypeVar("Answer")
READERS = 2


class Threads:
    """One thread stores what people write, others read: so a slow question holds up no storing."""

    def __init__(self) -> None:
        self._writing = ThreadPoolExecutor(1, "live-writing")
        self._reading = ThreadPoolExecutor(READERS, "live-reading")

    async def write(self, work: Callable[[], Answer]) -> Answer:
        return await self._in(self._writing, work)

    async def read(self, work: Callable[[], Answer]) -> Answer:
        return await self._in(self._reading, work)

    async def _in(self, threads: ThreadPoolExecutor, work: Callable[[], Answer]) -> Answer:
        def ask() -> Answer:
            close_old_connections()
            return work()

        return await asyncio.get_running_loop().run_in_executor(threads, ask)

    def end(self) -> None:
        """Each thread closes its own connection; they wait, so that none does two."""
        for threads, number in ((self._writing, 1), (self._reading, READERS)):
            everybody = Barrier(number)
            for _ in range(number):
                threads.submit(_leave, everybody)
            threads.shutdown()


def _leave(everybody: Barrier) -> None:
    everybody.wait()
    connections.close_all()


class TextsOf:
    """The texts of one partnership, as a room asks for them."""

    def __init__(self, threads: Threads, partnership_id: int) -> None:
        self.threads, self.partnership_id = threads, partnership_id

    async def load(self, text_id: int) -> tuple[list[bytes], int]:
        return await self.threads.read(self._scoped(lambda: storing.load(text_id)))

    async def after(self, text_id: int, number: int) -> tuple[list[bytes], int]:
        return await self.threads.read(self._scoped(lambda: storing.after(text_id, number)))

    async def store(self, text_id: int, written: list[Written]) -> Stored:
        store = lambda: storing.store(text_id=text_id, written=written)  # noqa: E731
        return await self.threads.write(self._scoped(store))

    async def derive(self, text_id: int, state: bytes, until: int, by: int | None) -> Counted:
        """Read in a reading thread, kept in the writing one: two that write wait for each other."""
        said = await self.threads.read(lambda: Said.by(opened(state)))
        derive = lambda: storing.derive(  # noqa: E731
            text_id=text_id, said=said, until=until, by_id=by
        )
        return await self.threads.write(self._scoped(derive))

    def _scoped(self, work: Callable[[], Answer]) -> Callable[[], Answer]:
        def ask() -> Answer:
            with scope(self.partnership_id):
                return work()

        return ask


async def ask_in(threads: Threads, cookies: str, text_id: int) -> tuple[Visitor, Right] | Closing:
    return await threads.read(lambda: doors.ask_in(cookies, text_id))


async def pulses(threads: Threads, texts: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """For each text the number of its latest update, and of what changed beside it."""

    def ask() -> dict[int, tuple[int, int]]:
        rows = everywhere(Pulse).filter(text_id__in=texts)
        found = rows.values_list("text_id", "latest", "beside")
        return {text_id: (latest, beside) for text_id, latest, beside in found}

    return await threads.read(ask)


async def happened(threads: Threads) -> int:
    """The number of the latest thing that happened anywhere: rights may be others since."""
    ask = lambda: everywhere(History).aggregate(latest=Max("pk"))["latest"] or 0  # noqa: E731
    return await threads.read(ask)


async def rights(
    threads: Threads, asked: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Right]:
    return await threads.read(lambda: doors.rights(asked))


async def still_signed_in(
    threads: Threads, sessions: Collection[str], people: Collection[int]
) -> tuple[set[str], set[int]]:
    return await threads.read(lambda: doors.still_signed_in(sessions, people))
