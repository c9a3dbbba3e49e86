"""For those who keep the installation running: is it alive, and is it ready?"""

import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samverka.common.tenancy import scope
from samverka.partnership.models import Partnership
from samverka.suggest import index

OK = "ok"
HEARTBEATS = {"jobs": "jobs.heartbeat", "live": "live.heartbeat"}  # touched every few seconds
LONGEST_SILENCE = 60  # seconds


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when all of them answer; otherwise 503, which tells the load balancer to wait."""
    states = {
        "database": _database(),
        "index": _index(),
        "jobs": _beats("jobs"),
        "live": _beats("live"),
    }
    return JsonResponse(states, status=200 if set(states.values()) == {OK} else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "does not answer"
    return OK


def _index() -> str:
    """A new partnership without an index yet keeps nobody else waiting."""
    try:
        states = {_index_of(pk) for pk in Partnership.objects.values_list("pk", flat=True)}
    except DatabaseError:
        return "not known without the database"
    except (OSError, ValueError):
        return "cannot be read"
    return OK if OK in states or not states else "not built yet"


def _index_of(partnership_id: int) -> str:
    with scope(partnership_id):
        if not (index.folder() / index.MARK).exists():
            return "not built yet"
        index.matcher().match("samverka", limit=1)
    return OK


def _beats(part: str) -> str:
    try:
        beaten_at = (Path(settings.DATA_DIR) / HEARTBEATS[part]).stat().st_mtime
    except OSError:
        return "not running"
    return OK if time.time() - beaten_at <= LONGEST_SILENCE else "not running"
