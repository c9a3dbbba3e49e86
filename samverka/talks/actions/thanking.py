"""Those who came are thanked once, and say what they thought: counted, without their name."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.record.actions import write_history
from samverka.record.models import History
from samverka.talks.actions.telling import write_to
from samverka.talks.models import Registration, Talk, TalkFeedback

EARLIEST = timedelta(days=1)  # after the talk, when notes or film are there
LATEST = timedelta(days=7)  # then also without
TOO_LATE = timedelta(days=14)  # then nobody expects a letter any more


def thank_for_coming(*, now: datetime) -> int:
    """A letter with what was said, and a question what they thought. Returns how many."""
    held = Talk.objects.held_or_coming().filter(ends_at__gt=now - TOO_LATE)
    due = [talk for talk in held.filter(ends_at__lte=now - EARLIEST) if _is_time(talk, now)]
    return sum(_thank(row, now) for talk in due for row in came_to(talk))


def came_to(talk: Talk) -> list[Registration]:
    """Where nobody was counted, in the room or by link, all that had a seat there."""
    rows = list(talk.registrations.seated())
    counted = {row.by_link for row in rows if row.came is not None}
    return [row for row in rows if row.came or (row.came is None and row.by_link not in counted)]


def _is_time(talk: Talk, now: datetime) -> bool:
    return talk.is_told_of or talk.ends_at <= now - LATEST


@transaction.atomic
def _thank(row: Registration, now: datetime) -> bool:
    """Whoever changes the row writes the letter, so that there is one."""
    same = Registration.objects.filter(pk=row.pk, thanked_at=None).exclude(email="")
    if not same.update(thanked_at=now):
        return False
    write_to(row, "thanks")
    return True


@transaction.atomic
def give_feedback(
    *, registration: Registration, use: str, words: str, next_theme: str
) -> TalkFeedback:
    """Once for each registration; afterwards nobody can tell whose it is."""
    if not registration.was_there or registration.forgotten_at:
        raise Refused(_("Only those who came say what they thought, in the weeks after the talk."))
    unheard = Registration.objects.filter(pk=registration.pk, has_answered=False)
    if not unheard.update(has_answered=True):
        raise Refused(_("You have answered already. Thank you."))
    said = TalkFeedback.objects.create(
        talk=registration.talk, use=use, words=words, next_theme=next_theme
    )
    write_history(verb="said", of=said, role=History.Role.OWNER)
    return said
