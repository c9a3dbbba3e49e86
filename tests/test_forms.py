"""Whatever is posted to any form: never an error of ours, never markup, never half a row.

The forms are those that stand on the pages: a new one is tried without being named here. Sign-in
has tests of its own, which know its states; what is sent to the public interface too.
"""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from random import Random
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve

from samverka.cast import Cast
from samverka.common.writing import begin_writing
from samverka.meetings.views import answering
from tests.test_permissions import all_is_up, columns, path_of, places, table

__all__ = ["all_is_up", "places"]  # fixtures

# An element that no page of ours holds: where it stands, a visitor has written it.
EVIL = "zebra"
NASTY = [
    *("", " ", "on", "accepted", "declined", "suggested", "closed", "1", "-1", "0", "9" * 25),
    f"<{EVIL}>",
    f"</textarea></form><{EVIL} onload=alert(1)>",
    f'"><{EVIL}>',
    f"'><{EVIL}>",
    f"--><{EVIL}>",
    "{{ settings.SECRET_KEY }}{% now 'Y' %}{#",
    "%(name)s %s {0} {name} %%",
    "'; DROP TABLE ideas_idea; --",
    "1 OR 1=1",
    "\x00",
    "\x07\x1b[31m\x85\u2028\u202e",
    "1e400",
    "NaN",
    "9" * 5000,
    "[" * 5000,
    "2026-02-30",
    "9999-12-31",
    "0001-01-01T00:00",
    "12 000,50",
    "\N{COMBINING TILDE}" * 200,
    "👩‍👩‍👧‍👦 فكرة",
    "a@b" + "." * 50,
    f"anna@example.org\r\nBcc: {EVIL}@example.org",
    "javascript:alert(1)",
    "x" * 10_001,
]
UNREADABLE = (
    (b"text=%ff%fe%00&title=%ed%a0%80", "application/x-www-form-urlencoded"),
    (b"\xff\xfe", "application/x-www-form-urlencoded"),
    (b"text=a", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"{}", "application/json"),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    (b"", "multipart/form-data"),
    (b"&".join([b"text=a"] * 600), "application/x-www-form-urlencoded"),
)
WHO = ("elsa", "amina", "petra", "nils", "nobody")
TRIES = 2  # with each form, by the first who is shown it
SEED = 20_261_128
CONTROLS = {"input", "textarea", "select", "button"}
ANSWERS = {200, 302, 403, 404, 409, 410, 422, 429}
# An application for a grant keeps what can be read while the rest is mended; what is taken away
# from a partner's page, or confirmed by the key of a letter, is told of on the page that answers.
WRITES_AND_SHOWS = re.compile(r"/grants/mine/[^/]+/write/|/contacts/\d+/remove/|/partners/confirm/")
# What says that something was tried, whether it succeeded or not.
OF_THE_TRYING = {"sessions", "usersessions", "mfa"}


@dataclass
class Shown:
    """A form as a page shows it: `fields` are values by name, `files` the names of file fields."""

    path: str
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, ...]:
        """The same for the same form on several pages."""
        return self.path, *sorted(self.fields), *sorted(self.files)

    @property
    def is_unmarked(self) -> bool:
        """Nothing is taken from it: only pages that a key opens need no mark of their own."""
        needs_none = getattr(resolve(self.path).func, "csrf_exempt", False)
        return "csrfmiddlewaretoken" not in self.fields and not needs_none


class Reader(HTMLParser):
    """The forms of a page that write."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[Shown] = []
        self.now: Shown | None = None

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


class Visitor:
    """Somebody who posts, and whose every post is undone again."""

    def __init__(self, cast: Cast, name: str) -> None:
        [self.column] = [one for one, people in columns().items() if name in people]
        self.client = Client(raise_request_exception=False)
        if name != "nobody":
            self.client.force_login(getattr(cast, name))
        self.session: SimpleCookie = deepcopy(self.client.cookies)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """As many as there are after every post, for all are undone."""
        return rows()

    def forms(self, places: dict[str, Any]) -> Iterator[Shown]:
        """Those on every page that the table lets them read."""
        for address, cells in table().items():
            if cells[self.column].startswith("200"):
                yield from self._forms_at(path_of(address, places))

    def not_shown(self, places: dict[str, Any], shown: Collection[Shown]) -> Iterator[Shown]:
        """What takes what is posted though no page asks for it just now, with the fields of all."""
        fields = {name: "" for one in shown for name in one.fields}
        paths = {one.path for one in shown}
        for address, cells in table().items():
            takes = cells[self.column].endswith(("200", "302", "422"))
            if takes and (path := path_of(address, places)) not in paths:
                yield Shown(path, fields)

    def _forms_at(self, path: str) -> Iterator[Shown]:
        answer = self.client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            reader = Reader(path)
            reader.feed(answer.content.decode())
            yield from reader.found

    def trouble(self, path: str, sent: Any, **options: Any) -> str:
        """What is wrong with the answer; "" where nothing is."""
        self.client.cookies = deepcopy(self.session)  # one of the forms signs out
        written = Writes()
        with transaction.atomic():
            with connection.execute_wrapper(written):
                answer = self.client.post(path, sent, **options)
            changed = written.any and rows() != self.rows
            transaction.set_rollback(True)
        if answer.status_code not in ANSWERS | ({400} if options else set()):
            return f"answered {answer.status_code}"
        if f"<{EVIL}" in text_of(answer):
            return "shows markup that somebody wrote"
        if changed and answer.status_code != 302 and not WRITES_AND_SHOWS.search(path):
            return f"answered {answer.status_code} and wrote"
        return ""


class Writes:
    """Whether anything was written to the database, be it taken back afterwards."""

    any = False

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.any |= sql.startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, *rest)


def rows() -> tuple[int, ...]:
    """How many there are of everything, in one question."""
    kinds = [one for one in apps.get_models() if one._meta.app_label not in OF_THE_TRYING]
    quoted = [connection.ops.quote_name(kind._meta.db_table) for kind in kinds]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {name})" for name in quoted))
        return tuple(cursor.fetchone())


def text_of(answer: HttpResponseBase) -> str:
    return "" if answer.streaming else answer.content.decode(errors="replace")  # type: ignore[attr-defined]


def odd(shown: Shown, chance: Random) -> dict[str, Any]:
    """Some fields as the page fills them in, the others with anything; some are left out."""
    sent: dict[str, Any] = {
        name: value if chance.random() < 0.5 else chance.choice(NASTY)
        for name, value in shown.fields.items()
        if chance.random() < 0.9
    }
    if "writing" in sent and chance.random() < 0.5:
        sent |= {"writing": begin_writing(), "website": "", "consent": "on"}
    for name in shown.files:
        words = chance.choice(NASTY).encode()
        sent[name] = SimpleUploadedFile(chance.choice(("a.pdf", "b.csv", "c")), words)
    return sent


@pytest.mark.slow
def test_whatever_is_posted_is_answered_with_a_page(
    cast: Cast,
    all_is_up: None,
    places: dict[str, Any],
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.WRITING_SECONDS = 0
    settings.MATCHES_PER_MINUTE = 1_000_000
    monkeypatch.setattr(answering, "DEPUTIES_A_MINUTE", 1_000_000)
    chance, tried = Random(SEED), dict[tuple[str, ...], Shown]()
    wrong: dict[str, tuple[str, Any]] = {}
    for visitor in (Visitor(cast, name) for name in WHO):
        new = {one.key: one for one in visitor.forms(places) if one.key not in tried}
        tried |= new
        wrong |= {
            one.path: ("cannot be sent", "no mark") for one in new.values() if one.is_unmarked
        }
        hidden = {one.key: one for one in visitor.not_shown(places, tried.values())}
        tried |= hidden
        assert visitor.rows  # counted before the first post
        for shown in [*new.values(), *hidden.values()]:
            for sent in (odd(shown, chance) for _n in range(TRIES)):
                if trouble := visitor.trouble(shown.path, sent):
                    wrong[shown.path] = (trouble, sent)
            body, kind = chance.choice(UNREADABLE)
            if trouble := visitor.trouble(shown.path, body, content_type=kind):
                wrong[shown.path] = (trouble, body)

    assert wrong == {}


def test_the_reader_finds_what_a_page_asks_for() -> None:
    reader = Reader("/sv/ideas/new/")
    reader.feed(
        '<form><input name="q"></form><input name="lost">'
        '<form method="POST" action="../send/?now"><input name="a" value="1"><textarea name="b">'
        '</textarea><input type="file" name="c"><button name="d" value="go"></button></form>'
    )

    assert reader.found == [Shown("/sv/ideas/send/", {"a": "1", "b": "", "d": "go"}, {"c"})]
