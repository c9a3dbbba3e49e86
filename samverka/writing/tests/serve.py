"""The live part as a process of its own, for tests that end it: knows the kind of text they use.

`python -m samverka.writing.tests.serve PORT`, until it is killed.
"""

import os
import sys

import django
from django.conf import settings

KIND, RULE = "note", "samverka.writing.tests.story.rights"


def main(port: int) -> None:
    from samverka.command.live import serve_live

    serve_live("127.0.0.1", port, lambda: False)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.settings")
    django.setup()
    settings.WRITING = settings.WRITING | {KIND: RULE}
    main(int(sys.argv[1]))
