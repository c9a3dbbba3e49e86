"""What who asks does, without an account."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.contact.actions.telling import (
    end_task,
    lock_question,
    open_task,
    tell,
    write_to_asker,
    write_to_us,
)
from samverka.contact.models import Addressee, Line, Question
from samverka.contact.rules import responsible_for, staff_of
from samverka.partnership.models import Organisation
from samverka.record.forgetting import blot_out
from samverka.record.models import History
from samverka.tasks.models import Task

ASKER = History.Role.OWNER
WORDS_AN_HOUR = 10  # by who asked one question; each may write a letter to somebody


def ask_question(
    *,
    text: str,
    language: str,
    sending_key: str,
    sender_mark: str,
    addressee: Addressee | None = None,
    organisation: Organisation | None = None,
    name: str = "",
    email: str = "",
) -> Question:
    """Take a question in, find who answers it and by when, and tell both.

    `sending_key` makes a second press of the button give the same question again. Raises `Refused`
    when too many come at once.
    """
    sent = Question.objects.filter(sending_key=sending_key).first()
    if sent:
        return sent
    _refuse_a_flood(sender_mark)
    question = Question(
        addressee=addressee,
        organisation=organisation,
        name=name,
        email=email,
        text=text,
        language=language,
        sending_key=sending_key,
        sender_mark=sender_mark,
    )
    try:
        return _take_in(question)
    except IntegrityError:  # the other press was a moment quicker
        return Question.objects.get(sending_key=sending_key)


@transaction.atomic
def _take_in(question: Question) -> Question:
    organisation = question.organisation
    if organisation is None or not staff_of(organisation):
        question.responsible = responsible_for(question.addressee)
    question.begin_waiting()
    question.save()
    tell(question, "asked", role=ASKER)
    open_task(question)
    write_to_asker(question, "received")
    write_to_us(question, "new")
    return question


def _refuse_a_flood(sender_mark: str) -> None:
    latest = Question.objects.filter(sent_at__gt=timezone.now() - timedelta(hours=1))
    mine = latest.filter(sender_mark=sender_mark).count()
    if mine >= settings.QUESTIONS_PER_HOUR or latest.count() >= settings.QUESTIONS_PER_HOUR_IN_ALL:
        raise Refused(
            _(
                "Many questions have been sent in the last hour. Your text is still here. Wait a"
                " while and send it then."
            )
        )


@transaction.atomic
def write_back(*, question: Question, text: str) -> Question:
    """Who asked says more; it waits for an answer again, also when it was closed."""
    question = lock_question(question)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    said = question.lines.filter(voice=Line.Voice.ASKER, at__gt=an_hour_ago)
    if said.count() >= WORDS_AN_HOUR:
        raise Refused(_("You have written many times in the last hour. Wait a while and go on."))
    Line.objects.create(question=question, voice=Line.Voice.ASKER, text=text)
    if not question.is_waiting:
        question.begin_waiting()
    question.save()
    tell(question, "wrote", role=ASKER)
    open_task(question)
    write_to_us(question, "asker_wrote", text=text)
    return question


@transaction.atomic
def erase_question(*, question: Question) -> None:
    """Take away everything who asked has written, and our answers to it.

    A bare row remains so that figures still add up. Letters lose their text, and those that have
    not left never do.
    """
    question = lock_question(question)
    end_task(question, by=None, dropped=True)
    Task.objects.about(question).update(what_sv="–", what_en="–", words="")
    question.text, question.name, question.email = "–", "", ""
    question.state, question.erased_at = Question.State.CLOSED, timezone.now()
    question.save()
    question.lines.all().delete()
    blot_out(question)
    tell(question, "erased", role=ASKER)


def forget_askers() -> int:
    """Blot out the marks of network addresses after a day; returns how many there were."""
    a_day_ago = timezone.now() - timedelta(days=1)
    old = Question.objects.filter(sent_at__lt=a_day_ago).exclude(sender_mark="")
    return old.update(sender_mark="")
