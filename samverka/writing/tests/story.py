"""A kind of text for the tests, whose rights can be changed while somebody writes."""

from samverka.people.models import Person
from samverka.writing.actions.storing import begin_text
from samverka.writing.models import SharedText
from samverka.writing.rules import Right

KIND = "note"
RULE = "samverka.writing.tests.story.rights"
WORDS = {"write": Right.WRITE, "comment": Right.COMMENT, "read": Right.READ}


def rights(text: SharedText, person: Person) -> Right:
    """They stand in its title: `elsa@…: write, nils@…: read`."""
    said = dict(part.split(": ") for part in text.title.split(", ") if ": " in part)
    return WORDS.get(said.get(person.email, ""), Right.NONE)


def a_text(**people: str) -> SharedText:
    """`a_text(**{elsa.email: "write"})`"""
    title = ", ".join(f"{email}: {right}" for email, right in people.items())
    return begin_text(kind=KIND, title=title, limit=200)


def paragraph(words: str) -> dict[str, object]:
    return {"type": "paragraph", "content": [{"type": "text", "text": words}]}
