"""What the working committee does with a request: looks, asks back, says yes or no, in time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.references.actions.groups import begin_group, drop_group
from samverka.references.actions.taking_part import (
    end_answer_tasks,
    open_answer_tasks,
    tell_partners,
)
from samverka.references.actions.telling import (
    ask_care,
    end_task,
    lock_request,
    move,
    open_task,
    tell,
    write_to_asker,
    write_to_us,
)
from samverka.references.clock import SOON
from samverka.references.models import ReferenceLine, ReferenceRequest

State = ReferenceRequest.State
Voice = ReferenceLine.Voice


def _lock(request: ReferenceRequest, by: Person, seen: int | None) -> ReferenceRequest:
    ask_care(by)
    return lock_request(request, seen=seen)


@transaction.atomic
def look_at_request(
    *, request: ReferenceRequest, by: Person, seen: int | None = None
) -> ReferenceRequest:
    """Say to the others, and to who asked, that somebody reads it."""
    request = _lock(request, by, seen)
    if request.state != State.RECEIVED:
        raise Refused(_("Somebody looks at it already."))
    move(request, State.LOOKED_AT)
    request.save()
    tell(request, "looked_at", by=by)
    return request


@transaction.atomic
def ask_back(
    *, request: ReferenceRequest, text: str, by: Person, seen: int | None = None
) -> ReferenceRequest:
    """A question to who asked; the days stand still until they answer."""
    request = _lock(request, by, seen)
    if not request.is_open:
        raise Refused(_("It has been answered. Open it again first."))
    _say(request, Voice.US, text, by)
    if request.state != State.ASKED_BACK:
        move(request, State.ASKED_BACK)
        request.waits_since = timezone.localdate()
    request.save()
    tell(request, "asked_back", by=by)
    end_task(request)
    write_to_asker(request, "asked_back", text=text)
    return request


@transaction.atomic
def accept_request(
    *, request: ReferenceRequest, words: str, by: Person, seen: int | None = None
) -> ReferenceRequest:
    """Yes: those partners who have said yes make the group, which waits for the money."""
    request = _lock(request, by, seen)
    if not request.participations.taking_part().exists():
        raise Refused(_("No partner has said yes yet. Ask one first, or answer no."))
    _decide(request, State.ACCEPTED, words, by)
    if request.seeks_a_group:
        begin_group(request=request, by=by)
    return request


@transaction.atomic
def decline_request(
    *, request: ReferenceRequest, words: str, by: Person, seen: int | None = None
) -> ReferenceRequest:
    """No, with the reasons in plain words: nobody should be left wondering."""
    request = _lock(request, by, seen)
    if not words.strip():
        raise Refused(_("Write a few words to them on why."))
    _decide(request, State.DECLINED, words, by)
    return request


def _decide(request: ReferenceRequest, to: State, words: str, by: Person) -> None:
    move(request, to)
    _say(request, Voice.DECISION, words, by)
    request.decision_words, request.ended_at = words, timezone.now()
    request.waits_since = None
    request.save()
    tell(request, str(to.value), by=by)
    end_task(request)
    end_answer_tasks(request)
    write_to_asker(request, str(to.value), text=words)
    tell_partners(request, but=by)


@transaction.atomic
def reopen_request(
    *, request: ReferenceRequest, by: Person, seen: int | None = None
) -> ReferenceRequest:
    """Undo the answer: it is looked at again, and the days begin anew."""
    request = _lock(request, by, seen)
    if request.state not in (State.ACCEPTED, State.DECLINED):
        raise Refused(_("It has not been answered."))
    move(request, State.LOOKED_AT)
    request.decision_words, request.ended_at = "", None
    request.start_clock()
    request.save()
    drop_group(request=request, by=by)
    tell(request, "reopened", by=by)
    open_task(request)
    open_answer_tasks(request)
    return request


def _say(request: ReferenceRequest, voice: Voice, text: str, by: Person) -> None:
    if text.strip():
        ReferenceLine.objects.create(request=request, voice=voice, author=by, text=text)


def remind_of_references(*, now: datetime) -> int:
    """Two letters at most about one wait: when the day is near, and when it has passed."""
    today = timezone.localdate(now)
    waiting = ReferenceRequest.objects.waiting().there()
    soon = waiting.filter(
        reminded=ReferenceRequest.Reminded.NOT,
        due_on__range=(today, today + timedelta(days=SOON)),
    )
    late = waiting.filter(reminded__lt=ReferenceRequest.Reminded.LATE, due_on__lt=today)
    return sum(_remind(request) for request in [*soon, *late])


@transaction.atomic
def _remind(request: ReferenceRequest) -> bool:
    """Locked and looked at again: two machines may do their jobs in the same second."""
    request = ReferenceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    step = request.Reminded.LATE if request.is_late else request.Reminded.SOON
    if not request.is_waiting or request.reminded >= step:
        return False
    request.reminded = step
    request.save(update_fields=["reminded"])
    write_to_us(request, "late" if request.is_late else "soon", due=True)
    return True
