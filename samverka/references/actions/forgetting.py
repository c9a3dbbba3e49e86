"""What is forgotten by itself: network addresses after a day, contact persons after a year."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samverka.record.forgetting import blot_out
from samverka.references.models import Engagement, ReferenceRequest


def forget_reference_senders() -> int:
    """Blot out the marks of network addresses after a day; returns how many there were."""
    a_day_ago = timezone.now() - timedelta(days=1)
    old = ReferenceRequest.objects.filter(sent_at__lt=a_day_ago).exclude(sender_mark="")
    return old.update(sender_mark="")


def forget_contact_persons(*, now: datetime) -> int:
    """The name and address of who asked, when it has long been over; returns how many.

    What was asked and answered stays. It is not over while a group goes on, or waits for money.
    """
    long_ago = now - timedelta(days=settings.REFERENCE_DAYS)
    known = ReferenceRequest.objects.filter(ended_at__lt=long_ago).exclude(name="", email="")
    alive = (Engagement.State.PLANNED, Engagement.State.RUNNING)
    goes_on = Engagement.objects.filter(state__in=alive)
    ended_lately = Engagement.objects.filter(ends_on__gte=timezone.localdate(long_ago))
    busy = (goes_on | ended_lately).exclude(request=None).values("request")
    return sum(_forget(one) for one in known.exclude(pk__in=busy))


@transaction.atomic
def _forget(request: ReferenceRequest) -> bool:
    ReferenceRequest.objects.filter(pk=request.pk).update(name="", email="")
    blot_out(request)
    return True
