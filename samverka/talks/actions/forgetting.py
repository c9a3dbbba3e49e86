"""Some days after a talk names and addresses are forgotten, beside those who came to it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from samverka.record.forgetting import blot_out
from samverka.talks.models import AudienceQuestion, Outcome, QuestionTime, SameQuestion, Speaker


def forget_names(*, now: datetime) -> int:
    """Addresses of those who spoke, and names of those outside who promised something."""
    before = now - timedelta(days=settings.REGISTRATION_DAYS)
    spoke = Speaker.objects.filter(talk__ends_at__lt=before).exclude(email="")
    promised = Outcome.objects.filter(talk__ends_at__lt=before).exclude(owner_name="")
    return sum(_forget(one, now) for one in spoke.order_by("pk")) + promised.update(owner_name="")


@transaction.atomic
def _forget(speaker: Speaker, now: datetime) -> int:
    """Who they were on the page, and what they answered, stands."""
    blot_out(speaker)
    return Speaker.objects.filter(pk=speaker.pk).update(email="", forgotten_at=now)


def forget_askers_at_talks(*, now: datetime) -> int:
    """What was asked stays, and whether it was answered; not who asked, nor what was hidden."""
    before = now - timedelta(days=settings.REGISTRATION_DAYS)
    old = QuestionTime.objects.filter(forgotten_at=None, talk__ends_at__lt=before)
    return sum(_forget_asked(time, now) for time in old.order_by("pk"))


@transaction.atomic
def _forget_asked(time: QuestionTime, now: datetime) -> int:
    asked = AudienceQuestion.objects.filter(talk=time.talk_id)
    asked.hidden().delete()
    asked.update(name="", mark="")
    SameQuestion.objects.filter(question__talk=time.talk_id).delete()
    same = QuestionTime.objects.filter(pk=time.pk)
    return same.update(forgotten_at=now, closed_at=time.closed_at or now)
