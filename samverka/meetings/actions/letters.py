"""Letters about a meeting: each in the language of whoever gets it, one for each address."""

from typing import Any

from django.utils.translation import override

from samverka.common.calendar_files import Invited, Method, calendar_file
from samverka.meetings.agenda import timed
from samverka.meetings.calendar_entries import entry_of
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.sources import recalled_at
from samverka.record.actions import Receiver, post_letter

METHODS: dict[str, Method] = {
    "deputy": "REQUEST",
    "notice": "REQUEST",
    "changed": "REQUEST",
    "cancelled": "CANCEL",
}


def write_to_all(meeting: Meeting, template: str) -> int:
    """To everybody on the list who can be written to and has not said no; how many letters."""
    agenda = timed(meeting.items.all(), meeting.starts_at)
    told = {"agenda": agenda, "recalled": recalled_at(meeting)}
    seen: set[str] = set()
    for one in meeting.attendees.exclude(answer=Attendee.Answer.NO).select_related("person"):
        address = one.address.lower()
        if address and address not in seen:
            seen.add(address)
            write_to(one, template, meeting=meeting, **told)
    return len(seen)


def write_to(attendee: Attendee, template: str, *, meeting: Meeting, **told: Any) -> None:
    """One letter, with an entry for their calendar where it is about when and where."""
    if not attendee.address:
        return
    calendar = b""
    if method := METHODS.get(template):
        with override(attendee.letter_language):
            calendar = calendar_file(
                [entry_of(meeting)], name=meeting.title, method=method, to=_invited(attendee)
            )
    post_letter(
        to=Receiver(attendee.address, attendee.letter_language),
        template=f"meetings/letters/{template}.txt",
        about=meeting,
        due=True,
        calendar=calendar,
        meeting=meeting,
        attendee=attendee,
        **told,
    )


def _invited(attendee: Attendee) -> Invited:
    return Invited(
        email=attendee.address,
        name=attendee.name,
        said_yes=attendee.comes,
    )
