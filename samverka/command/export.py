"""Everything about one person as a file: for whoever runs the installation and is asked for it."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from samverka.command.database import need_up_to_date
from samverka.common.refusal import Refused
from samverka.people.mine import as_file
from samverka.people.models import Person


def run(options: Namespace) -> int:
    need_up_to_date()
    person = Person.objects.filter(email=options.email.strip().lower()).first()
    if person is None:
        raise Refused(f"{options.email} has no account here: look at how the address is written.")
    if options.output is None:
        sys.stdout.write(as_file(person))
        return 0
    path = Path(options.output)
    try:
        with open(path, "x", encoding="utf-8", opener=_only_for_me) as file:
            file.write(as_file(person))
    except OSError as trouble:
        raise Refused(f"{path} cannot be written ({trouble.strerror}): choose another.") from None
    print(f"What is known about {person.email} is in {path}")
    return 0


def _only_for_me(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
