"""Once a year: is what your page says still right?"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samverka.common.languages import SWEDISH
from samverka.common.secrets import unguessable
from samverka.partnership.actions.telling import lock_organisation, tell
from samverka.partnership.models import Organisation
from samverka.partnership.rules import staff_of
from samverka.record.actions import Receiver, post_letter
from samverka.record.models import History

ASK, REMIND = "still_right", "still_right_reminder"


def ask_whether_still_right(*, now: datetime) -> int:
    """Write to the partners whose turn it is, and remind those who have not answered once.

    Where nobody can be written to, nobody is asked: coordinators see that in their list.
    Returns how many were written to.
    """
    today = timezone.localdate(now)
    asked = [_ask(one, today) for one in Organisation.objects.to_be_asked(today)]
    reminded = [_remind(one, today) for one in Organisation.objects.to_be_reminded(today)]
    return sum(asked) + sum(reminded)


@transaction.atomic
def _ask(organisation: Organisation, today: date) -> bool:
    """Locked and looked at again: two machines may do their jobs in the same second."""
    organisation = lock_organisation(organisation)
    still_due = Organisation.objects.to_be_asked(today).filter(pk=organisation.pk).exists()
    receivers = receivers_at(organisation)
    if not still_due or not receivers:
        return False
    organisation.asked_on, organisation.review_key = today, unguessable()
    organisation.save(update_fields=["asked_on", "review_key"])
    _write(organisation, receivers, ASK)
    tell(organisation, "asked", role=History.Role.SYSTEM)
    return True


@transaction.atomic
def _remind(organisation: Organisation, today: date) -> bool:
    organisation = lock_organisation(organisation)
    still_due = Organisation.objects.to_be_reminded(today).filter(pk=organisation.pk).exists()
    if not still_due:
        return False
    organisation.reminded_on = today
    organisation.save(update_fields=["reminded_on"])
    _write(organisation, receivers_at(organisation), REMIND)
    tell(organisation, "reminded", role=History.Role.SYSTEM)
    return True


def receivers_at(organisation: Organisation) -> list[Receiver]:
    """Its staff; where nobody there has an account, the first contact with an address."""
    if staff := staff_of(organisation):
        return [Receiver(person.email, person.letter_language) for person in staff]
    contact = organisation.contact_roles.exclude(email="").first()
    return [Receiver(contact.email, SWEDISH)] if contact else []


def _write(organisation: Organisation, receivers: list[Receiver], template: str) -> None:
    """By itself, not in a digest: the answer is one press on its link."""
    for receiver in receivers:
        post_letter(
            to=receiver,
            template=f"partnership/letters/{template}.txt",
            about=organisation,
            due=True,
            organisation=organisation,
        )
