"""At the door: who came, told by several phones that are not always on the network."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import reader_language
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.talks.actions.holding import hold_talk
from samverka.talks.models import Registration, Talk


@dataclass(frozen=True)
class Tick:
    """How many of a registration have come: as the phone last heard it, and as it is told now.

    None: nobody has said.
    """

    before: int | None
    now: int | None


def takes_at_door(talk: Talk) -> bool:
    """From the day of the talk on, until it is forgotten who came."""
    has_come = timezone.localdate(talk.starts_at) <= timezone.localdate()
    kept_until = talk.ends_at + timedelta(days=settings.REGISTRATION_DAYS)
    return talk.state == Talk.State.PUBLISHED and has_come and timezone.now() < kept_until


@transaction.atomic
def add_at_door(*, talk: Talk, name: str, people: int, by: Person) -> Registration:
    """Somebody who came and had not registered. They count as the others who came, and are
    forgotten with them; nobody is sent away, so they may be more than there are seats."""
    talk = hold_talk(talk, by)
    if not takes_at_door(talk):
        raise Refused(_("People are added at the door from the day of the talk, and soon after."))
    row = Registration.objects.create(
        talk=talk,
        name=name,
        people=people,
        came=people,
        language=reader_language(),
        state=Registration.State.SEATED,
        seated_at=timezone.now(),
    )
    write_history(verb="counted", of=talk, by=by, people=people_who_came(talk))
    return row


@transaction.atomic
def note_who_came(*, talk: Talk, ticks: Mapping[int, Tick], by: Person) -> int:
    """Take the ticks of one phone, by the key of the registration. Returns the people who came.

    A tick counts only where nobody has said anything since that phone last heard from us. So two
    phones never undo each other, and what is sent twice changes nothing.
    """
    talk = hold_talk(talk, by)
    changed = False
    for row in Registration.objects.standing().filter(talk=talk, pk__in=ticks):
        tick = ticks[row.pk]
        if row.came == tick.before and row.came != tick.now:
            row.came = tick.now
            row.save(update_fields=["came"])
            changed = True
    people = people_who_came(talk)
    if changed:
        write_history(verb="counted", of=talk, by=by, people=people)
    return people


def people_who_came(talk: Talk) -> int:
    """As far as somebody has said."""
    return int(talk.registrations.aggregate(people=Sum("came"))["people"] or 0)
