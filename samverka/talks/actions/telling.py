"""Letters to those who have registered, with the entry for their calendar."""

from dataclasses import replace

from django.utils import translation

from samverka.common.calendar_files import Invited, Method, calendar_file
from samverka.record.actions import Receiver, post_letter
from samverka.talks.calendar_entries import entry_of
from samverka.talks.models import Registration, Talk


def write_to(
    registration: Registration,
    template: str,
    *,
    method: Method | None = None,
    asked_for: bool = False,
    place: int = 0,
    before: Talk | None = None,
) -> None:
    """`method` sends a calendar entry along; `place` is that in the queue, from 1; `before` is the
    talk as it was."""
    if not registration.email:
        return
    calendar = _entry_for(registration, method) if method else b""
    post_letter(
        to=Receiver(registration.email, registration.language),
        template=f"talks/letters/{template}.txt",
        about=registration,
        asked_for=asked_for,
        due=not asked_for,
        calendar=calendar,
        registration=registration,
        talk=registration.talk,
        place=place,
        before=before,
    )


def _entry_for(registration: Registration, method: Method) -> bytes:
    """Both the talk and the registration change; together their numbers only rise."""
    to = Invited(email=registration.email, name=registration.name)
    with translation.override(registration.language):
        entry = entry_of(registration.talk, with_link=True, busy=True)
        entry = replace(entry, sequence=entry.sequence + registration.sequence)
        return calendar_file([entry], name=registration.talk.title, method=method, to=to)
