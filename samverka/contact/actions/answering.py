"""What those who answer do with a question, and what reminds them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.contact.actions.telling import (
    end_task,
    lock_question,
    open_task,
    pass_task_on,
    tell,
    write_to,
    write_to_asker,
    write_to_us,
)
from samverka.contact.models import SOON, Line, Question
from samverka.contact.rules import may_answer, may_get
from samverka.people.models import Person


def _lock(question: Question, by: Person, seen: int | None) -> Question:
    if not may_answer(by, question):
        raise Refused(_("Only those it was written to, and the coordinators, answer this."))
    return lock_question(question, seen=seen)


@transaction.atomic
def answer_question(
    *, question: Question, text: str, by: Person, seen: int | None = None
) -> Question:
    """Answer; who answers a question that nobody is responsible for becomes so."""
    question = _lock(question, by, seen)
    Line.objects.create(question=question, voice=Line.Voice.US, author=by, text=text)
    question.state = Question.State.ANSWERED
    question.responsible = question.responsible or by
    question.save()
    tell(question, "answered", by=by)
    end_task(question, by=by)
    write_to_asker(question, "answered", text=text)
    return question


@transaction.atomic
def hand_over_question(
    *, question: Question, to: Person, by: Person, seen: int | None = None
) -> Question:
    """Somebody else answers, and gets a letter."""
    question = _lock(question, by, seen)
    if not may_get(question).filter(pk=to.pk).exists():
        raise Refused(_("%(name)s cannot take this on.") % {"name": to})
    question.responsible = to
    question.save()
    tell(question, "handed_over", by=by, to=to.pk)
    pass_task_on(question, to=to)
    if to != by:
        write_to(to, question, "yours", by=by)
    return question


@transaction.atomic
def close_question(
    *, question: Question, words: str, by: Person, seen: int | None = None
) -> Question:
    """End it with a few words: nobody should be left wondering."""
    question = _lock(question, by, seen)
    if not question.can_move(Question.State.CLOSED):
        raise Refused(_("The question is closed already."))
    if not words.strip():
        raise Refused(_("Write a few words to who asked."))
    Line.objects.create(question=question, voice=Line.Voice.CLOSING, author=by, text=words)
    question.state = Question.State.CLOSED
    question.save()
    tell(question, "closed", by=by)
    end_task(question, by=by)
    write_to_asker(question, "closed", text=words)
    return question


@transaction.atomic
def reopen_question(*, question: Question, by: Person, seen: int | None = None) -> Question:
    """It waits for an answer again."""
    question = _lock(question, by, seen)
    if not question.can_move(Question.State.WAITING):
        raise Refused(_("The question waits already."))
    question.begin_waiting()
    question.save()
    tell(question, "reopened", by=by)
    open_task(question)
    return question


def remind_of_questions(*, now: datetime) -> int:
    """Two letters at most about one wait: when the day is near, and when it has passed."""
    today = timezone.localdate(now)
    waiting = Question.objects.waiting().filter(erased_at=None)
    soon = waiting.filter(
        reminded=Question.Reminded.NOT,
        answer_by__lte=today + timedelta(days=SOON),
        answer_by__gte=today,
    )
    late = waiting.filter(reminded__lt=Question.Reminded.LATE, answer_by__lt=today)
    number = 0
    for question in [*soon, *late]:
        number += _remind(question)
    return number


@transaction.atomic
def _remind(question: Question) -> bool:
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    step = Question.Reminded.LATE if question.is_late else Question.Reminded.SOON
    if not question.is_waiting or question.reminded >= step:
        return False
    question.reminded = step
    question.save(update_fields=["reminded"])
    write_to_us(question, "late" if question.is_late else "soon", due=True)
    return True
