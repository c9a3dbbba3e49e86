"""What somebody and their colleagues think of one call."""

from dataclasses import dataclass

from samverka.calls.models import Call
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.models import Decision, Dismissal, Follow
from samverka.radar.rules import Standing


@dataclass(frozen=True)
class Ours:
    """One organisation and the call: who there wants it, whether it is not for them, what they
    have decided."""

    organisation: Organisation
    followers: list[Person]
    dismissal: Dismissal | None
    decision: Decision | None


@dataclass(frozen=True)
class Stance:
    """What one person sees of it. `mine` is None where they have never followed the call."""

    mine: Follow | None
    ours: list[Ours]

    @property
    def follows(self) -> bool:
        return self.mine is not None and self.mine.ended_at is None

    @property
    def shown_to(self) -> Organisation | None:
        return self.mine.organisation if self.mine else None


def stance_of(standing: Standing, person: Person, call: Call) -> Stance:
    mine = Follow.objects.filter(call=call, person=person).select_related("organisation").first()
    return Stance(mine, [ours(one, call) for one in standing.partners])


def ours(organisation: Organisation, call: Call) -> Ours:
    follows = Follow.objects.seen_at(organisation).filter(call=call).with_people()
    dismissals = Dismissal.objects.current().filter(call=call, organisation=organisation)
    decisions = Decision.objects.filter(call=call, organisation=organisation)
    return Ours(
        organisation,
        [follow.person for follow in follows],
        dismissals.select_related("person").first(),
        decisions.exclude(state=Decision.State.OPEN).select_related("person").first(),
    )
