"""Those who prepare a talk let the audience ask, and go through what is asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.spoken import free_code
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.talks.actions.holding import hold_talk
from samverka.talks.models import AudienceQuestion, QuestionTime, Talk
from samverka.talks.models.question import LATE


@transaction.atomic
def open_questions(*, talk: Talk, by: Person) -> QuestionTime:
    """Whoever has the code may ask, from now until it is closed. Open already: the same code."""
    talk = hold_talk(talk, by)
    if talk.state != Talk.State.PUBLISHED:
        raise Refused(_("Publish the talk first. Then people can ask."))
    if timezone.now() >= talk.ends_at + LATE:
        raise Refused(_("The talk has been. Nobody asks any more."))
    found = QuestionTime.objects.filter(talk=talk).first()
    if found is None:
        found = QuestionTime(talk=talk, code=_free_code())
    elif found.closed_at:
        found.closed_at, found.code = None, _free_code()
    else:
        return found
    found.changes += 1
    found.save()
    write_history(verb="opened", of=found, by=by)
    return found


@transaction.atomic
def close_questions(*, talk: Talk, by: Person) -> None:
    """Nobody asks any more; what was asked can still be read and gone through."""
    time = lock_question_time(hold_talk(talk, by))
    if time is None or time.closed_at:
        return
    time.closed_at = timezone.now()
    note_change(time)
    write_history(verb="closed", of=time, by=by)


@transaction.atomic
def move_question(*, question: AudienceQuestion, to: str, by: Person) -> AudienceQuestion:
    """It is answered, or not shown; and back. What it is already changes nothing."""
    talk = hold_talk(question.talk, by)
    time = lock_question_time(talk)
    row = AudienceQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if row.state == to:
        return row
    if not row.can_move(to):
        raise Refused(_("Put the question back first."))
    row.state = AudienceQuestion.State(to)
    row.save(update_fields=["state"])
    if time is not None:
        note_change(time)
    write_history(verb="moved", of=row, by=by, to=to)
    return row


def lock_question_time(talk: Talk) -> QuestionTime | None:
    """All that is asked is written in turn, so that the number of changes counts each."""
    rows = QuestionTime.objects.select_for_update(of=("self",)).select_related("talk")
    return rows.filter(talk=talk).first()


def note_change(time: QuestionTime) -> None:
    time.changes += 1
    time.save(update_fields=["changes", "closed_at"])


def _free_code() -> str:
    used = QuestionTime.objects.filter(closed_at=None).values_list("code", flat=True)
    code = free_code(set(used))
    if not code:
        raise Refused(_("Too many talks take questions. Close those that are over first."))
    return code
