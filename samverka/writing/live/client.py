"""One browser on the line: a queue of its own, a pace of its own, and an end of its own."""

import asyncio
import time
from asyncio import Queue, Task
from contextlib import suppress

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from samverka.writing.live import wire
from samverka.writing.live.doors import Visitor
from samverka.writing.live.wire import Closing
from samverka.writing.rules import Right

MOST_WAITING = 2_000  # messages for one browser
MOST_WAITING_BYTES = 24 * 1024 * 1024
MESSAGES_A_SECOND, MESSAGES_AT_ONCE = 100.0, 400.0
BYTES_A_SECOND, BYTES_AT_ONCE = 1024.0 * 1024, 8.0 * 1024 * 1024


class Allowance:
    """So much at once, and so much a second after that; who takes more waits."""

    def __init__(self, each_second: float, at_once: float) -> None:
        self.each_second, self.at_once, self.left = each_second, at_once, at_once
        self.looked_at = time.monotonic()

    def take(self, amount: float) -> float:
        """Seconds to wait before going on."""
        now = time.monotonic()
        gained = (now - self.looked_at) * self.each_second
        self.left = min(self.at_once, self.left + gained) - amount
        self.looked_at = now
        return max(0.0, -self.left / self.each_second)


class Client:
    """`kept` counts the steps 2 and updates that came on this line and are stored.

    `held_back` are updates that build on what has not come here yet: it went on an earlier line,
    and comes with the step 2 of this one.
    """

    def __init__(self, line: ServerConnection, visitor: Visitor, right: Right) -> None:
        self.line, self.visitor, self.right = line, visitor, right
        self.kept = 0
        self.held_back: list[bytes] = []
        self.is_gone = False
        self.was_refused = False
        self._waiting: Queue[bytes] = Queue(MOST_WAITING)
        self._bytes = 0
        self._paces = (
            Allowance(MESSAGES_A_SECOND, MESSAGES_AT_ONCE),
            Allowance(BYTES_A_SECOND, BYTES_AT_ONCE),
        )
        self._closing: Task[None] | None = None

    @property
    def may_write(self) -> bool:
        return self.right >= Right.WRITE

    def send(self, message: bytes) -> None:
        """Never waits. Who reads too slowly is put off the line, and syncs when they come back."""
        if self.is_gone:
            return
        if self._waiting.full() or self._bytes + len(message) > MOST_WAITING_BYTES:
            self.put_off(Closing.LATER, "too slow")
            return
        self._bytes += len(message)
        self._waiting.put_nowait(message)

    async def keep_sending(self) -> None:
        with suppress(ConnectionClosed):
            while True:
                message = await self._waiting.get()
                self._bytes -= len(message)
                await self.line.send(message)

    async def pace(self, length: int) -> None:
        """Whoever floods us is read more slowly; nobody else notices."""
        wait = max(pace.take(amount) for pace, amount in zip(self._paces, (1, length), strict=True))
        if wait > 0:
            await asyncio.sleep(wait)

    def put_off(self, code: Closing, why: str = "") -> None:
        """End the line. Nothing that arrives on it from now on counts."""
        if not self.is_gone:
            self.is_gone = True
            self._closing = asyncio.ensure_future(self.line.close(code, why))

    async def end(self) -> None:
        """Wait until the browser has been told why; it may be long gone."""
        if self._closing:
            await self._closing

    def refuse(self, reason: str, sentence: str) -> None:
        """Say once that what they wrote was not taken."""
        if not self.was_refused:
            self.was_refused = True
            self.send(wire.told(wire.REFUSED, reason=reason, sentence=sentence))

    def get_right(self, right: Right) -> None:
        self.right, self.was_refused = right, False
        self.send(wire.said(wire.RIGHT, right.word))
