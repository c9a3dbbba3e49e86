"""The command line: read what is asked for, set the environment, and only then wake Django."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import Error as DatabaseTrouble

from samverka.command.arguments import parser
from samverka.command.environment import enter_demo, only_the_demo_is_here, read_the_demo
from samverka.common.refusal import Refused

READING = ("match", "index", "export", "provider")  # commands that are of use beside a demo
DONE, REFUSED = 0, 1  # 2, wrong usage, is argparse's own


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Whatever goes wrong is told in one sentence."""
    options = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.settings")
    if options.command == "demo":
        enter_demo(options.port)
    elif options.command in READING and only_the_demo_is_here():
        read_the_demo()
    try:
        django.setup()
        # By name and this late: these modules need the settings, and those the environment.
        command = import_module(f"samverka.command.{options.command}")
        return int(command.run(options))
    except (Refused, ImproperlyConfigured) as refusal:
        print(refusal, file=sys.stderr)
    except DatabaseTrouble as trouble:
        print(
            f"The database does not answer as it should ({_first_line(trouble)}): check that"
            " DATABASE_URL is right and the database runs, then run samverka migrate.",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return REFUSED


def _first_line(trouble: Exception) -> str:
    return next(iter(str(trouble).splitlines()), type(trouble).__name__)
