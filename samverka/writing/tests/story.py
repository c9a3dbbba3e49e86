"""A kind of text for the tests, whose rights can be changed while somebody writes."""

import base64

from pycrdt import Doc

from samverka.people.models import Person
from samverka.writing.actions.storing import begin_text
from samverka.writing.live.wire import Reader, number
from samverka.writing.models import SharedText
from samverka.writing.places import Place, place_of, words_at
from samverka.writing.rules import Right

KIND = "note"
RULE = "samverka.writing.tests.story.rights"
WORDS = {"write": Right.WRITE, "comment": Right.COMMENT, "read": Right.READ}


def rights(text: SharedText, person: Person) -> Right:
    """They stand in its title: `elsa@…: write, nils@…: read`; `all: write` is everybody."""
    said = dict(part.split(": ") for part in text.title.split(", ") if ": " in part)
    return WORDS.get(said.get(person.email, said.get("all", "")), Right.NONE)


def a_text(**people: str) -> SharedText:
    """`a_text(**{elsa.email: "write"})`"""
    title = ", ".join(f"{email}: {right}" for email, right in people.items())
    return begin_text(kind=KIND, title=title, limit=200)


def paragraph(words: str) -> dict[str, object]:
    return {"type": "paragraph", "content": [{"type": "text", "text": words}]}


def position(doc: Doc, words: str) -> str:
    """The relative position of the first place with these words, as a browser would send it.

    Written by hand, byte for byte: an item (0), whose client and clock, and which side it holds
    on to (0).
    """
    clients = {}
    reader = Reader(doc.get_state())
    for _ in range(reader.number()):
        client = reader.number()
        clients[client] = reader.number()
    for client, clocks in clients.items():
        for clock in range(clocks):
            made = bytes([0]) + number(client) + number(clock) + bytes([0])
            found = base64.b64encode(made).decode()
            place = place_of(doc, found)
            if place and starts_with(doc, place, words):
                return found
    raise AssertionError(words)


def starts_with(doc: Doc, place: Place, words: str) -> bool:
    try:
        return words_at(doc, place, len(words.encode())) == words
    except UnicodeDecodeError:
        return False
