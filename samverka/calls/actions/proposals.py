"""What a source found and is not sure of: somebody looks, and shows it or leaves it out."""

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.calls.rules import may_look_after_calls
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.record.actions import write_history

SHOWN, LEFT_OUT, TAKEN_BACK = "accepted", "left_out", "taken_back"


@transaction.atomic
def show_proposal(*, call: Call, by: Person) -> Call:
    """It is a call: everybody sees it."""
    return _decide(call, Call.State.PUBLISHED, SHOWN, by)


@transaction.atomic
def leave_out_proposal(*, call: Call, by: Person) -> Call:
    """It is none, or none for us. Its source may tell of it again and again; it stays out."""
    return _decide(call, Call.State.HIDDEN, LEFT_OUT, by)


@transaction.atomic
def take_back_proposal(*, call: Call, by: Person) -> Call:
    """Undo: it waits to be looked at again."""
    return _decide(call, Call.State.PROPOSED, TAKEN_BACK, by)


def _decide(call: Call, to: Call.State, verb: str, by: Person) -> Call:
    if not may_look_after_calls(by):
        raise Refused(_("Only coordinators look after calls."))
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if not call.can_move(to) or (to != Call.State.PROPOSED and call.state != Call.State.PROPOSED):
        raise Refused(_("Somebody else was quicker. See how it stands now."))
    call.state = to
    call.version += 1
    call.save()
    write_history(verb=verb, of=call, by=by)
    return call
