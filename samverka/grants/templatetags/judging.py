"""Words for templates where applications are judged."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone

from samverka.common.templatetags.samverka import money
from samverka.grants.meeting_times import times_for
from samverka.grants.models import GrantApplication, OfferedTime

register = template.Library()


@dataclass(frozen=True)
class MeetingOf:
    """What the applicant has booked, and the times that are free."""

    booked: OfferedTime | None
    free: list[OfferedTime]

    @property
    def is_to_come(self) -> bool:
        return self.booked is not None and self.booked.starts_at > timezone.now()


@register.simple_tag
def meeting_of(application: GrantApplication) -> MeetingOf:
    booked = OfferedTime.objects.filter(application=application).first()
    return MeetingOf(booked, list(times_for(application)))


TENTH = Decimal("0.1")


@register.filter
def points(value: Fraction | int | None) -> str:
    """31,5, in English 31.5; whole numbers without a decimal."""
    if value is None:
        return ""
    fraction = Fraction(value)
    rounded = (Decimal(fraction.numerator) / fraction.denominator).quantize(TENTH)
    return money(rounded, "").removesuffix("0") if rounded % 1 else money(rounded, "")
