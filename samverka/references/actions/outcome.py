"""How it went with the money: told by who asked, or by us; and asked about when it is time."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.record.actions import write_history
from samverka.record.models import History
from samverka.references.actions.telling import (
    ASKER,
    ask_care,
    keep_the_pace,
    lock_request,
    tell,
    write_to_asker,
    write_to_us,
)
from samverka.references.models import Engagement, ReferenceRequest

Outcome = ReferenceRequest.Outcome
FOLLOWS = {
    Outcome.GRANTED: {
        Engagement.State.PLANNED: Engagement.State.RUNNING,
        Engagement.State.DROPPED: Engagement.State.RUNNING,
    },
    Outcome.REFUSED: {Engagement.State.PLANNED: Engagement.State.DROPPED},
    Outcome.UNKNOWN: {Engagement.State.DROPPED: Engagement.State.PLANNED},
}  # what becomes of a group that stands so
VERBS = [f"outcome_{one}" for one in Outcome.values]


@dataclass(frozen=True)
class Told:
    """`decision_on` is a new day to ask again, where it is not known yet."""

    outcome: str
    outcome_on: date | None = None
    grant_number: str = ""
    decision_on: date | None = None


@transaction.atomic
def tell_outcome(
    *,
    request: ReferenceRequest,
    told: Told,
    by: Person | None = None,
    project: Project | None = None,
) -> ReferenceRequest:
    """A grant lets the group begin, a refusal ends the waiting. Without `by` who asked says so.

    We hear of it when it is another than before.
    """
    if by is not None:
        ask_care(by)
    request = lock_request(request)
    if request.state != ReferenceRequest.State.ACCEPTED:
        raise Refused(_("We have not said yes to this."))
    outcome = Outcome(told.outcome)
    known, is_news = outcome != Outcome.UNKNOWN, outcome != request.outcome
    if by is None and is_news:
        keep_the_pace(request, *VERBS, role=ASKER)
    request.outcome = outcome
    request.outcome_on = (told.outcome_on or timezone.localdate()) if known else None
    request.grant_number = told.grant_number or request.grant_number
    request.decision_on = told.decision_on or request.decision_on
    request.project = project or request.project
    request.save()
    _let_group_follow(request, outcome, by)
    tell(request, f"outcome_{outcome.value}", by=by, role=_role(by))
    if known and is_news and by is None:
        write_to_us(request, "outcome", outcome=request.get_outcome_display())
    return request


def _let_group_follow(request: ReferenceRequest, outcome: Outcome, by: Person | None) -> None:
    group = Engagement.objects.select_for_update(of=("self",)).filter(request=request).first()
    if group is None:
        return
    group.grant_number = request.grant_number or group.grant_number
    group.project = request.project or group.project
    to = FOLLOWS[outcome].get(Engagement.State(group.state))
    if to:
        assert group.can_move(to)
        group.state = to
        group.starts_on = group.starts_on or request.outcome_on
        write_history(verb=to.value, of=group, by=by, role=_role(by))
    group.version += 1
    group.save()


def _role(by: Person | None) -> History.Role:
    return History.Role.PERSON if by else ASKER


def ask_for_outcomes(*, today: date) -> int:
    """A letter to who asked when the funder should have decided; returns how many.

    Once for each day that they have named.
    """
    return sum(_ask(request, today) for request in ReferenceRequest.objects.outcome_to_ask(today))


@transaction.atomic
def _ask(request: ReferenceRequest, today: date) -> bool:
    """Locked and looked at again: two machines may do their jobs in the same second."""
    locked = ReferenceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not ReferenceRequest.objects.outcome_to_ask(today).filter(pk=locked.pk).exists():
        return False
    locked.outcome_asked_on = today
    locked.save(update_fields=["outcome_asked_on"])
    write_to_asker(locked, "how_did_it_go")
    tell(locked, "outcome_asked", role=History.Role.SYSTEM)
    return True
