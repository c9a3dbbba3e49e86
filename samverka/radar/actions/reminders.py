"""Before the last day of a call, those who follow it are reminded; the last time at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from samverka.calls.models import Call
from samverka.people.models import Person
from samverka.radar.models import Follow, Told
from samverka.record.actions import Receiver, post_letter

BEFORE = (3, 14)  # days; the nearest that is due is the one that is told
AT_ONCE = 3  # who reads a digest once a week would hear of this one too late


@dataclass(frozen=True)
class Reminder:
    """The last day of a call comes near; another last day is another reminder."""

    call: Call
    days: int

    @property
    def what(self) -> str:
        return f"{self.days} days before {self.call.closes_on}"


def remind_of_last_days(*, today: date) -> int:
    """Returns how many letters were written. Each person's is a transaction of its own."""
    near = today, today + timedelta(days=max(BEFORE))
    follows = Follow.objects.current().filter(
        person__is_active=True, call__in=Call.objects.public(), call__closes_on__range=near
    )
    due: dict[Person, list[Reminder]] = defaultdict(list)
    for follow in follows.select_related("person", "call").order_by("call__closes_on", "id"):
        if reminder := _due(follow, today):
            due[follow.person].append(reminder)
    return sum(_remind(person, reminders) for person, reminders in due.items())


def _due(follow: Follow, today: date) -> Reminder | None:
    """None where there is nothing due, or where they began to follow it as late as this."""
    closes_on = follow.call.closes_on
    assert closes_on
    for days in BEFORE:
        day = closes_on - timedelta(days=days)
        if day <= today:
            return Reminder(follow.call, days) if follow.since.date() <= day else None
    return None


@transaction.atomic
def _remind(person: Person, reminders: list[Reminder]) -> bool:
    Person.objects.select_for_update().get(pk=person.pk)  # two machines may remind at once
    told = Told.objects.filter(person=person, call__in=[one.call for one in reminders])
    known = set(told.values_list("call", "what"))
    fresh = [one for one in reminders if (one.call.pk, one.what) not in known]
    if not fresh:
        return False
    post_letter(
        to=Receiver(person.email, person.letter_language),
        template="radar/letters/last_days.txt",
        about=fresh[0].call if len(fresh) == 1 else None,
        due=any(one.days <= AT_ONCE for one in fresh),
        reminders=fresh,
        number=len(fresh),
    )
    Told.objects.bulk_create(Told(person=person, call=one.call, what=one.what) for one in fresh)
    return True
