"""A browser for the tests: Yjs on our line, and it remembers what it was told."""

import asyncio
import json
from typing import Any

from pycrdt import Doc, XmlElement, XmlText
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from samverka.writing.live import wire
from samverka.writing.prose import document_of, fragment_of, opened, plain_of

ORIGIN = "http://127.0.0.1:8000"


class Browser:
    def __init__(self, address: str, session_key: str, doc: Doc | None = None) -> None:
        self.address, self.session_key = address, session_key
        self.doc = doc or opened()
        self.right = ""
        self.stored = self.sent = 0
        self.told: list[tuple[int, Any]] = []
        self.synced = asyncio.Event()
        self.news = asyncio.Event()
        self._sending: list[asyncio.Future[None]] = []

    async def __aenter__(self) -> "Browser":
        headers = {"Cookie": f"sessionid={self.session_key}"}
        self.line: ClientConnection = await connect(
            self.address, origin=Origin(ORIGIN), additional_headers=headers, compression=None
        )
        self._reading = asyncio.ensure_future(self._read())
        await self.line.send(wire.sync(wire.STATE, self.doc.get_state()))
        self._watching = self.doc.observe(self._changed)
        self._hears = False
        return self

    async def __aexit__(self, *error: object) -> None:
        self.doc.unobserve(self._watching)
        await self.line.close()
        self._reading.cancel()

    def _changed(self, event: Any) -> None:
        if not self._hears:
            self.sent += 1
            sending = self.line.send(wire.sync(wire.UPDATE, event.update))
            self._sending.append(asyncio.ensure_future(sending))

    async def _read(self) -> None:
        try:
            async for message in self.line:
                assert isinstance(message, bytes)
                await self._hear(wire.Reader(message))
                self.news.set()
        except ConnectionClosed:
            pass
        self.news.set()

    async def _hear(self, reader: wire.Reader) -> None:
        kind = reader.number()
        if kind == wire.SYNC:
            what, data = reader.number(), reader.bytes()
            if what == wire.STATE:
                self.sent += 1
                await self.line.send(wire.sync(wire.STEP_TWO, self.doc.get_update(data)))
            else:
                self._hears = True
                self.doc.apply_update(data)
                self._hears = False
                if what == wire.STEP_TWO:
                    self.synced.set()
        elif kind == wire.STORED:
            self.stored = reader.number()
        elif kind == wire.RIGHT:
            self.right = reader.bytes().decode()
        elif kind == wire.AWARENESS:
            self.told += [(kind, one) for one in wire.read_presence(reader.bytes())]
        else:
            self.told.append((kind, json.loads(reader.bytes())))

    # ---- What a person does ----

    def write(self, words: str) -> None:
        """A paragraph of its own, at the end."""
        with self.doc.transaction():
            paragraph = XmlElement("paragraph")
            fragment_of(self.doc).children.append(paragraph)
            paragraph.children.append(XmlText(words))

    @property
    def reads(self) -> str:
        return plain_of(document_of(self.doc))

    def heard(self, kind: int) -> list[Any]:
        return [what for one, what in self.told if one == kind]

    async def until(self, is_so: Any, seconds: float = 5.0) -> None:
        async with asyncio.timeout(seconds):
            while not is_so():
                self.news.clear()
                await self.news.wait()

    async def closed(self) -> int | None:
        async with asyncio.timeout(5):
            await self.line.wait_closed()
        return self.line.close_code
