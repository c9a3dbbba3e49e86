"""Closing an account at once, and erasing it some days later unless it is taken back."""

from datetime import datetime, timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.personal import kinds_of_data
from samverka.common.refusal import Refused
from samverka.people.models import Erasure, Person
from samverka.people.rules import in_the_way_of_closing
from samverka.record.actions import Receiver, post_letter, write_history


@transaction.atomic
def close_account(*, person: Person, by: Person) -> Erasure:
    """Nobody comes in with it any more; a letter with a way to undo it goes to the person.

    Raises `Refused` while something needs the account that somebody else must take over first.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise Refused(_("This account is closed already."))
    if reason := in_the_way_of_closing(person):
        raise Refused(reason)
    person.is_active = False
    person.save(update_fields=["is_active"])
    erasure = Erasure.objects.create(
        person=person,
        asked_by=None if by == person else by,
        due_at=timezone.now() + timedelta(days=settings.ERASURE_DAYS),
    )
    end_sessions(person)
    write_history(verb="closed", of=person, by=by)
    post_letter(
        to=Receiver(person.email, person.letter_language),
        template="people/letters/closed.txt",
        about=erasure,
        confidential=True,
        erasure=erasure,
        by_themselves=by == person,
    )
    return erasure


@transaction.atomic
def undo_erasure(*, erasure: Erasure) -> Person:
    """Open the account again: everything is as it was, only the sign-ins have ended."""
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if not erasure.can_move(Erasure.State.UNDONE) or erasure.person is None:
        raise Refused(_("The account can no longer be opened again."))
    erasure.state, erasure.ended_at = Erasure.State.UNDONE, timezone.now()
    erasure.save()
    person = erasure.person
    person.is_active = True
    person.save(update_fields=["is_active"])
    write_history(verb="reopened", of=person, by=person)
    return person


def erase_closed_accounts(*, now: datetime) -> int:
    """Erase those whose days are over, each whole or not at all; returns how many."""
    due = list(Erasure.objects.due(now).values_list("pk", flat=True))
    return sum(_erase(pk) for pk in due)


@transaction.atomic
def _erase(pk: int) -> bool:
    erasure = Erasure.objects.select_for_update().get(pk=pk)
    if not erasure.can_move(Erasure.State.DONE) or erasure.person is None:
        return False  # taken back, or done by another, while we were on our way
    person = Person.objects.select_for_update().get(pk=erasure.person.pk)
    for kind in kinds_of_data():
        if kind.erase:
            kind.erase(person)
    end_sessions(person)
    person.delete()
    erasure.refresh_from_db()
    erasure.state, erasure.ended_at = Erasure.State.DONE, timezone.now()
    erasure.save()
    return True


def end_sessions(person: Person) -> None:
    """Sign the person out everywhere."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in UserSession.objects.filter(user=person):
        store(session.session_key).delete()
        session.delete()
