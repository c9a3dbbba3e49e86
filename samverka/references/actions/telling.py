"""What every action on a request does first and last: lock it, tell, and keep its task in step."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History
from samverka.references.models import ReferenceRequest
from samverka.references.rules import may_care, people_who_care
from samverka.tasks.actions import add_task, drop_task, finish_task, reword_task
from samverka.tasks.models import Task

ASKER = History.Role.OWNER
TIMES_AN_HOUR = 3


def lock_request(request: ReferenceRequest, *, seen: int | None = None) -> ReferenceRequest:
    """The request as it is now, held until the transaction ends.

    `seen` is the version the person was looking at; raises `Outdated` when it is no longer true.
    """
    fresh = ReferenceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if fresh.erased_at:
        raise Refused(_("Who asked has erased this request. Nothing more can be done with it."))
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this request while you were reading. This is how it stands"
                " now. What you wrote is still here: look it through and send it again."
            )
        )
    fresh.version += 1
    return fresh


def ask_care(by: Person) -> None:
    if not may_care(by):
        raise Refused(_("Only the working committee and the coordinators can do this."))


def move(request: ReferenceRequest, to: ReferenceRequest.State) -> None:
    if not request.can_move(to):
        raise Refused(
            _("This cannot be done now: %(state)s.") % {"state": request.get_state_display()}
        )
    request.state = to


def tell(
    request: ReferenceRequest,
    verb: str,
    *,
    by: Person | None = None,
    role: History.Role = History.Role.PERSON,
    **detail: object,
) -> None:
    write_history(verb=verb, of=request, by=by, role=role, **detail)


def keep_the_pace(request: ReferenceRequest, *verbs: str, **facts: object) -> None:
    """What can be done and undone by whoever has a key, and of which many hear each time.

    `facts` tell whose it is: columns of the history.
    """
    an_hour_ago = timezone.now() - timedelta(hours=1)
    done = History.objects.of(request).filter(verb__in=verbs, at__gt=an_hour_ago, **facts)
    if done.count() >= TIMES_AN_HOUR:
        raise Refused(_("This has been done many times in the last hour. Wait a while and go on."))


def write_to_asker(request: ReferenceRequest, template: str, **context: Any) -> None:
    """A letter in the language in which it was asked."""
    post_letter(
        to=Receiver(request.email, request.language),
        template=f"references/letters/{template}.txt",
        about=request,
        request=request,
        **context,
    )


def write_to_us(
    request: ReferenceRequest,
    template: str,
    *,
    but: Person | None = None,
    due: bool = False,
    **context: Any,
) -> None:
    """To those who look after what comes in, but not to the one who acts."""
    for person in people_who_care():
        if person != but:
            post_letter(
                to=Receiver(person.email, person.letter_language),
                template=f"references/letters/{template}.txt",
                about=request,
                due=due,
                request=request,
                **context,
            )


def open_task(request: ReferenceRequest) -> None:
    """One for the working committee, until the promised day; a day that moved moves it."""

    def what() -> str:
        if request.seeks_a_group:
            words = _("Answer %(name)s: will we be their reference group?")
        else:
            words = _("Answer %(name)s: will we write a letter of support?")
        return words % {"name": request.organisation}

    task = add_task(
        kind=Task.Kind.REFERENCE,
        what=what,
        role=Task.Role.COMMITTEE,
        due_on=request.due_on,
        about=request,
        address=f"references/requests/{request.pk}/",
    )
    if task.due_on != request.due_on:
        reword_task(task=task, what=what, due_on=request.due_on, by=None)


def end_task(request: ReferenceRequest, *, dropped: bool = False) -> None:
    end = drop_task if dropped else finish_task
    for task in Task.objects.open().about(request, Task.Kind.REFERENCE):
        end(task=task, by=None)
