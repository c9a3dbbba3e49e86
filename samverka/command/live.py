"""The live part: people who write in one text see each other's words at once."""

import asyncio
from pathlib import Path

from django.conf import settings

from samverka.command.life import Stopping
from samverka.writing.live.server import House
from samverka.writing.live.watch import watch

LOOK_EVERY = 0.1  # seconds


def serve_live(host: str, port: int, stopping: Stopping) -> None:
    """Until told to stop; what was heard until then is stored."""
    asyncio.run(_serve(host, port, stopping))


async def _serve(host: str, port: int, stopping: Stopping) -> None:
    house = House()
    server = await house.listen(host, port)
    watching = asyncio.ensure_future(watch(house, beat))
    while not stopping():
        await asyncio.sleep(LOOK_EVERY)
    watching.cancel()
    await house.end(server)


def beat() -> None:
    """A sign that the live part lives, for /readyz."""
    Path(settings.DATA_DIR, "live.heartbeat").touch()
