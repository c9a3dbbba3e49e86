"""What other pages tell of rounds and applications."""

from collections.abc import Iterable
from datetime import date

from samverka.grants.models import GrantApplication, Round
from samverka.people.models import Person

ON_DESK = 5


def taken_in_turns(turns: Iterable[Round], today: date) -> dict[str, list[Round]]:
    """Those that take applications today, those that will, and those that are over."""
    groups: dict[str, list[Round]] = {"open": [], "coming": [], "over": []}
    for one in turns:
        groups[_group(one, today)].append(one)
    return groups


def _group(turn: Round, today: date) -> str:
    if turn.state != Round.State.OPEN:
        return "over"
    if turn.opening.takes(today):
        return "open"
    return "coming" if turn.opening.next_first(today) else "over"


def written_by(person: Person) -> list[GrantApplication]:
    """What somebody has begun or handed in while signed in, and that is not decided."""
    going_on = (GrantApplication.State.DRAFT, *GrantApplication.UNDECIDED)
    rows = GrantApplication.objects.filter(writer=person, state__in=going_on)
    return list(rows.select_related("round").order_by("-touched_at", "-pk")[:ON_DESK])
