"""The pages part: a WSGI server with a few processes."""

import gc
import logging
import multiprocessing
import os
import signal
from importlib import import_module
from threading import Thread

from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from samverka.calls import shelf
from samverka.command.turns import Turns
from samverka.matching import warm
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Partnership
from samverka.wsgi import application

log = logging.getLogger("samverka.pages")
THREADS = 64  # in each worker; nearly all of them wait, see turns.py
KILL_AFTER = 1  # seconds that a worker has for the requests it is answering


def serve_pages(host: str, port: int) -> None:
    """Answer requests until told to stop; workers that die are started again."""
    import_module(settings.ROOT_URLCONF)  # read once here, shared by every worker
    warm()
    gc.collect()
    gc.freeze()  # what stays is not looked through again and again while people wait
    Server(
        "samverka.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.PAGE_WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
    ).serve(target_loader=_in_a_worker, wrap_loader=False)


def _in_a_worker() -> Turns:
    Thread(target=_leave_with_server, name="server", daemon=True).start()
    Thread(target=warm_calls, name="warm", daemon=True).start()
    return Turns(application)


def warm_calls() -> None:
    """Read the calls beside the first requests, so that being ready waits for nothing."""
    try:
        for partnership in Partnership.objects.order_by("pk"):
            with working_for(partnership):
                shelf.warm()
    except Exception:  # whoever asks first waits instead, and is told if it goes wrong again
        log.exception("the calls could not be read before anybody asked")
    finally:
        connections.close_all()


def _leave_with_server() -> None:
    """A worker whose server was killed would hold the port for ever."""
    server = multiprocessing.parent_process()
    assert server is not None  # a worker always has one
    server.join()
    os.kill(os.getpid(), signal.SIGKILL)
