"""Whoever tells of calls is killed in the middle: nobody hears twice, and nobody goes without."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import samverka
from tests import own_data

pytestmark = pytest.mark.slow  # starts processes of its own

ROOT = Path(samverka.__file__).parents[1]

PREPARE = """
import json, os, signal, sys
import django
django.setup()
from samverka.common.tenancy import scope
from samverka.partnership.models import Partnership
from samverka.radar.actions import alerts
from samverka.radar.models import Follow, Mark, Told
from samverka.record.models import Letter
"""

# Four people follow a call, and its last day moves after the first round.
BEGIN = """

from samverka.command.database import bring_up_to_date
from samverka.calls.models import Call
from samverka.people.models import Person
from samverka.radar.tests.story import in_days, moved
bring_up_to_date(verbosity=0)
home = Partnership.objects.create(slug="home", is_default=True, name_sv="Hem", name_en="Home")
with scope(home.pk):
    call = Call.objects.create(slug="one", title_en="One", level="national", closes_on=in_days(60))
    for n in range(4):
        Follow.objects.create(call=call, person=Person.objects.create_user(f"n{n}@example.org"))
    alerts.tell_of_calls()
    moved(call, in_days(40))
"""

# Kills itself when it has written so many letters, or when it has remembered them all.
DOOMED = """
left = int(sys.argv[1])
def deadly(really):
    def work(*arguments, **named):
        global left
        done = really(*arguments, **named)
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return work
alerts.post_letter = deadly(alerts.post_letter)
Mark.save = deadly(Mark.save)
with scope(Partnership.objects.get().pk):
    alerts.tell_of_calls()
"""

TELL = """
with scope(Partnership.objects.get().pk):
    number = alerts.tell_of_calls(), alerts.tell_of_calls()
    to = sorted(Letter.objects.values_list("to", flat=True))
    print(json.dumps([*number, to, Told.objects.count()]))
"""


def run(code: str, folder: Path, *more: int) -> subprocess.CompletedProcess[str]:
    environment = own_data.environment(
        SAMVERKA_DATA=str(folder), DJANGO_SETTINGS_MODULE="samverka.settings"
    )
    command = [sys.executable, "-c", PREPARE + code, *map(str, more)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )


def test_whoever_is_killed_has_told_nobody_and_the_next_tells_everybody_once(
    tmp_path: Path,
) -> None:
    assert run(BEGIN, tmp_path).returncode == 0

    for letters in (3, 5):  # after the fourth letter the mark is written
        assert run(DOOMED, tmp_path, letters).returncode == -signal.SIGKILL

    everybody = [f"n{n}@example.org" for n in range(4)]
    assert json.loads(run(TELL, tmp_path).stdout) == [4, 0, everybody, 4]
