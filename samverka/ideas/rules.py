"""Who may do what with an idea. Each rule is a question; nothing here changes anything."""

from samverka.ideas.models import Idea
from samverka.partnership.rules import Visitor, may_care_for_ideas

__all__ = ["is_looked_after", "may_care_for_ideas", "may_publish", "may_read"]


def may_read(visitor: Visitor, idea: Idea) -> bool:
    return idea.is_public or may_care_for_ideas(visitor)


def may_publish(visitor: Visitor, idea: Idea) -> bool:
    """Only what its owner lets everybody read, and only by those who take care of ideas."""
    agreed = idea.may_show and not idea.erased_at and idea.state != Idea.State.WITHDRAWN
    return agreed and may_care_for_ideas(visitor)


def is_looked_after(idea: Idea) -> bool:
    """By somebody who may still do so: the right ends with the term of a seat."""
    return idea.responsible is not None and may_care_for_ideas(idea.responsible)
