"""Partners are asked to take part, and answer yes or no."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.actions.reviews import receivers_at
from samverka.partnership.models import Organisation
from samverka.partnership.rules import coordinators, works_at
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History
from samverka.references.actions.telling import (
    ask_care,
    keep_the_pace,
    lock_request,
    move,
    tell,
    write_to_us,
)
from samverka.references.models import Participation, ReferenceRequest
from samverka.references.rules import may_be_asked
from samverka.tasks.actions import add_task, drop_task, finish_task
from samverka.tasks.models import Task

State = Participation.State


@transaction.atomic
def ask_to_take_part(
    *,
    request: ReferenceRequest,
    organisation: Organisation,
    by: Person,
    person: Person | None = None,
    words: str = "",
) -> Participation:
    """A letter to the person, or to all who work there; its key opens the answer."""
    ask_care(by)
    request = lock_request(request)
    if not request.is_open:
        raise Refused(_("It has been answered. Open it again first."))
    if not may_be_asked(organisation):
        raise Refused(_("%(name)s is no partner.") % {"name": organisation})
    if person and not works_at(person, organisation):
        raise Refused(
            _("%(person)s does not work at %(name)s.") % {"person": person, "name": organisation}
        )
    found = Participation.objects.filter(request=request, organisation=organisation).first()
    if found and found.state in (State.ASKED, State.YES):
        raise Refused(_("%(name)s has been asked already.") % {"name": organisation})
    asked = found or Participation(request=request, organisation=organisation)
    asked.state, asked.person, asked.question = State.ASKED, person, words
    asked.asked_at, asked.answered_at, asked.words = timezone.now(), None, ""
    asked.save()
    if request.state == ReferenceRequest.State.RECEIVED:
        move(request, ReferenceRequest.State.LOOKED_AT)
    request.save()
    tell(request, "partner_asked", by=by, organisation=organisation.pk)
    _open_task(asked)
    _write_to_them(asked, request, by)
    return asked


@transaction.atomic
def take_question_back(*, participation: Participation, by: Person) -> Participation:
    """They need not answer; they can be asked again."""
    ask_care(by)
    asked = _lock(participation)
    _go(asked, State.TAKEN_BACK)
    asked.save()
    tell(asked.request, "partner_unasked", by=by, organisation=asked.organisation_id)
    for task in Task.objects.open().about(asked, Task.Kind.REFERENCE):
        drop_task(task=task, by=None)
    return asked


@transaction.atomic
def say_yes(*, participation: Participation, words: str, by: Person | None = None) -> Participation:
    """They take part. Whoever has the address of the letter may answer: `by` is None then."""
    return _answer(participation, State.YES, words, by)


@transaction.atomic
def say_no(*, participation: Participation, words: str, by: Person | None = None) -> Participation:
    """Not this time; may become a yes while the request is open."""
    return _answer(participation, State.NO, words, by)


def _answer(
    participation: Participation, to: State, words: str, by: Person | None
) -> Participation:
    asked = _lock(participation)
    if not asked.request.is_open:
        raise Refused(_("Who asked has got an answer already. Write to the coordinators instead."))
    _keep_the_pace(asked)
    _go(asked, to)
    asked.words, asked.answered_at = words, timezone.now()
    asked.save()
    write_history(
        verb=f"partner_{to.value}",
        of=asked.request,
        by=by,
        role=History.Role.PERSON if by else History.Role.OWNER,
        organisation=asked.organisation_id,
    )
    for task in Task.objects.open().about(asked, Task.Kind.REFERENCE):
        finish_task(task=task, by=None)
    write_to_us(asked.request, "partner_answered", but=by, participation=asked)
    return asked


def _keep_the_pace(asked: Participation) -> None:
    """Each partner has its own."""
    verbs = [f"partner_{one}" for one in (State.YES.value, State.NO.value)]
    keep_the_pace(asked.request, *verbs, detail__organisation=asked.organisation_id)


def _lock(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",))
    return rows.select_related("request", "organisation", "person").get(pk=participation.pk)


def _go(asked: Participation, to: State) -> None:
    if not asked.can_move(to):
        raise Refused(
            _("This has been answered: %(state)s.") % {"state": asked.get_state_display()}
        )
    asked.state = to


def end_answer_tasks(request: ReferenceRequest) -> None:
    """Who asked has got an answer, or wants none: partners that were asked need not say more."""
    for asked in request.participations.all():
        for task in Task.objects.open().about(asked, Task.Kind.REFERENCE):
            drop_task(task=task, by=None)


def open_answer_tasks(request: ReferenceRequest) -> None:
    """Undo: those who have not answered may do it again."""
    for asked in request.participations.filter(state=State.ASKED).with_who():
        asked.request = request
        _open_task(asked)


def tell_partners(request: ReferenceRequest, *, but: Person | None = None) -> None:
    """Those who have said yes hear what became of it."""
    for asked in request.participations.taking_part().with_who():
        for receiver in _receivers(asked):
            if but is None or receiver.email != but.email:
                post_letter(
                    to=receiver,
                    template="references/letters/partner_told.txt",
                    about=request,
                    request=request,
                    participation=asked,
                )


def _open_task(asked: Participation) -> None:
    add_task(
        kind=Task.Kind.REFERENCE,
        what=lambda: _("Say if you take part: %(title)s") % {"title": asked.request},
        person=asked.person,
        organisation=None if asked.person else asked.organisation,
        due_on=asked.request.due_on,
        about=asked,
        address=f"references/answer/{asked.key}/",
    )


def _write_to_them(asked: Participation, request: ReferenceRequest, by: Person) -> None:
    """Where nobody there can be written to, the coordinators are asked to pass it on."""
    theirs = _receivers(asked)
    helpers = [Receiver(one.email, one.letter_language) for one in coordinators()]
    for receiver in theirs or helpers:
        post_letter(
            to=receiver,
            template="references/letters/partner_asked.txt",
            about=request,
            due=True,
            request=request,
            participation=asked,
            by=by,
            pass_it_on=not theirs,
        )


def _receivers(asked: Participation) -> list[Receiver]:
    if asked.person:
        return [Receiver(asked.person.email, asked.person.letter_language)]
    return receivers_at(asked.organisation)
