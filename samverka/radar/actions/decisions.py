"""An organisation decides about a call, and says how many days it needs for each step."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.actions.stances import ask_staff
from samverka.radar.backplan import STEPS
from samverka.radar.models import Decision
from samverka.record.actions import write_history


@transaction.atomic
def decide(
    *,
    call: Call,
    organisation: Organisation,
    state: str,
    why: str,
    by: Person,
    seen: int | None = None,
) -> Decision:
    """Yes or no, with why; colleagues see it, and it can be decided otherwise."""
    decision = _lock(call, organisation, by, seen)
    if not decision.can_move(state):
        raise Refused(_("Choose whether you apply or not."))
    decision.state, decision.why = Decision.State(state), why
    decision.person, decision.decided_at = by, timezone.now()
    decision.save()
    write_history(
        verb="decided",
        of=decision,
        by=by,
        call=call.pk,
        organisation=organisation.pk,
        state=decision.state,
    )
    return decision


@transaction.atomic
def undo_decision(*, call: Call, organisation: Organisation, by: Person) -> Decision:
    """It is not decided any more."""
    decision = _lock(call, organisation, by, None)
    decision.state, decision.why, decision.decided_at = Decision.State.OPEN, "", None
    decision.person = by
    decision.save()
    write_history(verb="undecided", of=decision, by=by, call=call.pk)
    return decision


@transaction.atomic
def plan_days(
    *,
    call: Call,
    organisation: Organisation,
    days: Mapping[str, int],
    by: Person,
    seen: int | None = None,
) -> Decision:
    """How many days the organisation needs for each step, by the step's name."""
    decision = _lock(call, organisation, by, seen)
    decision.days = {step.name: days[step.name] for step in STEPS}
    decision.save()
    write_history(verb="planned", of=decision, by=by, call=call.pk)
    return decision


def _lock(call: Call, organisation: Organisation, by: Person, seen: int | None) -> Decision:
    """Theirs as it is now, held until the transaction ends; made where there was none."""
    ask_staff(by, organisation)
    Decision.objects.get_or_create(call=call, organisation=organisation)
    rows = Decision.objects.select_for_update(of=("self",))
    decision = rows.get(call=call, organisation=organisation)
    if seen is not None and decision.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this while you were reading. This is how it stands now."
                " What you wrote is still here: look it through and send it again."
            )
        )
    decision.version += 1
    return decision
