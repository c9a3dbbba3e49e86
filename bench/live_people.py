"""A text and those who write in it, made in the database that the settings name.

`python -m bench.live_people PEOPLE` tells their cookies and the number of the text as JSON. It
makes the tables first where there are none.
"""

import json
import os
import sys

import django
from django.core.management import call_command
from django.test import Client


def main(number: int) -> None:
    from samverka.cast import find_cast, gather_cast
    from samverka.common.tenancy import scope
    from samverka.people.models import Person
    from samverka.writing.actions import begin_text

    call_command("migrate", verbosity=0)
    cast = find_cast() or gather_cast()
    cookies = []
    for n in range(number):
        email = f"writer-{n}@bench.example"
        person = Person.objects.filter(email=email).first() or Person.objects.create_user(email)
        client = Client()
        client.force_login(person)
        cookies.append(f"sessionid={client.session.session_key}")
    with scope(cast.partnership.pk):
        text = begin_text(kind="note", title="all: write")
    print(json.dumps({"text": text.pk, "cookies": cookies}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.settings")
    django.setup()
    main(int(sys.argv[1]))
