"""Many clients at once, each with a connection that it keeps."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

CLIENTS = 16
FINE = (200, 304)


@dataclass
class Answer:
    """The head of an answer and when it had all arrived; `seconds` since it was asked for."""

    status: int
    headers: dict[str, str]
    size: int
    seconds: float


@dataclass
class Load:
    """What came of it: how long each answer took, and how long it all took, in seconds."""

    seconds: float
    answers: list[Answer] = field(default_factory=list)

    @property
    def a_second(self) -> float:
        return len(self.answers) / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the answers came."""
        took = sorted(answer.seconds for answer in self.answers)
        return took[min(len(took) - 1, int(len(took) * share))] * 1000


def get(path: str, **headers: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *lines, "", ""]).encode()


def post(path: str, **fields: str) -> bytes:
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return head.encode() + body


def load(port: int, requests: Sequence[bytes], *, seconds: float, rest: float = 0.0) -> Load:
    """Send the requests in turn from all clients for so long.

    Each client waits for its answer and, with `rest`, for that many seconds since it last asked.
    Raises `RuntimeError` for an answer that is not as it should be.
    """
    return asyncio.run(_load(port, requests, seconds, rest))


def once(port: int, request: bytes) -> Answer:
    return asyncio.run(_once(port, request))


async def _once(port: int, request: bytes) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = await _ask(reader, writer, request)
    writer.close()
    return answer


async def _load(port: int, requests: Sequence[bytes], seconds: float, rest: float) -> Load:
    turn, answers = count(), list[Answer]()

    async def client(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(rest * number / CLIENTS)  # people do not write in step
        while (asked_at := time.perf_counter()) < end:
            request = requests[next(turn) % len(requests)]
            answers.append(await _ask(reader, writer, request))
            await asyncio.sleep(max(0.0, asked_at + rest - time.perf_counter()))
        writer.close()

    start = time.perf_counter()
    end = start + seconds
    await asyncio.gather(*(client(number) for number in range(CLIENTS)))
    return Load(time.perf_counter() - start, answers)


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> Answer:
    asked_at = time.perf_counter()
    writer.write(request)
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    size = int(headers.get("content-length", 0))
    await reader.readexactly(size)
    status = int(first.split()[1])
    if status not in FINE:
        raise RuntimeError(f"{request.splitlines()[0].decode()} was answered with {status}")
    return Answer(status, headers, size, time.perf_counter() - asked_at)
