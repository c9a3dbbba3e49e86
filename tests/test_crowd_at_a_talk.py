"""Five hundred people want a hundred seats, through the web, on two workers.

The talk takes them in the order in which they come; each gets one confirmation.
"""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.own_data import empty_database, environment
from tests.test_serving import free_port

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, SEATS, AT_ONCE = 500, 100, 25
TALK = f"""
from datetime import timedelta
from django.utils import timezone
from samverka.common.tenancy import scope
from samverka.partnership.models import Partnership, Theme
from samverka.talks.models import Talk
home = Partnership.objects.create(slug="psi", is_default=True, name_sv="Vi", name_en="We")
with scope(home.pk):
    theme = Theme.objects.create(slug="odla", title_sv="Odla", title_en="Grow")
    starts = timezone.now() + timedelta(days=10)
    Talk.objects.create(slug="odla", theme=theme, title_sv="Odla", starts_at=starts,
        ends_at=starts + timedelta(hours=2), takes_registrations=True, seats={SEATS})
"""
FOUND = """
import json
from samverka.common.tenancy import everywhere
from samverka.record.models import Letter
from samverka.talks.models import Registration
rows = everywhere(Registration).order_by("pk").values_list("state", flat=True)
print(json.dumps({"states": list(rows),
    "letters": list(everywhere(Letter).values_list("to", "subject"))}))
"""


@contextmanager
def pages(url: str, folder: Path) -> Iterator[str]:
    """Two workers that serve the pages of a partnership with one talk."""
    port = free_port()
    around = environment(
        DATABASE_URL=url,
        SAMVERKA_DATA=str(folder),
        SAMVERKA_WRITING_SECONDS="0",
        SAMVERKA_PAGE_WORKERS="2",
        SAMVERKA_PUBLIC_URL=f"http://127.0.0.1:{port}",
    )
    samverka = [sys.executable, "-m", "samverka.command"]
    for prepare in (["migrate"], ["manage", "shell", "-v", "0", "-c", TALK]):
        subprocess.run([*samverka, *prepare], cwd=ROOT, env=around, check=True, timeout=180)
    serve = [*samverka, "serve", "pages", "--port", str(port)]
    with subprocess.Popen(serve, cwd=ROOT, env=around) as process:
        try:
            yield _ready(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def _ready(address: str) -> str:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/healthz").status_code == 200:
                return address
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError(address)


def found(url: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "samverka.command", "manage", "shell", "-v", "0", "-c", FOUND]
    around = environment(DATABASE_URL=url, SAMVERKA_DATA=str(folder))
    done = subprocess.run(command, cwd=ROOT, env=around, check=True, capture_output=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.slow
@pytest.mark.database
def test_a_hundred_get_a_seat_and_the_others_stand_in_the_order_of_coming(tmp_path: Path) -> None:
    with empty_database("samverka_crowd", tmp_path) as url, pages(url, tmp_path) as address:
        register = f"{address}/sv/talks/odla/register/"
        seal = re.search(r'name="writing" value="([^"]+)"', httpx.get(register).text)
        assert seal
        with httpx.Client(timeout=60, limits=httpx.Limits(max_connections=AT_ONCE)) as web:

            def come(number: int) -> int:
                told = {"name": f"Nr {number}", "email": f"{number}@example.org", "people": "1"}
                return web.post(register, data={**told, "writing": seal[1]}).status_code

            began = time.monotonic()
            with ThreadPoolExecutor(AT_ONCE) as crowd:
                answers = Counter(crowd.map(come, range(PEOPLE)))
            print(f"{PEOPLE} registrations in {time.monotonic() - began:.1f} s")
        told = found(url, tmp_path)

    assert answers == {302: PEOPLE}
    assert told["states"] == ["seated"] * SEATS + ["waiting"] * (PEOPLE - SEATS)
    assert Counter(to for to, _subject in told["letters"]) == {
        f"{number}@example.org": 1 for number in range(PEOPLE)
    }
    assert Counter(subject for _to, subject in told["letters"]) == {
        "Du har plats: Odla": SEATS,
        "Du står på väntelistan: Odla": PEOPLE - SEATS,
    }
