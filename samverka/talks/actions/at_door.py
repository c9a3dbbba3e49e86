"""At the door: who came, told by several phones that are not always on the network."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

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
