"""Which calls reach whom: who follows one, what fits no longer, what is told, what is decided."""

from samverka.radar.models.alerts import Mark, Told
from samverka.radar.models.decisions import Decision
from samverka.radar.models.searches import SavedSearch
from samverka.radar.models.stances import Dismissal, Follow
from samverka.radar.models.tuning import Tuning

__all__ = ["Decision", "Dismissal", "Follow", "Mark", "SavedSearch", "Told", "Tuning"]
