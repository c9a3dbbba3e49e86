"""Every form that anybody is shown takes whatever is posted to it, and never answers with an error.

The forms are those on the pages themselves: a new one is tried without being named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from samverka.cast import Cast
from tests.test_forms import EVIL, NASTY
from tests.test_permissions import addresses, all_is_up, path_of, places

__all__ = ["all_is_up", "places"]  # fixtures

WHO = ("elsa", "amina", "petra", "nils", "")  # "": nobody who is signed in
TRIES = 6
SEED = 20_261_128
CONTROLS = {"input", "textarea", "select", "button"}


@dataclass
class Shown:
    """A form as a page shows it; `fields` are values by name, `files` the names of file fields."""

    path: str
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """The forms of a page that write."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found, self.now = page, [], None
        self.found: list[Shown]
        self.now: Shown | None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self.now = Shown(urlsplit(urljoin(self.page, told.get("action", ""))).path)
            self.found.append(self.now)
        elif tag in CONTROLS and self.now and (name := told.get("name")):
            if told.get("type") == "file":
                self.now.files.add(name)
            else:
                self.now.fields.setdefault(name, told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None


def forms_of(client: Client, paths: list[str]) -> Iterator[Shown]:
    for path in paths:
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            reader = Forms(path)
            reader.feed(answer.content.decode())
            yield from reader.found


def odd(shown: Shown, chance: Random) -> dict[str, Any]:
    """Some fields as the page fills them in, the others with anything."""
    sent: dict[str, Any] = {
        name: value if chance.random() < 0.5 else chance.choice(NASTY)
        for name, value in shown.fields.items()
        if chance.random() < 0.9
    }
    for name in shown.files:
        words = chance.choice(NASTY).encode()
        sent[name] = SimpleUploadedFile(chance.choice(("a.pdf", "b.csv", "c")), words)
    return sent


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_whatever_is_posted_to_a_form_is_answered(
    cast: Cast, all_is_up: None, places: dict[str, Any], settings: LazySettings, who: str
) -> None:
    settings.WRITING_SECONDS = 0
    settings.MATCHES_PER_MINUTE = 1_000_000
    client, chance = Client(raise_request_exception=False), Random(SEED)
    if who:
        client.force_login(getattr(cast, who))
    paths = [path_of(address, places) for address in addresses()]
    forms = {
        (one.path, *sorted(one.fields), *sorted(one.files)): one for one in forms_of(client, paths)
    }

    wrong = {}
    for shown in forms.values():
        for _n in range(TRIES):
            sent = odd(shown, chance)
            with transaction.atomic():
                answer = client.post(shown.path, sent)
                transaction.set_rollback(True)
            said = b"" if answer.streaming else answer.content
            if answer.status_code >= 500 or f"<{EVIL}".encode() in said:
                wrong[shown.path] = sent
    assert wrong == {}
