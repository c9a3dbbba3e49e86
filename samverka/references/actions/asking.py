"""What who asks does, without an account."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.common.refusal import Refused
from samverka.record.forgetting import blot_out
from samverka.record.models import History
from samverka.references.actions.taking_part import (
    end_answer_tasks,
    open_answer_tasks,
    tell_partners,
)
from samverka.references.actions.telling import (
    ASKER,
    end_task,
    keep_the_pace,
    lock_request,
    move,
    open_task,
    tell,
    write_to_asker,
    write_to_us,
)
from samverka.references.clock import after_waiting
from samverka.references.models import ReferenceLine, ReferenceRequest
from samverka.tasks.models import Task

State = ReferenceRequest.State
WORDS_AN_HOUR = 10  # by who asked; each may write letters to several


@dataclass(frozen=True)
class Wish:
    """All that who asks says; days are whole days, numbers are for one year."""

    organisation: str
    country: str
    name: str
    email: str
    title: str
    summary: str
    kind: str
    wanted: str
    languages: str = ""
    programme: str = ""
    call: Call | None = None
    meetings_a_year: int | None = None
    hours_a_year: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    answer_wanted_on: date | None = None
    decision_on: date | None = None


def ask_for_reference(
    *, wish: Wish, language: str, sending_key: str, sender_mark: str, example: bool = False
) -> ReferenceRequest:
    """Take a request in, with the day by which we answer, and tell both sides.

    `sending_key` makes a second press of the button give the same request again. Raises `Refused`
    when too many come at once.
    """
    sent = ReferenceRequest.objects.filter(sending_key=sending_key).first()
    if sent:
        return sent
    _refuse_a_flood(sender_mark)
    request = ReferenceRequest(
        **vars(wish),
        language=language,
        sending_key=sending_key,
        sender_mark=sender_mark,
        example=example,
    )
    try:
        return _take_in(request)
    except IntegrityError:  # the other press was a moment quicker
        return ReferenceRequest.objects.get(sending_key=sending_key)


@transaction.atomic
def _take_in(request: ReferenceRequest) -> ReferenceRequest:
    request.start_clock()
    request.save()
    tell(request, "asked", role=ASKER)
    open_task(request)
    write_to_asker(request, "received")
    write_to_us(request, "new")
    return request


def _refuse_a_flood(sender_mark: str) -> None:
    latest = ReferenceRequest.objects.filter(sent_at__gt=timezone.now() - timedelta(hours=1))
    mine = latest.filter(sender_mark=sender_mark).count()
    if mine >= settings.QUESTIONS_PER_HOUR or latest.count() >= settings.QUESTIONS_PER_HOUR_IN_ALL:
        raise Refused(
            _(
                "Many requests have been sent in the last hour. Your text is still here. Wait a"
                " while and send it then."
            )
        )


@transaction.atomic
def add_words(*, request: ReferenceRequest, text: str) -> ReferenceRequest:
    """Who asked says more; where we had asked back, the clock goes on."""
    request = lock_request(request)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    said = request.lines.filter(voice=ReferenceLine.Voice.ASKER, at__gt=an_hour_ago)
    if said.count() >= WORDS_AN_HOUR:
        raise Refused(_("You have written many times in the last hour. Wait a while and go on."))
    ReferenceLine.objects.create(request=request, voice=ReferenceLine.Voice.ASKER, text=text)
    if request.state == State.ASKED_BACK:
        _go_on(request)
        open_task(request)
    request.save()
    tell(request, "wrote", role=ASKER)
    write_to_us(request, "asker_wrote", text=text)
    return request


def _go_on(request: ReferenceRequest) -> None:
    move(request, State.LOOKED_AT)
    today = timezone.localdate()
    request.due_on = after_waiting(
        request.due_on, request.waits_since or today, today, request.answer_wanted_on
    )
    request.waits_since, request.reminded = None, request.Reminded.NOT


@transaction.atomic
def withdraw_request(*, request: ReferenceRequest) -> ReferenceRequest:
    """They do not need us any more; they may ask again."""
    request = lock_request(request)
    move(request, State.WITHDRAWN)
    request.ended_at = timezone.now()
    request.save()
    end_task(request, dropped=True)
    end_answer_tasks(request)
    tell(request, "withdrawn", role=ASKER)
    write_to_us(request, "withdrawn")
    tell_partners(request)
    return request


@transaction.atomic
def return_request(*, request: ReferenceRequest) -> ReferenceRequest:
    """Undo: a yes stands again; what had got no answer is asked again, and the days begin anew."""
    request = lock_request(request)
    if request.state != State.WITHDRAWN:
        raise Refused(_("It has not been withdrawn."))
    keep_the_pace(request, "returned", role=ASKER)
    if _had_a_yes(request):
        move(request, State.ACCEPTED)
        request.ended_at = timezone.now()
        request.save()
        tell(request, "returned", role=ASKER)
        write_to_us(request, "returned")
        tell_partners(request)
        return request
    move(request, State.LOOKED_AT)
    request.ended_at = None
    request.start_clock()
    request.save()
    open_task(request)
    open_answer_tasks(request)
    tell(request, "returned", role=ASKER)
    write_to_us(request, "new")
    return request


def _had_a_yes(request: ReferenceRequest) -> bool:
    """Whether it was answered with a yes that nobody here took back before it was withdrawn."""
    answers = History.objects.of(request).filter(verb__in=("accepted", "declined", "reopened"))
    latest = answers.order_by("pk").last()
    return latest is not None and latest.verb == "accepted"


@transaction.atomic
def erase_request(*, request: ReferenceRequest) -> None:
    """Take away everything who asked has written, and what was said to them.

    A bare row remains so that figures still add up. Letters lose their text, and those that have
    not left never do. A group that came of it goes on: it is ours.
    """
    request = lock_request(request)
    if request.is_open:
        move(request, State.WITHDRAWN)
    request.ended_at, request.erased_at = request.ended_at or timezone.now(), timezone.now()
    for field in ("organisation", "country", "title", "summary", "wanted"):
        setattr(request, field, "–")
    for field in ("name", "email", "languages", "programme", "decision_words"):
        setattr(request, field, "")
    request.save()
    request.lines.all().delete()
    request.letters.all().delete()
    end_task(request, dropped=True)
    end_answer_tasks(request)
    for row in (request, *request.participations.all()):  # tasks of partners name its title
        Task.objects.about(row).update(what_sv="–", what_en="–", words="")
        blot_out(row)
    tell(request, "erased", role=ASKER)
