"""Matching: plain words, Swedish or English, to what answers them, and why.

    matcher = Matcher.open("var/matching")
    matcher.add([Document(id="call:1", kind="call", title="Grön omställning", text="…")])
    matcher.match("vi vill odla tillsammans", kinds=["call"])

A plain library: no Django, no settings, no network. The index is derived data in a folder and
can always be built again.
"""

from samverka.matching.edition import edition
from samverka.matching.language import language_of
from samverka.matching.matcher import Matcher, warm
from samverka.matching.model import Document, Match, Reason
from samverka.matching.store import IndexBusyError
from samverka.matching.vocabulary import VocabularyError

__all__ = [
    "Document",
    "IndexBusyError",
    "Match",
    "Matcher",
    "Reason",
    "VocabularyError",
    "edition",
    "language_of",
    "warm",
]
