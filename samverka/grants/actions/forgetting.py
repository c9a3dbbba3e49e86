"""Drafts that nobody has touched for long are forgotten, after a letter that says so."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from samverka.grants.actions.applicant import tell
from samverka.grants.models import GrantApplication
from samverka.record.actions import Receiver, post_letter
from samverka.record.forgetting import blot_out

WARNING = timedelta(days=14)


def mind_drafts(*, now: datetime) -> int:
    """Warn of those that will go, and take away those that were warned of; how many in all."""
    old = now - timedelta(days=settings.GRANT_DRAFT_DAYS)
    drafts = GrantApplication.objects.filter(state=GrantApplication.State.DRAFT)
    silent = drafts.filter(touched_at__lte=old + WARNING, warned_at=None)
    warned = Q(warned_at__lte=now - WARNING) | Q(email="")
    gone = drafts.filter(warned, touched_at__lte=old)
    return sum(_forget(one) for one in gone) + sum(
        _warn(one, now) for one in silent.exclude(email="").select_related("round")
    )


@transaction.atomic
def _warn(draft: GrantApplication, now: datetime) -> bool:
    rows = GrantApplication.objects.filter(pk=draft.pk, touched_at=draft.touched_at, warned_at=None)
    if not rows.update(warned_at=now):
        return False
    post_letter(
        to=Receiver(draft.email, draft.language),
        template="grants/letters/going.txt",
        about=draft,
        due=True,
        application=draft,
        turn=draft.round,
        until=now + WARNING,
    )
    return True


@transaction.atomic
def _forget(draft: GrantApplication) -> bool:
    """The letters about it lose their text too; those that have not left never do."""
    rows = GrantApplication.objects.filter(pk=draft.pk, touched_at=draft.touched_at)
    if not rows.filter(state=GrantApplication.State.DRAFT).exists():
        return False
    tell(draft, "forgotten")
    blot_out(draft)
    rows.delete()
    return True
