"""Looks at the database for what others have changed: the text, what is beside it, and rights."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from samverka.writing.live import database
from samverka.writing.live.client import Client
from samverka.writing.live.room import Room
from samverka.writing.live.server import House
from samverka.writing.live.wire import Closing

log = logging.getLogger("samverka.live")

LOOK_EVERY = 0.1  # seconds: updates and what is beside
ASK_EVERY = 0.4  # seconds: sessions, accounts, and whether anything has happened
ASK_AGAIN = 30.0  # seconds: rights that end by the clock, such as those of a seat
AFTER_TROUBLE = 2.0


async def watch(house: House, beat: Callable[[], None]) -> None:
    """Until cancelled. `beat` tells that the live part lives and the database answers."""
    texts, doors = TextWatch(house), DoorWatch(house)

    async def look_at_doors() -> None:
        await doors.look()
        beat()

    await asyncio.gather(_again(texts.look, LOOK_EVERY), _again(look_at_doors, ASK_EVERY))


async def _again(look: Callable[[], Awaitable[None]], every: float) -> None:
    while True:
        pause = every
        try:
            await look()
        except Exception as trouble:
            log.warning("a look at the database went wrong (%s); trying again", trouble)
            pause = AFTER_TROUBLE
        await asyncio.sleep(pause)


class TextWatch:
    """Updates that came by another way than through the room, and what changed beside the text."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def look(self) -> None:
        rooms = {text_id: room for text_id, room in self.house.rooms.items() if room.clients}
        if not rooms:
            return
        found = await database.pulses(self.house.threads, list(rooms))
        for text_id, room in rooms.items():
            if text_id not in found:
                continue  # it is gone; so are the rights to it
            latest, beside = found[text_id]
            if latest > room.latest:
                room.others_wrote()
            if beside != room.beside:
                room.see_beside(beside)


class DoorWatch:
    """Who signs out, closes their account or loses a right is off the line within a second."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.happened = 0
        self.asked_at = 0.0

    async def look(self) -> None:
        inside = [(room, client) for room in self.house.rooms.values() for client in room.clients]
        threads = self.house.threads
        happened = await database.happened(threads)
        if not inside:
            self.happened = happened
            return
        sessions = {client.visitor.session_key for _, client in inside}
        people = {client.visitor.person_id for _, client in inside}
        alive, active = await database.still_signed_in(threads, sessions, people)
        for _, client in inside:
            visitor = client.visitor
            if visitor.session_key not in alive or visitor.person_id not in active:
                client.put_off(Closing.SIGNED_OUT, "signed out")
        if happened != self.happened or time.monotonic() - self.asked_at > ASK_AGAIN:
            self.happened, self.asked_at = happened, time.monotonic()
            await self._ask_rights(inside)

    async def _ask_rights(self, inside: list[tuple[Room, Client]]) -> None:
        asked = {(room.text_id, client.visitor.person_id) for room, client in inside}
        now = await database.rights(self.house.threads, asked)
        for room, client in inside:
            room.change_right(client, now[room.text_id, client.visitor.person_id])
