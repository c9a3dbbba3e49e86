"""A room without lines and without a database: who is refused, who is put off, what is gathered."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.writing.actions.storing import Counted, Stored, Written
from samverka.writing.live import client as clients
from samverka.writing.live import room as rooms
from samverka.writing.live import wire
from samverka.writing.live.client import Allowance, Client
from samverka.writing.live.doors import Visitor
from samverka.writing.live.room import Room
from samverka.writing.live.wire import Malformed, Presence, Reader
from samverka.writing.prose import changed, document_of, make_say, opened, plain_of
from samverka.writing.rules import Right
from samverka.writing.tests.story import paragraph


class Memory:
    """What the database would do."""

    def __init__(self) -> None:
        self.rows: list[bytes] = []
        self.commits = 0
        self.fails = False

    async def load(self, text_id: int) -> tuple[list[bytes], int]:
        return list(self.rows), len(self.rows)

    async def after(self, text_id: int, number: int) -> tuple[list[bytes], int]:
        return self.rows[number:], len(self.rows)

    async def store(self, text_id: int, written: list[Written]) -> Stored:
        await asyncio.sleep(0.01)
        if self.fails:
            raise OSError("full")
        before = len(self.rows)
        self.rows += [one.data for one in written]
        self.commits += 1
        return Stored(before, tuple(range(before + 1, len(self.rows) + 1)))

    async def derive(self, text_id: int, state: bytes, until: int, by: int | None) -> Counted:
        return Counted(len(plain_of(document_of(opened(state)))), 1, None, "characters")


class Line:
    """Keeps what is sent, or takes nothing."""

    def __init__(self, stuck: bool = False) -> None:
        self.sent: list[bytes] = []
        self.code = 0
        self.stuck = stuck

    async def send(self, message: bytes) -> None:
        while self.stuck:
            await asyncio.sleep(1)
        self.sent.append(message)

    async def close(self, code: int, why: str) -> None:
        self.code = code


def client_of(number: int, right: Right = Right.WRITE, line: Line | None = None) -> Client:
    visitor = Visitor(number, f"Writer {number}", "en", f"key-{number}", 1, 1)
    return Client(line or Line(), visitor, right)  # type: ignore[arg-type]


def updates_of(*words: str) -> list[bytes]:
    """What one browser writes, a paragraph an update; each builds on those before it."""
    doc, made = opened(), []
    for number in range(1, len(words) + 1):
        wanted = {"content": [paragraph(one) for one in words[:number]]}
        made += changed(doc, partial(make_say, wanted=wanted))
    return made


def update_of(words: str) -> bytes:
    [made] = changed(opened(), lambda doc: make_say(doc, {"content": [paragraph(words)]}))
    return made


def play(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def test_many_updates_are_stored_in_one_commit_and_each_is_acknowledged() -> None:
    async def story() -> None:
        memory, writers = Memory(), [client_of(n) for n in range(5)]
        room = Room(1, memory)
        await room.open()
        sending = [asyncio.ensure_future(one.keep_sending()) for one in writers]
        for one in writers:
            room.enter(one)
        for one in writers:
            for n in range(3):
                room.hear(one, wire.sync(wire.UPDATE, update_of(f"{one.visitor.name}, {n}")))
        await asyncio.sleep(0.2)
        assert memory.commits == 1
        assert len(memory.rows) == 5
        assert [one.kept for one in writers] == [3] * 5
        assert all(wire.stored(3) in one.line.sent for one in writers)  # type: ignore[attr-defined]
        assert len(document_of(opened(*memory.rows))["content"]) == 15
        await room.close()
        for task in sending:
            task.cancel()

    play(story())


def test_when_nothing_can_be_stored_nobody_is_told_that_it_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story() -> None:
        memory, writer, reader = Memory(), client_of(1), client_of(2)
        room = Room(1, memory)
        await room.open()
        room.enter(writer)
        room.enter(reader)
        memory.fails = True
        room.hear(writer, wire.sync(wire.UPDATE, update_of("Borta?")))
        await asyncio.sleep(0.1)
        assert (room.is_broken, writer.kept, memory.rows) == (True, 0, [])
        assert [one.line.code for one in (writer, reader)] == [1013, 1013]  # type: ignore[attr-defined]
        assert reader._waiting.qsize() == 3  # right, state, counts: nothing of what was written
        await room.close()

    play(story())
    assert "could not be stored" in caplog.text


def test_who_reads_too_slowly_is_put_off_and_the_others_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clients, "MOST_WAITING_BYTES", 1_000)

    async def story() -> None:
        slow, quick = client_of(1, line=Line(stuck=True)), client_of(2)
        sending = [asyncio.ensure_future(one.keep_sending()) for one in (slow, quick)]
        for _ in range(20):
            for one in (slow, quick):
                one.send(b"x" * 100)
            await asyncio.sleep(0.001)
        assert (slow.is_gone, slow.line.code) == (True, 1013)  # type: ignore[attr-defined]
        assert (quick.is_gone, len(quick.line.sent)) == (False, 20)  # type: ignore[attr-defined]
        for task in sending:
            task.cancel()

    play(story())


def test_a_full_text_takes_no_more_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST_BYTES", 100)

    async def story() -> None:
        writer = client_of(1)
        room = Room(1, Memory())
        room.enter(writer)
        room.hear(writer, wire.sync(wire.UPDATE, update_of("x" * 200)))
        await asyncio.sleep(0)
        assert (writer.is_gone, writer.line.code) == (True, 4413)  # type: ignore[attr-defined]
        said = [writer._waiting.get_nowait() for _ in range(writer._waiting.qsize())]
        assert b"The text cannot hold more." in said[-1]

    play(story())


def test_floods_are_read_slowly() -> None:
    allowance = Allowance(each_second=10, at_once=20)
    assert allowance.take(20) == 0
    assert 0.9 < allowance.take(10) <= 1.0


def test_nobody_speaks_in_the_place_of_another() -> None:
    async def story() -> None:
        room = Room(1, Memory())
        one, other = client_of(1), client_of(2)
        room.enter(one)
        room.enter(other)
        room.hear(one, wire.presence([Presence(77, 1, {"cursor": 1})]))
        room.hear(other, wire.presence([Presence(77, 9, None)]))
        room.hear(other, wire.presence([Presence(77, 9, {"cursor": 2})]))
        with pytest.raises(Malformed):
            room.hear(other, wire.presence([Presence(n, 1, {}) for n in range(5)]))
        reader = Reader(room.people.all())
        assert reader.number() == wire.AWARENESS
        told = wire.read_presence(reader.bytes())
        assert told[0] == Presence(77, 1, {"cursor": 1, "user": {"id": 1, "name": "Writer 1"}})

    play(story())


@given(st.binary(max_size=200))
def test_any_bytes_are_understood_or_refused(data: bytes) -> None:
    room, client = Room(1, Memory()), client_of(1)
    for framed in (data, b"\0\2" + wire.packed(data), b"\0\1" + wire.packed(data), b"\1" + data):
        try:
            room.hear(client, framed)
        except Malformed:
            continue


@given(
    st.integers(0, 2**53),
    st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3),
)
def test_presence_goes_there_and_back(number: int, state: dict[str, str]) -> None:
    told = [Presence(number, 0, state), Presence(1, number, None)]
    reader = Reader(wire.presence(told))
    assert reader.number() == wire.AWARENESS
    assert wire.read_presence(reader.bytes()) == told


def test_what_builds_on_something_that_has_not_come_waits_for_it() -> None:
    """Its first words went on a line that was lost; they come again with the step 2."""

    async def story() -> None:
        memory = Memory()
        room = Room(1, memory)
        await room.open()
        writer, reader = client_of(1), client_of(2)
        room.enter(writer)
        room.enter(reader)
        first, second, third = updates_of("one", "two", "three")
        room.hear(writer, wire.sync(wire.UPDATE, second))
        room.hear(writer, wire.sync(wire.UPDATE, third))
        room.hear(reader, wire.sync(wire.UPDATE, update_of("meanwhile")))
        await asyncio.sleep(0.1)
        assert plain_of(document_of(opened(*memory.rows))) == "meanwhile"
        assert writer.kept == 0

        room.hear(writer, wire.sync(wire.STEP_TWO, first))
        await asyncio.sleep(0.1)
        await room.close()
        assert writer.kept == 3
        assert {"one", "two", "three", "meanwhile"} == set(
            plain_of(document_of(opened(*memory.rows))).split("\n")
        )

    play(story())
