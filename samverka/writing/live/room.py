"""One text with everybody in it: what they write is stored, then acknowledged, then passed on."""

import asyncio
import logging
from asyncio import Event, Task
from contextlib import suppress
from dataclasses import asdict
from typing import Protocol

from django.utils import translation
from django.utils.translation import gettext as _
from pycrdt import Doc, get_state, merge_updates

from samverka.writing.actions.storing import NOTHING, Counted, Stored, Written
from samverka.writing.live import wire
from samverka.writing.live.client import Client
from samverka.writing.live.people import People
from samverka.writing.live.wire import Closing, Malformed
from samverka.writing.prose import changed, no_alarm, opened
from samverka.writing.rules import Right

log = logging.getLogger("samverka.live")

GATHER = 0.015  # seconds that updates wait for others to be stored with
DERIVE_EVERY = 1.0  # seconds
MOST_HELD_BACK = 500  # updates on one line
MOST_BYTES = 8 * 1024 * 1024  # of a text with all that was ever taken away from it


class Database(Protocol):
    """Asks in threads: one for what is written, others for what is read."""

    async def load(self, text_id: int) -> tuple[list[bytes], int]: ...
    async def after(self, text_id: int, number: int) -> tuple[list[bytes], int]: ...
    async def store(self, text_id: int, written: list[Written]) -> Stored: ...
    async def derive(self, text_id: int, state: bytes, until: int, by: int | None) -> Counted: ...


class Room:
    """`doc` is what is stored; `heard` is that, and what was heard since and will be stored.

    `latest` is the number of the last update that is in `doc`.
    """

    def __init__(self, text_id: int, database: Database) -> None:
        self.text_id, self.database = text_id, database
        self.clients: set[Client] = set()
        self.people = People()
        self.doc: Doc = opened()
        self.heard: Doc = opened()
        self.latest = self.size = 0
        self.beside: int | None = None
        self.counted: Counted | None = None
        self._written: list[tuple[Client, bytes]] = []
        self._storing: list[tuple[Client, bytes]] = []
        self._asking: list[tuple[Client, bytes]] = []
        self._others_wrote = self._closing = self.is_broken = False
        self._wake = Event()
        self._underived = False
        self._last_writer: int | None = None
        self._tasks: list[Task[None]] = []

    async def open(self) -> None:
        held, self.latest = await self.database.load(self.text_id)
        self.size = sum(len(one) for one in held)
        for update in held:
            self.doc.apply_update(update)
            self.heard.apply_update(update)
        self._underived = True
        self._tasks = [asyncio.ensure_future(self._work()), asyncio.ensure_future(self._derive())]

    async def close(self) -> None:
        """Store what was heard, tell what the text says, and forget it."""
        self._closing = True
        self._wake.set()
        working, deriving = self._tasks
        await working
        deriving.cancel()
        with suppress(asyncio.CancelledError):
            await deriving
        with suppress(Exception):
            await self._derive_once()  # else it is done by the jobs

    # ---- Coming and going ----

    def enter(self, client: Client) -> None:
        self.clients.add(client)
        client.get_right(client.right)
        if client.may_write:
            client.send(wire.sync(wire.STATE, self.doc.get_state()))
        if self.counted:
            client.send(_counts(self.counted))
        if not self.people.is_empty:
            client.send(self.people.all())

    def leave(self, client: Client) -> None:
        self.clients.discard(client)
        client.is_gone = True
        self.people.forget(client)
        self._wake.set()

    def change_right(self, client: Client, right: Right) -> None:
        if right == Right.NONE:
            client.put_off(Closing.NOT_YOURS, "not any more")
        elif right != client.right:
            begins = right >= Right.WRITE and not client.may_write
            client.get_right(right)
            if begins:
                client.send(wire.sync(wire.STATE, self.doc.get_state()))

    def others_wrote(self) -> None:
        """Something has been added to the table that did not come through here."""
        self._others_wrote = True
        self._wake.set()

    def see_beside(self, number: int) -> None:
        known, self.beside = self.beside, number
        if known is None:
            return  # they have just come, and have it as it is
        for client in self.clients:
            client.send(wire.told(wire.BESIDE, number=number))

    # ---- Hearing ----

    def hear(self, client: Client, message: bytes) -> None:
        """Raises `Malformed`."""
        if client.is_gone:
            return
        reader = wire.Reader(message)
        kind = reader.number()
        if kind == wire.SYNC:
            what, data = reader.number(), reader.bytes()
            if what == wire.STATE:
                self._asking.append((client, data))
            elif what in (wire.STEP_TWO, wire.UPDATE):
                self._hear_update(client, data, is_step_two=what == wire.STEP_TWO)
            else:
                raise Malformed("sync")
        elif kind == wire.AWARENESS:
            self.people.hear(client, reader.bytes())
        elif kind == wire.ASK_AWARENESS:
            client.send(self.people.all())
        else:
            raise Malformed("a kind")
        self._wake.set()

    def _hear_update(self, client: Client, data: bytes, *, is_step_two: bool) -> None:
        if not client.may_write:
            if data != NOTHING:
                with translation.override(client.visitor.language):
                    client.refuse("may_not_write", _("You may read this text, not change it."))
            return
        if self.size + len(data) > MOST_BYTES:
            with translation.override(client.visitor.language):
                sentence = _("The text cannot hold more. Copy what you wrote and put it elsewhere.")
            client.refuse("too_large", sentence)
            client.put_off(Closing.FULL, "full")
            return
        waits = bool(client.held_back) and not is_step_two
        found = None if waits else self._try(data, is_step_two)
        if found is None:
            self._hold_back(client, data)
            return
        self.size += len(found)
        self._written.append((client, found))
        if is_step_two:
            held, client.held_back = client.held_back, []
            for one in held:
                self._hear_update(client, one, is_step_two=False)

    def _hold_back(self, client: Client, data: bytes) -> None:
        """Stored, it would be a word that nobody can place if the client never came back."""
        client.held_back.append(data)
        if len(client.held_back) > MOST_HELD_BACK:
            client.put_off(Closing.LATER, "a step 2 first")

    def _try(self, data: bytes, is_step_two: bool) -> bytes | None:
        """What is new in it, tried on what has been heard; None where something before it lacks.

        Raises `Malformed`.
        """
        if data == NOTHING:
            return data
        try:
            with no_alarm():
                before = self.heard.get_state()
                made = changed(self.heard, lambda doc: doc.apply_update(data))
                now = self.heard.get_state()
                lacks = now == before and _begins_after(data, now)
                is_known = is_step_two and not made and _is_within(data, now)
        except Exception:  # half of it may be in there
            self._hear_anew()
            raise Malformed("an update") from None
        if lacks and not is_step_two:
            self._hear_anew()
            return None
        return NOTHING if is_known else data

    def _hear_anew(self) -> None:
        waiting = (data for _client, data in (*self._storing, *self._written))
        self.heard = opened(self.doc.get_update(), *waiting)

    # ---- Storing and passing on ----

    async def _work(self) -> None:
        while not self._closing:
            await self._wake.wait()
            await asyncio.sleep(GATHER)
            self._wake.clear()
            try:
                await self._flush()
            except Exception:
                log.exception("text %s could not be stored", self.text_id)
                self.give_up()

    def give_up(self) -> None:
        """Everybody comes back with what they have, into a room that is loaded anew."""
        self.is_broken = True
        for client in self.clients:
            client.put_off(Closing.LATER, "try again")

    async def _flush(self) -> None:
        self._storing, self._written = self._written, []
        asking, self._asking = self._asking, []
        written = self._storing
        writers = {client for client, _data in written}
        own, latest = await self._store(written)
        others, latest = await self._read_others(latest)
        for update in (*own, *others):  # with its number, and nobody derives in between
            self.doc.apply_update(update)
        self.latest, self._storing = latest, []
        if own or others:
            self._underived = True
            wrote_all = writers if len(writers) == 1 and not others else set()
            message = wire.sync(wire.UPDATE, merge_updates(*own, *others))
            for client in self.clients - wrote_all:
                client.send(message)
        for client, _data in written:
            client.kept += 1
        for client in writers:
            client.send(wire.stored(client.kept))
        for client, state in asking:
            self._answer(client, state)
        self._tell_presence()

    async def _store(self, written: list[tuple[Client, bytes]]) -> tuple[list[bytes], int]:
        """In one transaction, one row for each person; and up to where nothing is missing."""
        theirs: dict[int, list[bytes]] = {}
        for client, data in written:
            if data != NOTHING:
                theirs.setdefault(client.visitor.person_id, []).append(data)
        if not theirs:
            return [], self.latest
        rows = [Written(person, merge_updates(*several)) for person, several in theirs.items()]
        stored = await self.database.store(self.text_id, rows)
        self._last_writer = rows[-1].person_id
        own = [row.data for row in rows]
        if stored.before == self.latest:
            return own, stored.latest
        self._others_wrote = True  # before us: read what they wrote, with ours once more
        return own, self.latest

    async def _read_others(self, latest: int) -> tuple[list[bytes], int]:
        if not self._others_wrote:
            return [], latest
        self._others_wrote = False
        found, latest = await self.database.after(self.text_id, latest)
        for update in found:
            self.heard.apply_update(update)
            self.size += len(update)
        return found, latest

    def _answer(self, client: Client, state: bytes) -> None:
        try:
            with no_alarm():
                client.send(wire.sync(wire.STEP_TWO, self.doc.get_update(state)))
        except Exception:
            client.put_off(Closing.MALFORMED, "a state")

    def _tell_presence(self) -> None:
        message = self.people.changed()
        if message:
            for client in self.clients:
                client.send(message)

    # ---- What the text says ----

    async def _derive(self) -> None:
        while True:
            try:
                await self._derive_once()
            except Exception:
                self._underived = True
                log.exception("what text %s says could not be derived", self.text_id)
            await asyncio.sleep(DERIVE_EVERY)

    async def _derive_once(self) -> None:
        if not self._underived:
            return
        self._underived = False
        state = self.doc.get_update()
        self.size = len(state)
        counted = await self.database.derive(self.text_id, state, self.latest, self._last_writer)
        if counted != self.counted:
            self.counted = counted
            for client in self.clients:
                client.send(_counts(counted))


def _is_within(data: bytes, state: bytes) -> bool:
    """Everything in the update stands already in a document in this state."""
    had, has = _clocks(get_state(data)), _clocks(state)
    return all(has.get(client, 0) >= clock for client, clock in had.items())


def _begins_after(data: bytes, state: bytes) -> bool:
    """The first browser in the update wrote something before it that the document does not have."""
    reader = wire.Reader(data)
    if not reader.number():
        return False  # it only takes away
    _structs, client, clock = reader.number(), reader.number(), reader.number()
    return clock > _clocks(state).get(client, 0)


def _clocks(state: bytes) -> dict[int, int]:
    reader = wire.Reader(state)
    return {reader.number(): reader.number() for _ in range(reader.number())}


def _counts(counted: Counted) -> bytes:
    return wire.told(wire.COUNTS, **asdict(counted))
