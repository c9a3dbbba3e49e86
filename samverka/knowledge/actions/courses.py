"""A course or a study visit is offered to others, and changed."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.knowledge.actions.sharing import lock_own
from samverka.knowledge.models import Course
from samverka.knowledge.rules import Standing
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.record.actions import write_history


@dataclass(frozen=True)
class Offered:
    """What is offered, in one language or both; without a day it is on request."""

    kind: str = Course.Kind.COURSE
    title_sv: str = ""
    title_en: str = ""
    what_sv: str = ""
    what_en: str = ""
    for_whom_sv: str = ""
    for_whom_en: str = ""
    held_in: str = ""
    place: str = ""
    link: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    cost: str = ""
    seats: str = ""
    until: date | None = None
    themes: Iterable[Theme] = ()

    def put_into(self, course: Course) -> None:
        if self.ends_on and (not self.starts_on or self.ends_on < self.starts_on):
            raise Refused(_("It ends before it begins. Change one of the days."))
        for one in fields(self):
            if one.name != "themes":
                setattr(course, one.name, getattr(self, one.name))
        course.until = self.until or self.ends_on or self.starts_on
        course.save()
        course.themes.set(self.themes)


@transaction.atomic
def offer_course(
    *,
    organisation: Organisation,
    offered: Offered,
    by: Person,
    shown: str = Course.Shown.PARTNERS,
) -> Course:
    """It is shown until its last day, or as long as it stands where it has none."""
    if not Standing(by).writes_for().filter(pk=organisation.pk).exists():
        raise Refused(_("Only staff of a partner, or a coordinator, can write here."))
    course = Course(organisation=organisation, author=by, shown=shown)
    offered.put_into(course)
    write_history(verb="written", of=course, by=by, shown=shown)
    return course


@transaction.atomic
def change_course(
    *, course: Course, offered: Offered, by: Person, seen: int | None = None
) -> Course:
    """`seen` is the version that they looked at: whoever is second is told so."""
    course = lock_own(course, by, seen=seen)
    offered.put_into(course)
    write_history(verb="changed", of=course, by=by)
    return course
