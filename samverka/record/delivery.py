"""Letters leave: each at most once, again when the mail server says no, seen when it fails."""

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from samverka.record.models import Letter

TRIES = 8
FIRST_WAIT = timedelta(minutes=1)
AT_ONCE = 50


def deliver_letters(*, limit: int = AT_ONCE) -> int:
    """Send the letters that are due in this partnership; returns how many were tried."""
    waiting = Letter.objects.due(timezone.now())[:limit]
    claimed = [letter for letter in waiting if _claim(letter)]
    for letter in claimed:
        _send(letter)
    return len(claimed)


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
    except (SMTPException, OSError) as trouble:
        _try_later(letter, f"{type(trouble).__name__}: {trouble}")
    else:
        letter.state, letter.sent_at, letter.trouble = Letter.State.SENT, timezone.now(), ""
        if letter.confidential and not settings.DEMO:
            letter.body = ""
        letter.save(update_fields=["state", "sent_at", "trouble", "body"])


def _message(letter: Letter, connection: BaseEmailBackend) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {
        "Message-ID": f"<{letter.key}@{domain}>",  # the same at every try: a double is recognised
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        letter.subject, letter.body, to=[letter.to], headers=headers, connection=connection
    )


def _try_later(letter: Letter, trouble: str) -> None:
    """Wait 1, 2, 4 … minutes, and give up in sight of the coordinators after the last try."""
    given_up = letter.tries >= TRIES
    letter.state = Letter.State.FAILED if given_up else Letter.State.WAITING
    letter.next_try_at = timezone.now() + FIRST_WAIT * 2 ** (letter.tries - 1)
    letter.trouble = trouble[:300]
    letter.save(update_fields=["state", "next_try_at", "trouble"])


def send_again(*, letter: Letter) -> None:
    """A person has looked at a letter in trouble and wants it sent."""
    in_trouble = Letter.objects.in_trouble().filter(pk=letter.pk)
    in_trouble.update(state=Letter.State.WAITING, tries=0, next_try_at=timezone.now(), trouble="")
