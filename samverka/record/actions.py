"""Tell: what was done becomes history, and who should know gets a letter."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import translation

from samverka.record.models import History, Letter

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
    **context: Any,
) -> Letter | None:
    """Write a letter in the receiver's language; the first line of the template is its subject.

    Nothing is written for a receiver without an address. The body of a confidential letter is
    blotted out when it has left.
    """
    if not to.email:
        return None
    letter = Letter(to=to.email, language=to.language, confidential=confidential)
    if about is not None:
        letter.about_kind, letter.about_id = about._meta.model_name or "", about.pk
    with translation.override(to.language):
        text = render_to_string(template, {**context, "partnership": letter.partnership})
    subject, _, body = text.strip().partition("\n")
    letter.subject = " ".join(subject.split())[:SUBJECT_LENGTH]
    letter.body = body.strip() + "\n"
    letter.save()
    return letter
