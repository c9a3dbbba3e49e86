"""Who prepares Community Talks, and sees those that are not published yet."""

from samverka.partnership.rules import Visitor, may_care_for_ideas, works_at
from samverka.talks.models import Talk
from samverka.talks.models.talk import TalkQuerySet


def may_prepare_talks(visitor: Visitor) -> bool:
    """Coordinators and the working committee plan talks."""
    return may_care_for_ideas(visitor)


def may_prepare_talk(visitor: Visitor, talk: Talk) -> bool:
    """Besides them the partner that introduces it."""
    partner = talk.introduced_by
    introduces = partner is not None and partner.is_partner and works_at(visitor, partner)
    return introduces or may_prepare_talks(visitor)


def talks_for(visitor: Visitor) -> TalkQuerySet:
    """Those that are out are for everybody; those being prepared for who prepares them all."""
    return Talk.objects.all() if may_prepare_talks(visitor) else Talk.objects.public()
