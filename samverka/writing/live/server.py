"""Listens, lets people in, and keeps one room for each text that somebody is in."""

import asyncio
import logging
import re
from asyncio import Task
from http import HTTPStatus

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from samverka.writing.live import database, wire
from samverka.writing.live.client import Client
from samverka.writing.live.database import TextsOf, Threads
from samverka.writing.live.doors import Visitor, is_ours
from samverka.writing.live.room import Room
from samverka.writing.live.wire import Closing, Malformed

log = logging.getLogger("samverka.live")

ADDRESS = re.compile(r"/live/(?P<text>[1-9][0-9]{0,17})/?(?:\?.*)?")
PING_EVERY = PING_WAIT = 15.0  # seconds; half-open lines are found so
EMPTY_FOR = 5.0  # seconds that an empty room stays: somebody may just have lost the line
MOST_CLIENTS = 2_000  # in this process


class House:
    """All rooms of this process."""

    def __init__(self) -> None:
        self.threads = Threads()
        self.rooms: dict[int, Room] = {}
        self._opening: dict[int, Task[Room]] = {}
        self._closing: dict[int, Task[None]] = {}
        self.number = 0  # of people on the line

    async def listen(self, host: str, port: int) -> Server:
        return await serve(
            self.meet,
            host,
            port,
            process_request=self.look,
            compression=None,
            max_size=wire.LARGEST,
            max_queue=16,
            write_limit=256 * 1024,
            ping_interval=PING_EVERY,
            ping_timeout=PING_WAIT,
            close_timeout=2,
            open_timeout=10,
            server_header=None,
        )

    def look(self, line: ServerConnection, request: Request) -> Response | None:
        """Before the line is opened: is it one of our pages that asks?"""
        if request.path == "/healthz":
            return line.respond(HTTPStatus.OK, "ok\n")
        if not ADDRESS.fullmatch(request.path):
            return line.respond(HTTPStatus.NOT_FOUND, "There is no text at this address.\n")
        origins = request.headers.get_all("Origin")
        if len(origins) != 1 or not is_ours(origins[0]):
            return line.respond(HTTPStatus.FORBIDDEN, "Only pages of ours may ask.\n")
        if self.number >= MOST_CLIENTS:
            return line.respond(HTTPStatus.SERVICE_UNAVAILABLE, "Full; try again later.\n")
        return None

    async def meet(self, line: ServerConnection) -> None:
        """One line, from its beginning to its end. What goes wrong here ends here."""
        self.number += 1
        try:
            await self._meet(line)
        except ConnectionClosed:
            pass
        except Exception:
            log.exception("a line went wrong")
            await line.close(Closing.LATER, "trouble")
        finally:
            self.number -= 1

    async def _meet(self, line: ServerConnection) -> None:
        request = line.request
        found = ADDRESS.fullmatch(request.path) if request else None
        assert request is not None  # opened, so it was asked for
        assert found is not None  # looked at before
        cookies = "; ".join(request.headers.get_all("Cookie"))
        answer = await database.ask_in(self.threads, cookies, int(found["text"]))
        if isinstance(answer, Closing):
            await line.close(answer)
            return
        visitor, right = answer
        client = Client(line, visitor, right)
        room = await self.room_for(visitor)
        sending = asyncio.ensure_future(client.keep_sending())
        room.enter(client)
        try:
            await self._listen_to(client, room)
        finally:
            room.leave(client)
            sending.cancel()
            self._close_when_empty(room)
            await client.end()

    async def _listen_to(self, client: Client, room: Room) -> None:
        async for message in client.line:
            try:
                if isinstance(message, str):
                    raise Malformed("text")
                room.hear(client, message)
            except Malformed as trouble:
                client.put_off(Closing.MALFORMED, str(trouble)[:60])
                return
            await client.pace(len(message))

    async def room_for(self, visitor: Visitor) -> Room:
        """The room of the text, opened once however many come at the same time."""
        text_id = visitor.text_id
        room = self.rooms.get(text_id)
        if room and not room.is_broken and text_id not in self._closing:
            return room
        if text_id not in self._opening:
            opening = asyncio.ensure_future(self._open(visitor))
            self._opening[text_id] = opening
            opening.add_done_callback(lambda _: self._opening.pop(text_id))
        return await asyncio.shield(self._opening[text_id])

    async def _open(self, visitor: Visitor) -> Room:
        if closing := self._closing.get(visitor.text_id):
            await closing
        room = Room(visitor.text_id, TextsOf(self.threads, visitor.partnership_id))
        await room.open()
        self.rooms[visitor.text_id] = room
        return room

    def _close_when_empty(self, room: Room) -> None:
        if not room.clients:
            asyncio.get_running_loop().call_later(EMPTY_FOR, self._close_empty, room)

    def _close_empty(self, room: Room) -> None:
        if not room.clients and self.rooms.get(room.text_id) is room:
            self._close(room)

    def _close(self, room: Room) -> None:
        text_id = room.text_id

        async def close() -> None:
            await room.close()
            if self.rooms.get(text_id) is room:
                del self.rooms[text_id]
            self._closing.pop(text_id, None)

        if text_id not in self._closing:
            self._closing[text_id] = asyncio.ensure_future(close())

    async def end(self, server: Server) -> None:
        """Nobody comes in any more; what was heard is stored; then the lines are closed."""
        server.close(close_connections=False)
        for room in list(self.rooms.values()):
            for client in list(room.clients):
                client.put_off(Closing.LEAVING, "come back")
            self._close(room)
        await asyncio.gather(*self._closing.values(), return_exceptions=True)
        server.close()
        await server.wait_closed()
        self.threads.end()
