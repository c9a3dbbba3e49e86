"""What coordinators and the working committee do with an idea."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.ideas import rules
from samverka.ideas.actions.telling import heard, lock_idea, tell, write_to_owner, write_to_team
from samverka.ideas.models import Idea, Message, Routing
from samverka.partnership.models import Organisation
from samverka.people.models import Person


def ask_permission(by: Person) -> None:
    if not rules.may_care_for_ideas(by):
        raise Refused(_("Only coordinators and the working committee take care of ideas."))


@transaction.atomic
def assign_idea(*, idea: Idea, to: Person | None, by: Person, seen: int | None = None) -> Idea:
    """Say who is responsible; a new idea is in care from then on.

    Who was made responsible by somebody else gets a letter.
    """
    ask_permission(by)
    idea, given = _give(idea, to, by, seen)
    if given:
        write_to_team(idea, "yours", by=by)
    return idea


@transaction.atomic
def hand_over_ideas(*, of: Person, to: Person, by: Person) -> int:
    """Everything open that one person looks after goes to another; returns how many ideas.

    The other gets one letter for all of them.
    """
    ask_permission(by)
    ideas = list(Idea.objects.open().filter(responsible=of).order_by("pk"))
    given = [_give(idea, to, by)[0] for idea in ideas]
    if given and to != by:
        write_to_team(given[0], "yours_too", by=by, ideas=given)
    return len(given)


def _give(idea: Idea, to: Person | None, by: Person, seen: int | None = None) -> tuple[Idea, bool]:
    """The idea with who is responsible now, and whether somebody else made them so."""
    idea = lock_idea(idea, seen=seen)
    if to is not None and not rules.may_care_for_ideas(to):
        raise Refused(_("%(name)s may not take care of ideas.") % {"name": to})
    given = to is not None and to != by and to.pk != idea.responsible_id
    idea.responsible = to
    taken = idea.state == Idea.State.NEW and to is not None
    if taken:
        idea.state = Idea.State.IN_CARE
        heard(idea)
    idea.save()
    tell(idea, "assigned", by=by, to=to.pk if to else None, taken=taken)
    if taken:
        write_to_owner(idea, "taken")
    return idea, given


@transaction.atomic
def move_idea(
    *, idea: Idea, to: str, by: Person, reason: str = "", seen: int | None = None
) -> Idea:
    """Move the idea to another state and tell its owner why.

    Closing needs a reason: nobody should be left wondering.
    """
    ask_permission(by)
    idea = lock_idea(idea, seen=seen)
    if not idea.can_move(to) or to == Idea.State.WITHDRAWN:
        raise Refused(
            _("The idea cannot go from “%(here)s” to “%(to)s”.")
            % {"here": idea.get_state_display(), "to": Idea.State(to).label}
        )
    if to == Idea.State.CLOSED and not reason.strip():
        raise Refused(_("Write a few words to the owner on why the idea is closed."))
    return _go(idea, to, by, reason.strip())


@transaction.atomic
def seek_partners(*, idea: Idea, by: Person, who: Organisation) -> Idea:
    """A partner looks for others to do this with: the idea moves on and its owner is told who.

    For anybody who may read the idea. One that has come further, or may not go there, stays.
    """
    if not rules.may_read(by, idea):
        raise Refused(_("This idea is not open to you."))
    idea = lock_idea(idea)
    early = idea.state in (Idea.State.IN_CARE, Idea.State.ADVISED)
    if not early or not idea.can_move(Idea.State.SEEKING_PARTNERS):
        return idea
    with translation.override(idea.language):
        reason = _("%(name)s looks for others to do this with.") % {"name": who.name}
    return _go(idea, Idea.State.SEEKING_PARTNERS, by, reason)


@transaction.atomic
def become_project(*, idea: Idea, by: Person) -> Idea:
    """What was applied for is granted; one that is not in an application stays where it is."""
    idea = lock_idea(idea)
    if idea.state != Idea.State.IN_APPLICATION:
        return idea
    with translation.override(idea.language):
        reason = _("Money has been granted for it.")
    return _go(idea, Idea.State.PROJECT, by, reason)


@transaction.atomic
def tell_of_company(*, idea: Idea, who: Organisation, by: Person) -> Idea:
    """An organisation has joined those who want to do this; the owner gets a letter."""
    idea = lock_idea(idea)
    heard(idea)
    idea.save()
    tell(idea, "joined", by=by, name=who.name)
    write_to_owner(idea, "joined", who=who)
    return idea


def _go(idea: Idea, to: str, by: Person, reason: str) -> Idea:
    """Move a locked idea to a state it can go to; tell its owner."""
    before, idea.state, idea.reason = idea.state, Idea.State(to), reason
    idea.station = max(idea.station, Idea.STATIONS.get(idea.state, 1))
    if before == Idea.State.CLOSED:
        idea.merged_into = None
    heard(idea)
    idea.save()
    if to == Idea.State.CLOSED:
        Routing.objects.filter(idea=idea).live().update(state=Routing.State.DROPPED)
    tell(idea, "moved", by=by, before=before, to=to)
    write_to_owner(idea, "moved", reason=idea.reason)
    return idea


@transaction.atomic
def ask_owner(*, idea: Idea, text: str, by: Person, asks: bool, seen: int | None = None) -> Idea:
    """Write to the owner; `asks` says that an answer is needed before the idea can go on."""
    ask_permission(by)
    idea = lock_idea(idea, seen=seen)
    Message.objects.create(idea=idea, voice=Message.Voice.TEAM, author=by, text=text, asks=asks)
    if idea.state == Idea.State.NEW:
        idea.state = Idea.State.IN_CARE
        idea.responsible = idea.responsible or by
    heard(idea)
    idea.save()
    tell(idea, "asked" if asks else "wrote", by=by)
    write_to_owner(idea, "message", text=text, asks=asks, writer=None)
    return idea


@transaction.atomic
def note_idea(*, idea: Idea, text: str, by: Person) -> Message:
    """A note for those who look after the idea; the owner never sees it."""
    ask_permission(by)
    idea = lock_idea(idea)
    idea.save()
    note = Message.objects.create(idea=idea, voice=Message.Voice.NOTE, author=by, text=text)
    tell(idea, "noted", by=by)
    return note


@transaction.atomic
def publish_idea(*, idea: Idea, by: Person, seen: int | None = None) -> Idea:
    """Let everybody read the idea; only where its owner has said yes."""
    ask_permission(by)
    idea = lock_idea(idea, seen=seen)
    if not rules.may_publish(by, idea):
        raise Refused(_("The owner has not agreed that others may read this idea."))
    if idea.published_at:
        raise Refused(_("The idea is published already."))
    idea.published_at = timezone.now()
    idea.save()
    tell(idea, "published", by=by)
    write_to_owner(idea, "published")
    return idea


@transaction.atomic
def unpublish_idea(*, idea: Idea, by: Person, seen: int | None = None) -> Idea:
    ask_permission(by)
    idea = lock_idea(idea, seen=seen)
    if not idea.published_at:
        raise Refused(_("The idea is not published."))
    idea.published_at = None
    idea.save()
    tell(idea, "unpublished", by=by)
    write_to_owner(idea, "unpublished")
    return idea


@transaction.atomic
def merge_idea(*, idea: Idea, into: Idea, by: Person, reason: str, seen: int | None = None) -> Idea:
    """Close an idea because another one says the same; its owner is told, the trace is kept.

    Nothing of its owner's is moved: opening the idea again undoes the merge whole.
    """
    ask_permission(by)
    if into.pk == idea.pk:
        raise Refused(_("An idea cannot be merged into itself."))
    # Both are held, by everybody in the same order: two people may merge them into each other.
    both = Idea.objects.select_for_update(of=("self",)).filter(pk__in=[idea.pk, into.pk])
    into = {one.pk: one for one in both.order_by("pk")}[into.pk]
    idea = lock_idea(idea, seen=seen)
    if into.merged_into_id or not into.is_open:
        raise Refused(_("Choose an idea that is still open."))
    if not idea.can_move(Idea.State.CLOSED):
        raise Refused(_("This idea is already ended."))
    idea.state, idea.reason, idea.merged_into = Idea.State.CLOSED, reason.strip(), into
    heard(idea)
    idea.save()
    Routing.objects.filter(idea=idea).live().update(state=Routing.State.DROPPED)
    tell(idea, "merged", by=by, into=into.pk)
    tell(into, "received_merge", by=by, other=idea.pk)
    write_to_owner(idea, "merged", reason=idea.reason)
    return idea
