"""Letters and tasks about minutes that wait to be approved, are sent back, or are approved."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samverka.meetings.models import Attendee
from samverka.minutes.models import Minutes, MinutesVersion, Objection, Officer
from samverka.record.actions import Receiver, post_letter
from samverka.tasks.actions import add_task, drop_task, finish_task
from samverka.tasks.models import Task


def ask_to_check(officer: Officer, version: MinutesVersion, *, last_day: date) -> None:
    """A letter with the address by their key; who has an account has it on their desk too."""
    minutes, attendee = version.minutes, officer.attendee
    _write(attendee, minutes, "check", version=version, officer=officer, last_day=last_day)
    if attendee.person:
        add_task(
            kind=Task.Kind.MINUTES,
            what=lambda: _("Approve the minutes: %(title)s") % {"title": minutes.meeting.title},
            person=attendee.person,
            due_on=last_day,
            about=attendee,
            address=f"meetings/{minutes.meeting_id}/minutes/",
        )


def write_reminder(officer: Officer, version: MinutesVersion, *, last_day: date) -> None:
    told: dict[str, Any] = {"version": version, "officer": officer, "last_day": last_day}
    _write(officer.attendee, version.minutes, "remind", **told)


def say_what_is_wrong(minutes: Minutes, objection: Objection) -> None:
    """To those who led and wrote; whoever wrote the minutes has it on their desk."""
    leading = minutes.officers.exclude(role=Officer.Role.ADJUSTER).order_by("-role")
    leaders = [one.attendee for one in leading.select_related("attendee__person")]
    for attendee in leaders:
        _write(attendee, minutes, "wrong", objection=objection)
    person = next((one.person for one in leaders if one.person), None)
    add_task(
        kind=Task.Kind.MINUTES,
        what=lambda: (
            _("Change the minutes and send them again: %(title)s")
            % {"title": minutes.meeting.title}
        ),
        person=person,
        role="" if person else Task.Role.COORDINATORS,
        about=minutes,
        address=f"meetings/{minutes.meeting_id}/minutes/",
    )


def tell_all_who_were_there(minutes: Minutes) -> None:
    """One letter to each address."""
    people = Attendee.objects.filter(presence__minutes=minutes).select_related("person")
    written: set[str] = set()
    for one in people.order_by("pk"):
        address = one.address.lower()
        if address not in written:
            written.add(address)
            _write(one, minutes, "locked", due=False)


def end_tasks(minutes: Minutes, *, done: bool, attendee: Attendee | None = None) -> None:
    """What waited is done, or need not be; of one person, or of all."""
    end = finish_task if done else drop_task
    people = [attendee] if attendee else [one.attendee for one in minutes.officers.all()]
    for about in [*people, *([] if attendee else [minutes])]:
        for task in Task.objects.open().about(about, Task.Kind.MINUTES):
            end(task=task, by=None)


def _write(
    attendee: Attendee, minutes: Minutes, template: str, *, due: bool = True, **told: Any
) -> None:
    post_letter(
        to=Receiver(attendee.address, attendee.letter_language),
        template=f"minutes/letters/{template}.txt",
        about=minutes,
        due=due,
        meeting=minutes.meeting,
        attendee=attendee,
        **told,
    )
