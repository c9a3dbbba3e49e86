"""Funders' interfaces, one module for each, and one kind of record that all of them come to.

A plain library: it knows nothing of Django, of a database or of the rest of the house. It asks the
world with a `Web`, which goes slowly, tells who it is and never reaches into a network of ours.
"""

from samverka.sources.record import CallRecord, Deadline, PastProject, Taker
from samverka.sources.source import Memory, PageChange, Reading, Source
from samverka.sources.trouble import Refusal, Trouble

__all__ = [
    "CallRecord",
    "Deadline",
    "Memory",
    "PageChange",
    "PastProject",
    "Reading",
    "Refusal",
    "Source",
    "Taker",
    "Trouble",
]
