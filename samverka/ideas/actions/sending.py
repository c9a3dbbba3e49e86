"""A visitor sends an idea."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.ideas.actions.telling import tell, write_to_owner, write_to_team
from samverka.ideas.models import Idea
from samverka.partnership.models import Municipality
from samverka.record.models import History
from samverka.talks.models import Talk

CONSENT_VERSION = "2026-11"  # changes when the text of the consent does


def send_idea(
    *,
    title: str,
    text: str,
    language: str,
    sending_key: str,
    sender_mark: str,
    email: str = "",
    municipality: Municipality | None = None,
    may_show: bool = False,
    talk: Talk | None = None,
) -> Idea:
    """Take an idea in, thank its owner and tell the coordinators.

    `sending_key` makes a second press of the button give the same idea again. `sender_mark`
    stands for the sender's network address. Raises `Refused` when too many come at once.
    """
    sent = Idea.objects.filter(sending_key=sending_key).first()
    if sent:
        return sent
    _refuse_a_flood(sender_mark)
    idea = Idea(
        title=title,
        text=text,
        language=language,
        email=email,
        municipality=municipality,
        may_show=may_show,
        talk=talk,
        sending_key=sending_key,
        sender_mark=sender_mark,
        consent_at=timezone.now(),
        consent_version=CONSENT_VERSION,
    )
    try:
        _take_in(idea)
    except IntegrityError:  # the other press was a moment quicker
        return Idea.objects.get(sending_key=sending_key)
    return idea


@transaction.atomic
def _take_in(idea: Idea) -> None:
    idea.save()
    tell(idea, "sent", role=History.Role.OWNER)
    write_to_owner(idea, "received")
    write_to_team(idea, "new")


def _refuse_a_flood(sender_mark: str) -> None:
    latest = Idea.objects.filter(sent_at__gt=timezone.now() - timedelta(hours=1))
    if latest.filter(sender_mark=sender_mark).count() >= settings.IDEAS_PER_HOUR:
        raise Refused(
            _(
                "Many ideas have been sent from your network in the last hour. Your text is still"
                " here. Wait a while and send it then."
            )
        )
    if latest.count() >= settings.IDEAS_PER_HOUR_IN_ALL:
        raise Refused(
            _(
                "Unusually many ideas are coming in just now. Your text is still here. Wait a while"
                " and send it then."
            )
        )


def forget_senders() -> int:
    """Blot out the marks of network addresses after a day; returns how many there were."""
    a_day_ago = timezone.now() - timedelta(days=1)
    return Idea.objects.filter(sent_at__lt=a_day_ago).exclude(sender_mark="").update(sender_mark="")
