"""What is said on the line, byte for byte.

The address is `<SAMVERKA_LIVE_URL>/<id of the text>`. Every message is binary: a kind (varuint),
then what belongs to it. 0, 1 and 3 are those of y-websocket, so that its client works unchanged;
from 100 on they are our own, sent by the server only. `string` is a varuint length and UTF-8.

| kind | from | holds | means |
|---|---|---|---|
| 0 sync | both | 0 state vector, 1 step 2, 2 update | as in y-protocols |
| 1 awareness | both | awareness update | who is where; the server sets `user.id`, `user.name` |
| 3 ask awareness | browser | | send me everybody |
| 100 stored | server | varuint | so many of your steps 2 and updates are in the database |
| 101 right | server | string | `read`, `comment` or `write`: at the start and when it changes |
| 102 counts | server | string, JSON | `characters`, `words`, `limit` (or null), `counts` |
| 103 beside | server | string, JSON | comments, suggestions or versions changed: fetch them anew |
| 104 refused | server | string, JSON | `reason`, `sentence`: what you wrote was not taken |

A browser counts the messages of kind 0 with 1 or 2 that it sends on one line; what is larger than
the latest `stored` is not safe yet. The server sends its state vector (0, 0) only to those who may
write, and again when somebody gets the right to; without it there is no step 2 to send. Reasons:
`may_not_write`, `too_large`.

The line is closed with a code of `Closing`; after `COME_BACK` ones try again, after the others do
not.
"""

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

SYNC, AWARENESS, ASK_AWARENESS = 0, 1, 3
STORED, RIGHT, COUNTS, BESIDE, REFUSED = 100, 101, 102, 103, 104
STATE, STEP_TWO, UPDATE = 0, 1, 2

LARGEST = 1024 * 1024  # bytes of one message
MOST_TELLING = 8  # people whose awareness stands in one message from a browser
LONGEST_STATE = 4096  # bytes of one person's awareness
LARGEST_NUMBER = 2**53


class Closing(IntEnum):
    """Why a line was closed."""

    LEAVING = 1001  # the server stops: come back
    TOO_BIG = 1009  # one message was larger than LARGEST
    LATER = 1013  # too slow, or the database does not answer: come back
    MALFORMED = 4400
    SIGNED_OUT = 4401
    NOT_YOURS = 4404  # no such text, or not for you, or not any more
    FULL = 4413  # the text cannot hold more


COME_BACK = (Closing.LEAVING, Closing.LATER)


class Malformed(ValueError):
    """Not what we speak."""


class Reader:
    """Reads a message from front to back; raises `Malformed` where it is not one."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def number(self) -> int:
        found = shift = 0
        while self.place < len(self.data) and shift < 63:
            byte = self.data[self.place]
            self.place += 1
            found |= (byte & 127) << shift
            if byte < 128:
                if found > LARGEST_NUMBER:
                    break
                return found
            shift += 7
        raise Malformed("a number")

    def bytes(self) -> bytes:
        length = self.number()
        part = self.data[self.place : self.place + length]
        if len(part) < length:
            raise Malformed("shorter than it says")
        self.place += length
        return part

    def json(self) -> Any:
        try:
            return json.loads(self.bytes(), parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise Malformed("not JSON") from None

    def end(self) -> None:
        if self.place < len(self.data):
            raise Malformed("more than it says")


def _no_number(name: str) -> None:
    """Python reads NaN and Infinity, browsers do not."""
    raise Malformed(name)


def number(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(128 | (value & 127))
        value >>= 7
    found.append(value)
    return bytes(found)


def packed(data: bytes) -> bytes:
    return number(len(data)) + data


def sync(what: int, data: bytes) -> bytes:
    return bytes((SYNC, what)) + packed(data)


def stored(count: int) -> bytes:
    return number(STORED) + number(count)


def said(kind: int, words: str) -> bytes:
    return number(kind) + packed(words.encode())


def told(kind: int, **facts: Any) -> bytes:
    return said(kind, json.dumps(facts, ensure_ascii=False))


@dataclass(frozen=True)
class Presence:
    """What one browser tells of itself; `state` is None when it has left."""

    client_id: int
    clock: int
    state: dict[str, Any] | None


def read_presence(data: bytes) -> list[Presence]:
    """Raises `Malformed`."""
    reader = Reader(data)
    count = reader.number()
    if count > MOST_TELLING:
        raise Malformed("too many at once")
    found = []
    for _ in range(count):
        client_id, clock = reader.number(), reader.number()
        begin = reader.place
        state = reader.json()
        if reader.place - begin > LONGEST_STATE or not (state is None or isinstance(state, dict)):
            raise Malformed("awareness")
        found.append(Presence(client_id, clock, state))
    reader.end()
    return found


def presence(people: list[Presence]) -> bytes:
    """The whole message, for all of them."""
    parts = [number(len(people))]
    for one in people:
        state = json.dumps(one.state, separators=(",", ":"))
        parts += [number(one.client_id), number(one.clock), packed(state.encode())]
    return number(AWARENESS) + packed(b"".join(parts))
