"""What the one who had the idea can do, from the tracking page and without an account."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.ideas.actions.telling import lock_idea, tell, write_to_owner, write_to_team
from samverka.ideas.models import Idea, Message, Routing
from samverka.record.models import History, Letter

OWNER = History.Role.OWNER


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
    """Answer a question, or say something else to those who look after the idea."""
    idea = _lock_open(idea)
    Message.objects.create(idea=idea, voice=Message.Voice.OWNER, text=text)
    idea.save()
    tell(idea, "answered", role=OWNER)
    write_to_team(idea, "owner_wrote", text=text)
    return idea


@transaction.atomic
def change_visibility(*, idea: Idea, may_show: bool) -> Idea:
    """Let everybody read the idea, or nobody but those who look after it. Works at once."""
    idea = lock_idea(idea)
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
    idea = lock_idea(idea)
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
    idea.title, idea.text, idea.email, idea.reason, idea.sender_mark = "–", "", "", "", ""
    idea.municipality, idea.may_show, idea.published_at = None, False, None
    idea.erased_at = timezone.now()
    if idea.state != Idea.State.CLOSED:
        idea.state = Idea.State.WITHDRAWN
    idea.save()
    idea.themes.clear()
    idea.messages.all().delete()
    _drop_live_routings(idea)
    idea.routings.update(words="", reason="")
    letters = Letter.objects.about(idea)
    letters.exclude(state=Letter.State.SENT).delete()
    letters.update(to="erased@invalid.invalid", subject="–", body="")
    tell(idea, "erased", role=OWNER)


def _lock_open(idea: Idea) -> Idea:
    idea = lock_idea(idea)
    if not idea.is_open:
        raise Refused(_("This idea is ended. Open it again first."))
    return idea


def _drop_live_routings(idea: Idea) -> None:
    Routing.objects.filter(idea=idea).live().update(state=Routing.State.DROPPED)
