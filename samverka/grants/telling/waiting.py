"""What waits for one person of the panel, in one round."""

from functools import cached_property

from django.db.models import Exists, OuterRef

from samverka.grants.judging import progress_of
from samverka.grants.models import Assessment, GrantApplication, GrantProposal, Panelist, Round
from samverka.grants.models.applying import GrantApplicationQuerySet
from samverka.grants.rules import Standing
from samverka.people.models import Person

State = GrantApplication.State


class Waiting:
    """Asked for once for each page; what the person may not know of is not among it."""

    def __init__(self, standing: Standing, turn: Round) -> None:
        self.standing = standing
        self.turn = turn
        self.place = standing.places[turn.pk]

    @cached_property
    def keys(self) -> set[int]:
        """Of all applications where they have something to do."""
        return {*self.undeclared, *self.to_handle}

    @cached_property
    def undeclared(self) -> set[int]:
        undecided = self.standing.known().filter(round=self.turn).undecided()
        declared = self.standing.open().filter(round=self.turn)
        return set(undecided.exclude(pk__in=declared.values("pk")).values_list("pk", flat=True))

    @cached_property
    def to_handle(self) -> set[int]:
        """What their place in the panel asks of them."""
        asked = {
            Panelist.Role.OFFICER: self._of_officer,
            Panelist.Role.ASSESSOR: self._of_assessor,
            Panelist.Role.DECIDER: self._of_decider,
        }
        return asked[Panelist.Role(self.place.role)]()

    @property
    def _open(self) -> GrantApplicationQuerySet:
        return self.standing.open().filter(round=self.turn)

    def _of_officer(self) -> set[int]:
        """To look through what came in, and to propose when all have scored."""
        came_in = self._open.filter(state=State.SENT)
        assessed = list(self._open.filter(state=State.ASSESSED).exclude(_proposed()))
        progress = progress_of(self.turn, assessed)
        ready = {key for key, one in progress.items() if one.is_complete}
        return {*came_in.values_list("pk", flat=True), *ready}

    def _of_assessor(self) -> set[int]:
        done = Assessment.objects.handed_in().filter(
            application=OuterRef("pk"), panelist=self.place
        )
        waits = self._open.filter(state=State.ASSESSED, assessing_closed_at=None)
        return set(waits.exclude(Exists(done)).values_list("pk", flat=True))

    def _of_decider(self) -> set[int]:
        proposed = self._open.filter(_proposed(), state=State.ASSESSED)
        return set(proposed.values_list("pk", flat=True))

    @cached_property
    def scored(self) -> int:
        """How many applications they have handed in an assessment of."""
        mine = Assessment.objects.handed_in().filter(
            panelist=self.place, application__in=self._open.values("pk")
        )
        return mine.count()

    @property
    def to_score(self) -> int:
        """All that an assessor has had to score, what is done counted in."""
        return self.scored + len(self.to_handle)


def waiting_for(person: Person) -> list[Waiting]:
    """The rounds where something waits for them, for the desk."""
    standing = Standing(person)
    mine = Round.objects.filter(pk__in=standing.places).newest_first()
    found = (Waiting(standing, turn) for turn in mine)
    return [one for one in found if one.keys]


def _proposed() -> Exists:
    return Exists(GrantProposal.objects.filter(application=OuterRef("pk"), taken_back_at=None))
