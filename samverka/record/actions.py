"""Tell: what was done becomes history, and who should know gets a letter."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation

from samverka.record.models import History, Letter, Rhythm

SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class Receiver:
    """Somebody a letter goes to, with or without an account; `language` is sv or en."""

    email: str
    language: str


def write_history(
    *,
    verb: str,
    of: Model,
    by: Any = None,
    role: History.Role = History.Role.PERSON,
    **detail: Any,
) -> History:
    """One row for one change, by a person or in a role. Facts only: never what people wrote."""
    return History.objects.create(
        actor=by,
        role=role,
        verb=verb,
        kind=of._meta.model_name or "",
        object_id=of.pk,
        detail=detail,
    )


def post_letter(
    *,
    to: Receiver,
    template: str,
    about: Model | None = None,
    confidential: bool = False,
    due: bool = False,
    asked_for: bool = False,
    calendar: bytes = b"",
    **context: Any,
) -> Letter | None:
    """Write a letter in the receiver's language; the first line of the template is its subject.

    Nothing is written for a receiver without an address. Who has an account has a desk, and gets
    one digest instead of many letters; only what is `due` goes by itself, after the quiet hours.
    What answers something that they did a moment ago (`asked_for`) goes at once; `calendar` is a
    calendar file that goes along. A confidential letter leaves at once, and its body is blotted out
    then.
    """
    if not to.email:
        return None
    letter = Letter(to=to.email, language=to.language, confidential=confidential)
    letter.calendar = calendar.decode()
    if not (confidential or asked_for) and _has_account(to.email):
        if due:
            letter.next_try_at = rhythm_of(to.email).after_quiet_hours(timezone.now())
        else:
            letter.state = Letter.State.GATHERED
    if about is not None:
        letter.about_kind, letter.about_id = about._meta.model_name or "", about.pk
    with translation.override(to.language):
        text = render_to_string(template, {**context, "partnership": letter.partnership})
    subject, _, body = text.strip().partition("\n")
    letter.subject = " ".join(subject.split())[:SUBJECT_LENGTH]
    letter.body = body.strip() + "\n"
    letter.save()
    return letter


def rhythm_of(email: str) -> Rhythm:
    """What somebody has chosen; not yet saved where they have chosen nothing."""
    email = email.lower()
    return Rhythm.objects.filter(email=email).first() or Rhythm(email=email)


@transaction.atomic
def change_rhythm(
    *, email: str, every: str, hour: int, quiet_from: int, quiet_until: int
) -> Rhythm:
    """Say how often to hear from us, at which hour, and when to be left alone."""
    rhythm, _new = Rhythm.objects.select_for_update().get_or_create(email=email.lower())
    rhythm.every, rhythm.hour = every, hour
    rhythm.quiet_from, rhythm.quiet_until = quiet_from, quiet_until
    rhythm.save()
    return rhythm


def _has_account(email: str) -> bool:
    return get_user_model().objects.filter(email=email.lower(), is_active=True).exists()
