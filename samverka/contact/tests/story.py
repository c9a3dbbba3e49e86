"""A question, as the tests of several apps ask it."""

from typing import Any

from samverka.common.secrets import unguessable
from samverka.contact.actions import ask_question
from samverka.contact.models import Question

ASKER = "asker@example.org"
TEXT = "How does our association become a partner?"


def asked(**facts: Any) -> Question:
    """A question that has just come in, in English and with an e-mail address."""
    told = {"text": TEXT, "language": "en", "email": ASKER, "sender_mark": "door"}
    return ask_question(**{**told, "sending_key": unguessable(), **facts})
