"""Letters leave: each at most once, again when the mail server says no, seen when it fails."""

import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation

from samverka.common.tenancy import whole_address
from samverka.record.models import Letter

TRIES = 8
FIRST_WAIT = timedelta(minutes=1)
AT_ONCE = 50
METHOD = re.compile(r"^METHOD:([A-Z]+)", re.MULTILINE)


def deliver_letters(*, limit: int = AT_ONCE) -> int:
    """Send the letters that are due in this partnership; returns how many were tried.

    Each is claimed just before it leaves: when the machine stops, at most one is in doubt.
    """
    tried = 0
    for letter in Letter.objects.due(timezone.now())[:limit]:
        if _claim(letter):
            _send(letter)
            tried += 1
    return tried


def _claim(letter: Letter) -> bool:
    """Take the letter before anybody else does: whoever changes the row sends it."""
    now = timezone.now()
    taken = Letter.objects.due(now).filter(pk=letter.pk)
    return bool(taken.update(state=Letter.State.LEAVING, next_try_at=now, tries=F("tries") + 1))


def _send(letter: Letter) -> None:
    letter.refresh_from_db()
    try:
        with get_connection() as connection:
            _message(letter, connection).send()
    except (SMTPException, OSError, ValueError) as trouble:  # ValueError: an impossible address
        _try_later(letter, f"{type(trouble).__name__}: {trouble}")
    else:
        blotted_out = letter.confidential and not settings.DEMO
        _mark(
            letter,
            state=Letter.State.SENT,
            sent_at=timezone.now(),
            trouble="",
            **({"body": ""} if blotted_out else {}),
        )


def _mark(letter: Letter, **facts: Any) -> None:
    """Only these columns: the owner of an idea may have erased the rest while the letter left."""
    Letter.objects.filter(pk=letter.pk).update(**facts)


def _message(letter: Letter, connection: BaseEmailBackend) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {
        "Message-ID": f"<{letter.key}@{domain}>",  # the same at every try: a double is recognised
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
    }
    if letter.stop_key:  # RFC 8058: the mail program itself offers to end it, in one press
        with translation.override(letter.language):
            stop = whole_address(reverse("home:stop_letters", args=[letter.stop_key]))
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMessage(
        letter.subject, letter.body, to=[letter.to], headers=headers, connection=connection
    )
    if letter.calendar:
        message.attach("invite.ics", letter.calendar, _calendar_type(letter.calendar))
    return message


def _calendar_type(calendar: str) -> str:
    """Mail programs act on the entry only where its method stands here too (RFC 6047)."""
    found = METHOD.search(calendar)
    return f"text/calendar; method={found[1]}" if found else "text/calendar"


def _try_later(letter: Letter, trouble: str) -> None:
    """Wait 1, 2, 4 … minutes, and give up in sight of the coordinators after the last try."""
    given_up = letter.tries >= TRIES
    _mark(
        letter,
        state=Letter.State.FAILED if given_up else Letter.State.WAITING,
        next_try_at=timezone.now() + FIRST_WAIT * 2 ** (letter.tries - 1),
        trouble=trouble[:300],
    )


def send_again(*, letter: Letter) -> None:
    """A person has looked at a letter in trouble and wants it sent."""
    in_trouble = Letter.objects.in_trouble().filter(pk=letter.pk)
    in_trouble.update(state=Letter.State.WAITING, tries=0, next_try_at=timezone.now(), trouble="")
