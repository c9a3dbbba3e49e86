"""An idea is passed to advisors, who answer from a letter without an account."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import SWEDISH
from samverka.common.refusal import Refused
from samverka.ideas.actions.care import ask_permission
from samverka.ideas.actions.telling import (
    heard,
    lock_idea,
    lock_routing,
    tell,
    write_to_owner,
    write_to_team,
)
from samverka.ideas.models import Idea, Message, Routing
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter
from samverka.record.models import History
from samverka.support.models import Service

ADVISOR, SYSTEM = History.Role.ADVISOR, History.Role.SYSTEM


class Full(Refused):
    """Somebody who was to be asked takes no new cases now; asking has to be chosen once more."""


@transaction.atomic
def route_idea(
    *,
    idea: Idea,
    to: Sequence[Service],
    by: Person,
    then: Sequence[Service] = (),
    words: str = "",
    although_full: Collection[Service | None] = (),
    seen: int | None = None,
) -> list[Routing]:
    """Ask services to take the idea on; `then` are asked in turn when nobody of `to` does.

    The owner is told who was asked. `words` go with the letter to the advisors. Raises `Full` when
    one of them takes no new cases, unless it stands in `although_full`: then the person knows.
    """
    ask_permission(by)
    idea = lock_idea(idea, seen=seen)
    if not idea.is_open:
        raise Refused(_("This idea is ended. Open it again first."))
    if not to:
        raise Refused(_("Choose at least one service to ask."))
    _refuse_asked_twice(idea, [*to, *then])
    _warn_of_full([one for one in (*to, *then) if one not in although_full])
    if idea.state == Idea.State.NEW:
        idea.state = Idea.State.IN_CARE
        idea.responsible = idea.responsible or by
    heard(idea)
    idea.save()
    asked = [Routing(idea=idea, service=service, words=words.strip()) for service in to]
    queued = [Routing(idea=idea, service=service, words=words.strip()) for service in then]
    for routing in [*asked, *queued]:
        routing.save()
    for routing in asked:
        _ask(routing, by=by)
    names = [routing.service.organisation.name for routing in asked]
    write_to_owner(idea, "routed", names=names)
    return [*asked, *queued]


def _refuse_asked_twice(idea: Idea, services: Sequence[Service]) -> None:
    live = set(Routing.objects.filter(idea=idea).live().values_list("service_id", flat=True))
    chosen = [service.pk for service in services]
    if live & set(chosen) or len(chosen) != len(set(chosen)):
        raise Refused(_("The same service cannot be asked twice at the same time."))


def _warn_of_full(services: Sequence[Service]) -> None:
    for service in services:
        if not service.takes_new_cases and service.capacity_words:
            said = {"service": service, "why": service.capacity_words.lower()}
            raise Full(_("%(service)s: %(why)s. Do you want to ask even so?") % said)


def _ask(routing: Routing, *, by: Person | None = None) -> None:
    routing.state, routing.asked_at = Routing.State.ASKED, timezone.now()
    routing.save()
    role = History.Role.PERSON if by else SYSTEM
    tell(routing.idea, "routed", by=by, role=role, name=routing.service.organisation.name)
    _write_to_advisor(routing, "advisor_asked")


def _write_to_advisor(routing: Routing, template: str) -> None:
    post_letter(
        to=Receiver(routing.service.contact_email, SWEDISH),
        template=f"ideas/letters/{template}.txt",
        about=routing.idea,
        idea=routing.idea,
        routing=routing,
    )


def _lock_for_advisor(routing: Routing) -> tuple[Idea, Routing]:
    idea = lock_idea(routing.idea)
    if not idea.is_open:
        raise Refused(_("The work on this idea has ended. You need not answer any more."))
    return idea, lock_routing(routing)


@transaction.atomic
def answer_routing(
    *, routing: Routing, answer: str, words: str = "", suggested: Service | None = None
) -> Routing:
    """The advisor's answer: accepts, declines with a reason, or suggests somebody else.

    Words that come with a yes go to the owner; a reason stays with those who look after the idea.
    """
    idea, routing = _lock_for_advisor(routing)
    if not routing.can_move(answer):
        raise Refused(_("This question has already been answered."))
    if answer == Routing.State.DECLINED and not words.strip():
        raise Refused(_("Write a few words on why it is not for you."))
    if answer == Routing.State.SUGGESTED and suggested is None:
        raise Refused(_("Choose the service that you suggest."))
    was_awaited = routing.state == Routing.State.ASKED  # otherwise we have gone on already
    routing.state, routing.answered_at = Routing.State(answer), timezone.now()
    routing.reason = "" if answer == Routing.State.ACCEPTED else words.strip()
    routing.suggested = suggested if answer == Routing.State.SUGGESTED else None
    routing.save()
    name = routing.service.organisation.name
    tell(idea, answer, role=ADVISOR, name=name)
    if answer == Routing.State.ACCEPTED:
        _take_on(idea, routing, words.strip())
    else:
        idea.save()
        if was_awaited:
            _go_on_without(idea)
    write_to_team(idea, "advisor_answered", routing=routing)
    return routing


def _take_on(idea: Idea, routing: Routing, words: str) -> None:
    """One has said yes: the idea is advised, those further down the list need not be asked."""
    if idea.can_move(Idea.State.ADVISED):
        idea.state = Idea.State.ADVISED
    heard(idea)
    idea.save()
    waiting = Routing.objects.filter(idea=idea, state=Routing.State.QUEUED)
    waiting.update(state=Routing.State.DROPPED)
    if words:
        Message.objects.create(
            idea=idea, voice=Message.Voice.ADVISOR, service=routing.service, text=words
        )
    write_to_owner(idea, "accepted", name=routing.service.organisation.name, text=words)


def _go_on_without(idea: Idea) -> None:
    """Somebody does not take the idea on: ask the next, or tell the owner that we look on."""
    _ask_next_in_turn(idea)
    hopes = (Routing.State.ASKED, Routing.State.ACCEPTED)
    if not Routing.objects.filter(idea=idea, state__in=hopes).exists():
        write_to_owner(idea, "looking_on")


def _ask_next_in_turn(idea: Idea) -> None:
    """The next service on the list is asked, unless somebody else is still thinking.

    Where we have no address to it, the team is told to ask in its own way.
    """
    routings = Routing.objects.filter(idea=idea).select_related("service__organisation")
    if not idea.is_open or routings.filter(state=Routing.State.ASKED).exists():
        return
    next_in_turn = routings.filter(state=Routing.State.QUEUED).first()
    if next_in_turn:
        _ask(next_in_turn)
        write_to_owner(idea, "routed", names=[next_in_turn.service.organisation.name])
        if not next_in_turn.service.contact_email:
            write_to_team(idea, "carry_by_hand", routing=next_in_turn)


@transaction.atomic
def write_as_advisor(*, routing: Routing, text: str) -> Message:
    """An advisor who has taken the idea on writes to its owner."""
    idea, routing = _lock_for_advisor(routing)
    if routing.state != Routing.State.ACCEPTED:
        raise Refused(_("Say first that you take the idea on. Then you can write to its owner."))
    heard(idea)
    idea.save()
    message = Message.objects.create(
        idea=idea, voice=Message.Voice.ADVISOR, service=routing.service, text=text
    )
    name = routing.service.organisation.name
    tell(idea, "advisor_wrote", role=ADVISOR, name=name)
    write_to_owner(idea, "message", text=text, asks=False, writer=name)
    return message


@transaction.atomic
def drop_routing(*, routing: Routing, by: Person) -> Routing:
    """Take a question back, or a service off the list; the next in turn is asked instead."""
    ask_permission(by)
    idea = lock_idea(routing.idea)
    routing = lock_routing(routing)
    if not routing.can_move(Routing.State.DROPPED):
        raise Refused(_("This question has already been answered."))
    was_asked = routing.state == Routing.State.ASKED
    routing.state = Routing.State.DROPPED
    routing.save()
    idea.save()
    tell(idea, "dropped", by=by, name=routing.service.organisation.name)
    if was_asked:
        _ask_next_in_turn(idea)
    return routing


def remind_advisors(*, now: datetime) -> int:
    """Remind those who are silent, and pass the idea on when the time is out.

    Who has no address gets no reminder: the coordinators asked them in their own way. Runs from
    the schedule; returns how many routings it touched.
    """
    late = now - timedelta(days=settings.ADVISOR_ANSWER_DAYS)
    slow = now - timedelta(days=settings.ADVISOR_REMINDER_DAYS)
    lapsed = Routing.objects.asked_before(late)
    silent = Routing.objects.asked_before(slow).filter(asked_at__gte=late, reminded_at=None)
    silent = silent.exclude(service__contact_email="")
    return sum(_lapse(routing) for routing in lapsed) + sum(_remind(one, now) for one in silent)


@transaction.atomic
def _remind(routing: Routing, now: datetime) -> bool:
    routing = lock_routing(routing)
    if routing.state != Routing.State.ASKED or routing.reminded_at:
        return False
    routing.reminded_at = now
    routing.save()
    tell(routing.idea, "reminded", role=SYSTEM, name=routing.service.organisation.name)
    _write_to_advisor(routing, "advisor_reminded")
    return True


@transaction.atomic
def _lapse(routing: Routing) -> bool:
    idea = lock_idea(routing.idea)
    routing = lock_routing(routing)
    if routing.state != Routing.State.ASKED:
        return False
    routing.state = Routing.State.LAPSED
    routing.save()
    idea.save()
    tell(idea, "lapsed", role=SYSTEM, name=routing.service.organisation.name)
    _go_on_without(idea)
    write_to_team(idea, "advisor_answered", routing=routing)
    return True
