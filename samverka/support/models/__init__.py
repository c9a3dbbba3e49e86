"""The innovation support system: who offers what, for which need, at which stage; and the gaps."""

from samverka.support.models.needs import Need
from samverka.support.models.proposals import Proposal
from samverka.support.models.services import SPOKEN, Kind, Service, Stage
from samverka.support.models.workshops import Entry, Participant, Workshop

__all__ = [
    "SPOKEN",
    "Entry",
    "Kind",
    "Need",
    "Participant",
    "Proposal",
    "Service",
    "Stage",
    "Workshop",
]
