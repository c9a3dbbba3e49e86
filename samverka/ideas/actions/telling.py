"""What every action on an idea does first and last: lock it, and tell those it concerns."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.ideas.models import Idea, Routing
from samverka.partnership.rules import coordinators, people_who_care
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History


def lock_idea(idea: Idea, *, seen: int | None = None) -> Idea:
    """The idea as it is now, held until the transaction ends.

    `seen` is the version the person was looking at; raises `Outdated` when it is no longer true.
    """
    fresh = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    if fresh.erased_at:
        raise Refused(_("The owner has erased this idea. Nothing more can be done with it."))
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this idea while you were reading. This is how it stands"
                " now. What you wrote is still here: look it through and send it again."
            )
        )
    fresh.version += 1
    return fresh


def lock_routing(routing: Routing) -> Routing:
    return Routing.objects.select_for_update(of=("self",)).get(pk=routing.pk)


def tell(
    idea: Idea,
    verb: str,
    *,
    by: Person | None = None,
    role: History.Role = History.Role.PERSON,
    **detail: Any,
) -> None:
    write_history(verb=verb, of=idea, by=by, role=role, **detail)


def write_to_owner(idea: Idea, template: str, **context: Any) -> None:
    """A letter to the one who had the idea, in the language it was sent in."""
    post_letter(
        to=Receiver(idea.email, idea.language),
        template=f"ideas/letters/{template}.txt",
        about=idea,
        idea=idea,
        **context,
    )


def write_to_team(idea: Idea, template: str, **context: Any) -> None:
    """A letter to the responsible person, or to the coordinators while there is none.

    Who has left the committee since they took the idea on is no longer written to.
    """
    responsible = [person for person in people_who_care() if person.pk == idea.responsible_id]
    for person in responsible or coordinators():
        post_letter(
            to=Receiver(person.email, person.letter_language),
            template=f"ideas/letters/{template}.txt",
            about=idea,
            idea=idea,
            **context,
        )


def heard(idea: Idea) -> None:
    """The owner hears from us now, so the clock starts again."""
    idea.heard_at = timezone.now()
