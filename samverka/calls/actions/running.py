"""Read a source from where it stopped to its end, step by step."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError

from samverka.calls.actions.leasing import Lease, Lost, begin_run, let_go
from samverka.calls.actions.steps import end_badly, end_well, keep_step
from samverka.calls.actions.twins import find_twins
from samverka.calls.models import Call, CallSource, PastProject, Record, Run
from samverka.calls.readers import reader_of
from samverka.sources import Trouble
from samverka.sources.web import Web

log = logging.getLogger("samverka.calls")

Stopping = Callable[[], bool]
Show = Callable[[Run], None]


class Stopped(Exception):
    """Told to stop while waiting: what has been kept is kept, and the next one goes on from there.

    A `Web` may raise it from its `sleep`.
    """


def read_source(
    *,
    source: CallSource,
    web: Web,
    stopping: Stopping = lambda: False,
    show: Show = lambda run: None,
) -> Run | None:
    """Read one source; None when somebody else reads it, or has since it was looked at.

    Whatever goes wrong is written down in the run. Only a database that does not answer is told
    by an exception: then the next process goes on. `show` is told of each step.
    """
    lease = begin_run(source=source)
    if lease is None:
        return None
    try:
        try:
            return _read(source, lease, web, stopping, show)
        except Stopped:
            return let_go(lease)
        except Trouble as trouble:
            return end_badly(lease=lease, trouble=trouble.code, detail=trouble.detail)
        except (Lost, OperationalError, InterfaceError):
            raise
        except Exception as odd:
            log.exception("%s could not be read", source)
            return end_badly(lease=lease, trouble="unexpected", detail={"is": type(odd).__name__})
    except Lost:
        return None


def _read(source: CallSource, lease: Lease, web: Web, stopping: Stopping, show: Show) -> Run:
    source = CallSource.objects.get(pk=source.pk)
    reader = reader_of(source)
    state = Call.State.PUBLISHED if reader.publishes else Call.State.PROPOSED
    whole = reader.lists_all
    for reading in reader.read(web, dict(source.memory)):
        show(keep_step(lease=lease, reading=reading, state=state))
        whole = whole and not reading.not_modified
        if stopping():
            return let_go(lease)
    if whole and _is_emptied(source):
        raise Trouble("emptied")
    run = end_well(lease=lease, whole=whole)
    _look_for_twins(run)
    return run


def _is_emptied(source: CallSource) -> bool:
    """It named nothing at all, and did before: an answer of one word would take everything away."""
    named = CallSource.objects.values_list("named", flat=True).get(pk=source.pk)
    if source.tells_of_projects:
        return not named and PastProject.objects.filter(source=source).exists()
    return not named and Record.objects.filter(source=source, gone_on=None).exists()


def _look_for_twins(run: Run) -> None:
    """The reading is done, whatever comes of this."""
    try:
        find_twins(run=run)
    except Exception:
        log.exception("the calls of %s could not be compared with others", run.source)
