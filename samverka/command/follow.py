"""The index part: keeps this machine's matching index in step with the database."""

import logging

from django.db import DatabaseError, close_old_connections

from samverka.command.index import OR_LEAVE_IT, WAIT, only_writer, throw_away_unreadable
from samverka.command.life import Stopping, rest
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Partnership
from samverka.suggest import index

log = logging.getLogger("samverka.index")

EVERY = 0.5  # seconds
AFTER_TROUBLE = 5.0  # seconds


def follow_changes(stopping: Stopping) -> None:
    """Take in what changes, for every partnership, until told to stop."""
    while not stopping():
        pause = EVERY
        try:
            close_old_connections()
            with only_writer(WAIT | OR_LEAVE_IT):
                follow_once()
        except BlockingIOError:
            log.info("another process is writing to the index of this machine")
        except DatabaseError as trouble:
            log.warning("the database does not answer (%s); trying again", trouble)
            pause = AFTER_TROUBLE
        rest(pause, stopping)


def follow_once() -> None:
    """One look at the history of each partnership; trouble with one does not stop the others."""
    for partnership in Partnership.objects.order_by("pk"):
        try:
            with working_for(partnership):
                throw_away_unreadable()
                index.follow()
        except DatabaseError:
            raise
        except Exception:
            log.exception("the index of %s could not be brought up to date", partnership.slug)
