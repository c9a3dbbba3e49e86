"""The sources part: reads the sources of calls when it is time, for every partnership."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from samverka.calls.actions.running import Stopped, read_source
from samverka.calls.models import CallSource
from samverka.command.life import Stopping, rest
from samverka.common import outgoing
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Partnership

log = logging.getLogger("samverka.calls")

EVERY = 3.0  # seconds
AFTER_TROUBLE = 5.0  # seconds


def fetch_sources(stopping: Stopping) -> None:
    """Read what is due, one source after the other, until told to stop."""
    while not stopping():
        pause = EVERY
        try:
            close_old_connections()
            fetch_due(stopping)
        except DatabaseError as trouble:
            log.warning("the database does not answer (%s); trying again", trouble)
            pause = AFTER_TROUBLE
        rest(pause, stopping)


def fetch_due(stopping: Stopping) -> None:
    """Each due source of each partnership once; trouble with one does not stop the others."""
    for partnership in Partnership.objects.order_by("pk"):
        with working_for(partnership):
            for source in CallSource.objects.due(timezone.now()):
                if stopping():
                    return
                try:
                    with outgoing.web(sleep=wakeful(stopping)) as web:
                        read_source(source=source, web=web, stopping=stopping)
                except DatabaseError:
                    raise
                except Exception:
                    log.exception("%s of %s could not be read", source, partnership.slug)


def wakeful(stopping: Stopping) -> Callable[[float], None]:
    """Sleeps, but not through being told to stop."""

    def sleep(seconds: float) -> None:
        rest(seconds, stopping)
        if stopping():
            raise Stopped

    return sleep
