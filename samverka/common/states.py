"""States are a closed list, and a table says which may follow which."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.db.models import TextChoices


class Moving:
    """A row that has a `state`, one of `State`; `MOVES` holds those that may come after each."""

    State: ClassVar[type[TextChoices]]
    MOVES: Mapping[Any, Collection[Any]]
    state: Any

    def can_move(self, to: str) -> bool:
        return to in self.MOVES[self.State(self.state)]
