"""What every action on a question does first and last: lock it, tell, and keep its task in step."""

from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.contact.models import Question
from samverka.contact.rules import people_of
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History
from samverka.tasks.actions import add_task, drop_task, finish_task, hand_over_task
from samverka.tasks.models import Task


def lock_question(question: Question, *, seen: int | None = None) -> Question:
    """The question as it is now, held until the transaction ends.

    `seen` is the version the person was looking at; raises `Outdated` when it is no longer true.
    """
    fresh = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if fresh.erased_at:
        raise Refused(_("Who asked has erased this question. Nothing more can be done with it."))
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this question while you were reading. This is how it stands"
                " now. What you wrote is still here: look it through and send it again."
            )
        )
    fresh.version += 1
    return fresh


def tell(
    question: Question,
    verb: str,
    *,
    by: Person | None = None,
    role: History.Role = History.Role.PERSON,
    **detail: object,
) -> None:
    write_history(verb=verb, of=question, by=by, role=role, **detail)


def write_to_asker(question: Question, template: str, **context: Any) -> None:
    """A letter in the language in which it was asked."""
    post_letter(
        to=Receiver(question.email, question.language),
        template=f"contact/letters/{template}.txt",
        about=question,
        question=question,
        **context,
    )


def write_to_us(question: Question, template: str, **context: Any) -> None:
    for person in people_of(question):
        write_to(person, question, template, **context)


def write_to(person: Person, question: Question, template: str, **context: Any) -> None:
    post_letter(
        to=Receiver(person.email, person.letter_language),
        template=f"contact/letters/{template}.txt",
        about=question,
        question=question,
        **context,
    )


def open_task(question: Question) -> Task:
    """One for whoever should answer; the letter about the question tells of it."""
    begun = shorten(question.text, 100, placeholder="…")
    return add_task(
        kind=Task.Kind.QUESTION,
        what=lambda: _("Answer: %(question)s") % {"question": begun},
        person=question.responsible,
        organisation=question.organisation,
        role="" if question.organisation else Task.Role.COORDINATORS,
        due_on=question.answer_by,
        about=question,
        address=f"contact/questions/{question.pk}/",
    )


def end_task(question: Question, *, by: Person | None, dropped: bool = False) -> None:
    end = drop_task if dropped else finish_task
    for task in Task.objects.open().about(question, Task.Kind.QUESTION):
        end(task=task, by=None)


def pass_task_on(question: Question, *, to: Person) -> None:
    for task in Task.objects.open().about(question, Task.Kind.QUESTION):
        hand_over_task(task=task, to=to, by=None)
