"""The sources part: reads the sources of calls, for every partnership.

What somebody asked for is read at once, by threads of its own: a source that is long, or does not
answer, would keep them waiting for minutes. What is only due takes its turn.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import DatabaseError, close_old_connections, connections
from django.db.models import QuerySet
from django.utils import timezone

from samverka.calls.actions.running import Stopped, read_source
from samverka.calls.models import CallSource
from samverka.command.life import Stopping, rest
from samverka.common import outgoing
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Partnership

log = logging.getLogger("samverka.calls")

EVERY = 2.0  # seconds
AFTER_TROUBLE = 5.0  # seconds

Wanted = Callable[[], QuerySet[CallSource]]


def in_turn() -> QuerySet[CallSource]:
    """Only what is due: one that is asked for, and does not answer, would hold up all of it."""
    return CallSource.objects.due(timezone.now()).exclude(next_at=None)


def at_once() -> QuerySet[CallSource]:
    return CallSource.objects.asked_for()


LANES: tuple[Wanted, ...] = (in_turn, at_once, at_once, at_once)


def fetch_sources(stopping: Stopping) -> None:
    """Read until told to stop; a lane that breaks ends all, and the part is started anew."""
    lanes: list[Future[None]] = []

    def over() -> bool:
        return stopping() or any(lane.done() for lane in lanes)

    with ThreadPoolExecutor(len(LANES), thread_name_prefix="sources") as threads:
        lanes += [threads.submit(keep_reading, wanted, over) for wanted in LANES]
    for lane in lanes:
        lane.result()


def keep_reading(wanted: Wanted, stopping: Stopping) -> None:
    """Read what is wanted, one source after the other, until told to stop."""
    while not stopping():
        pause = EVERY
        try:
            close_old_connections()
            read_each(wanted, stopping)
        except DatabaseError as trouble:
            log.warning("the database does not answer (%s); trying again", trouble)
            pause = AFTER_TROUBLE
        rest(pause, stopping)
    connections.close_all()


def read_each(wanted: Wanted, stopping: Stopping) -> None:
    """Each wanted source of each partnership once; trouble with one does not stop the others."""
    for partnership in Partnership.objects.order_by("pk"):
        with working_for(partnership):
            for source in one_by_one(wanted):
                if stopping():
                    return
                try:
                    with outgoing.web(sleep=wakeful(stopping)) as web:
                        read_source(source=source, web=web, stopping=stopping)
                except DatabaseError:
                    raise
                except Exception:
                    log.exception("%s of %s could not be read", source, partnership.slug)


def one_by_one(wanted: Wanted) -> Iterator[CallSource]:
    """Looked for anew each time: while one was read, another lane may have read the next."""
    seen: set[int] = set()
    while source := wanted().exclude(pk__in=seen).first():
        seen.add(source.pk)
        yield source


def wakeful(stopping: Stopping) -> Callable[[float], None]:
    """Sleeps, but not through being told to stop."""

    def sleep(seconds: float) -> None:
        rest(seconds, stopping)
        if stopping():
            raise Stopped

    return sleep
