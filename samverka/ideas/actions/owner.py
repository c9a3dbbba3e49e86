"""What the one who had the idea can do, from the tracking page and without an account."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.ideas.actions.telling import lock_idea, tell, write_to_owner, write_to_team
from samverka.ideas.models import Idea, Message, Routing
from samverka.record.forgetting import blot_out
from samverka.record.models import History

OWNER = History.Role.OWNER
CHANGES_AN_HOUR = 30  # by the owner of one idea; each may write a letter to somebody


@transaction.atomic
def add_to_idea(*, idea: Idea, text: str) -> Idea:
    """Add to the text of the idea; what was there stays."""
    idea = _lock_open(idea)
    Message.objects.create(idea=idea, voice=Message.Voice.ADDITION, text=text)
    idea.save()
    tell(idea, "added", role=OWNER)
    write_to_team(idea, "owner_wrote", text=text)
    return idea


@transaction.atomic
def answer_us(*, idea: Idea, text: str) -> Idea:
    """Answer a question, or say something else to those who look after the idea.

    Also when it is closed: whoever thinks we were wrong must be able to say so.
    """
    idea = _lock_reachable(idea)
    Message.objects.create(idea=idea, voice=Message.Voice.OWNER, text=text)
    idea.save()
    tell(idea, "answered", role=OWNER)
    write_to_team(idea, "owner_wrote", text=text)
    return idea


@transaction.atomic
def change_visibility(*, idea: Idea, may_show: bool) -> Idea:
    """Let everybody read the idea, or nobody but those who look after it. Works at once."""
    idea = _lock(idea)
    if idea.may_show != may_show:
        idea.may_show = may_show
        if not may_show:
            idea.published_at = None
        idea.save()
        tell(idea, "visibility", role=OWNER, may_show=may_show)
    return idea


@transaction.atomic
def withdraw_idea(*, idea: Idea) -> Idea:
    """Stop the work on the idea; it can be returned."""
    idea = _lock_open(idea)
    if not idea.can_move(Idea.State.WITHDRAWN):
        raise Refused(_("This idea has become a project and can no longer be withdrawn."))
    idea.state = Idea.State.WITHDRAWN
    idea.save()
    _drop_live_routings(idea)
    tell(idea, "withdrawn", role=OWNER)
    write_to_team(idea, "owner_withdrew")
    write_to_owner(idea, "withdrawn")
    return idea


@transaction.atomic
def return_idea(*, idea: Idea) -> Idea:
    """Undo a withdrawal: the idea is new again."""
    idea = _lock(idea)
    if not idea.can_move(Idea.State.NEW):
        raise Refused(_("This idea is not withdrawn."))
    idea.state = Idea.State.NEW
    idea.save()
    tell(idea, "returned", role=OWNER)
    write_to_team(idea, "owner_returned")
    return idea


@transaction.atomic
def erase_idea(*, idea: Idea) -> None:
    """Take away everything the owner wrote; a bare row remains so that figures still add up.

    Letters about the idea lose their text too, and those that have not been sent are never sent.
    """
    idea = lock_idea(idea)
    idea.title, idea.text, idea.email, idea.reason = "–", "", "", ""
    idea.municipality, idea.may_show, idea.published_at = None, False, None
    idea.erased_at = timezone.now()
    if idea.state != Idea.State.CLOSED:
        idea.state = Idea.State.WITHDRAWN
    idea.save()
    idea.themes.clear()
    idea.messages.all().delete()
    _drop_live_routings(idea)
    idea.routings.update(words="", reason="")
    blot_out(idea)
    tell(idea, "erased", role=OWNER)


def _lock(idea: Idea) -> Idea:
    """Raises `Refused` when the page of one idea is used to send letters without end."""
    idea = lock_idea(idea)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    changes = History.objects.of(idea).filter(role=OWNER, at__gt=an_hour_ago)
    if changes.count() >= CHANGES_AN_HOUR:
        raise Refused(
            _("The idea has been changed many times in the last hour. Wait a while and go on then.")
        )
    return idea


def _lock_reachable(idea: Idea) -> Idea:
    idea = _lock(idea)
    if idea.state == Idea.State.WITHDRAWN:
        raise Refused(_("This idea is withdrawn. Take it back first."))
    return idea


def _lock_open(idea: Idea) -> Idea:
    idea = _lock(idea)
    if not idea.is_open:
        raise Refused(_("This idea is ended. Open it again first."))
    return idea


def _drop_live_routings(idea: Idea) -> None:
    Routing.objects.filter(idea=idea).live().update(state=Routing.State.DROPPED)
