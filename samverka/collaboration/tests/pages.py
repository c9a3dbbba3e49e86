"""Somebody looks at pages, and what they read there. The stories of the radar use it too."""

import re
from html import unescape
from typing import Any

from django.test import Client

from samverka.people.models import Person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown(answer: Any) -> str:
    """The page as it was sent, spaces made one."""
    return " ".join(unescape(answer.content.decode()).split())


def read(answer: Any) -> str:
    """What stands on it, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answer.content.decode())).split())
