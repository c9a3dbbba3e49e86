"""What every action of those who prepare does first."""

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.talks.models import Talk
from samverka.talks.rules import may_prepare_talk


def lock_talk(talk: Talk) -> Talk:
    """The talk as it is now, held until the transaction ends."""
    return Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)


def hold_talk(talk: Talk, by: Person) -> Talk:
    """The same for somebody who wants to change it."""
    talk = lock_talk(talk)
    if not may_prepare_talk(by, talk):
        raise Refused(_("Only those who prepare this talk change it."))
    return talk
