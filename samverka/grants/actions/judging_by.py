"""By what a round is judged, and by whom: its criteria and its panel."""

from typing import TypedDict

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.refusal import Refused
from samverka.grants.actions.rounds import hold_round
from samverka.grants.actions.withdrawing import give_back_tasks
from samverka.grants.models import Criterion, Panelist, Round, Score
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history

MOST_CRITERIA, MOST_PLACES = 20, 60


class Judged(TypedDict):
    """What a criterion says, and how it counts."""

    title_sv: str
    title_en: str
    guidance_sv: str
    guidance_en: str
    most: int
    weight: int


def _hold_unscored(turn: Round, by: Person) -> Round:
    turn = hold_round(turn, by)
    if Score.objects.filter(criterion__round=turn).exists():
        raise Refused(_("Somebody has given points already. The criteria stay as they are."))
    return turn


@transaction.atomic
def add_criterion(*, turn: Round, what: Judged, by: Person) -> Criterion:
    """One more, last."""
    turn = _hold_unscored(turn, by)
    if turn.criteria.count() >= MOST_CRITERIA:
        raise Refused(_("There are too many criteria to judge by. Take one away first."))
    last = turn.criteria.aggregate(last=Max("number"))["last"] or 0
    criterion = Criterion.objects.create(round=turn, number=last + 1, **what)
    turn.save()
    write_history(verb="added", of=criterion, by=by)
    return criterion


@transaction.atomic
def change_criterion(*, criterion: Criterion, what: Judged, by: Person) -> Criterion:
    _hold_unscored(criterion.round, by).save()
    for name, value in what.items():
        setattr(criterion, name, value)
    criterion.save()
    write_history(verb="changed", of=criterion, by=by)
    return criterion


@transaction.atomic
def move_criterion(*, criterion: Criterion, by: Person) -> Criterion:
    """One place up; the first one goes last."""
    turn = _hold_unscored(criterion.round, by)
    rows = list(turn.criteria.exclude(pk=criterion.pk))
    place = max((n for n, one in enumerate(rows, 1) if one.number < criterion.number), default=0)
    rows.insert(place - 1 if place else len(rows), criterion)
    _number(rows)
    turn.save()
    write_history(verb="moved", of=criterion, by=by)
    return criterion


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Person) -> None:
    turn = _hold_unscored(criterion.round, by)
    if turn.is_public and turn.criteria.count() == 1:
        raise Refused(_("A round that is published is judged by something. Add another one first."))
    write_history(verb="removed", of=criterion, by=by)
    criterion.delete()
    turn.save()


def _number(rows: list[Criterion]) -> None:
    """Far away first: no number stands twice, not even for a moment."""
    last = max((one.number for one in rows), default=0)
    for offset in (last, 0):
        for number, one in enumerate(rows, offset + 1):
            Criterion.objects.filter(pk=one.pk).update(number=number)


@transaction.atomic
def seat(
    *, turn: Round, person: Person, organisation: Organisation, role: str, by: Person
) -> Panelist:
    """Somebody handles the applications of a round from now on, as their organisation's."""
    turn = hold_round(turn, by)
    sitting = turn.panelists.sitting()
    if sitting.filter(person=person).exists():
        raise Refused(_("%(name)s sits in the panel already.") % {"name": person})
    if sitting.count() >= MOST_PLACES:
        raise Refused(_("The panel is full. Take somebody away first."))
    place = Panelist.objects.create(round=turn, person=person, organisation=organisation, role=role)
    turn.save()
    write_history(verb="seated", of=place, by=by, does=role)
    return place


@transaction.atomic
def unseat(*, place: Panelist, by: Person) -> Panelist:
    """They see nothing more of the round; that they sat there, and when, stays."""
    turn = hold_round(place.round, by)
    if place.left_at:
        return place
    _ask_another(turn, place)
    place.left_at = timezone.now()
    place.save()
    give_back_tasks(place=place)
    turn.save()
    write_history(verb="unseated", of=place, by=by)
    return place


NEEDED = {
    Panelist.Role.OFFICER: gettext_lazy(
        "Somebody has to see what comes in: put another officer there first."
    ),
    Panelist.Role.DECIDER: gettext_lazy(
        "Somebody has to decide about what comes in: put another who decides there first."
    ),
}


def _ask_another(turn: Round, place: Panelist) -> None:
    """While the round takes applications, or one waits, it has an officer and one who decides."""
    needed = NEEDED.get(Panelist.Role(place.role))
    goes_on = turn.state == Round.State.OPEN or turn.applications.undecided().exists()
    if not needed or not goes_on:
        return
    others = turn.panelists.sitting().filter(role=place.role, person__is_active=True)
    if not others.exclude(pk=place.pk).exists():
        raise Refused(str(needed))


@transaction.atomic
def seat_again(*, place: Panelist, by: Person) -> Panelist:
    """Undo: they sit there as before."""
    turn = hold_round(place.round, by)
    if place.left_at is None:
        return place
    if place.person is None or turn.panelists.sitting().filter(person=place.person).exists():
        raise Refused(_("They sit in the panel already, or have no account any more."))
    place.left_at = None
    place.save()
    turn.save()
    write_history(verb="seated_again", of=place, by=by)
    return place
