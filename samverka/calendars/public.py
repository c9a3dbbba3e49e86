"""What everybody may read of in the calendar, each kind in as many queries for any number."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calendars import entries
from samverka.calendars.happenings import Happening, Kind
from samverka.calendars.months import Span
from samverka.calendars.wanted import Wanted
from samverka.calls.feeds import entries_of
from samverka.calls.models import Call
from samverka.calls.models.call import CallQuerySet
from samverka.common.calendar_files import Entry
from samverka.knowledge.models import Course, CourseQuerySet
from samverka.plan.days import are_whole_months
from samverka.plan.models import ListedActivity
from samverka.plan.models import ListedActivityQuerySet as Activities
from samverka.plan.rules import activities_for
from samverka.references.calendar_entries import entry_of as entry_of_group
from samverka.references.models import Engagement, EngagementMeeting
from samverka.references.models.engagement import EngagementQuerySet
from samverka.talks.calendar_entries import entry_of
from samverka.talks.models import Talk
from samverka.talks.models.talk import TalkQuerySet

MOST_CALLS: Final = 500  # whose last days are looked at, the nearest

# Talks or activities: both have a theme and a municipality.
Rows = TypeVar("Rows", TalkQuerySet, Activities)


def happenings(span: Span, wanted: Wanted) -> list[Happening]:
    """In the order of their days."""
    found = talks(span, wanted)
    if wanted.activities:
        rows = activities_for(AnonymousUser())
        told_as_talks = Talk.objects.public().filter(activity=OuterRef("pk"))
        found += activities(span, wanted, rows.exclude(Exists(told_as_talks)))
        found += courses(span, wanted, Course.objects.public())
        if not wanted.is_narrow:
            found += groups(span, Engagement.objects.public())
    if wanted.calls:
        found += calls(span, wanted)
    return in_order(found)


def in_order(found: Iterable[Happening]) -> list[Happening]:
    return sorted(found, key=lambda one: (one.first, one.order))


def talks(span: Span, wanted: Wanted) -> list[Happening]:
    """Those that are not held say so: somebody may have written them down."""
    rows = narrowed(Talk.objects.public(), wanted).between(span.begins_at, span.ends_at)
    return [of_talk(row) for row in rows.order_by("starts_at", "pk")]


def of_talk(talk: Talk) -> Happening:
    return Happening(
        Kind.TALK,
        title=talk.title,
        entry=entry_of(talk),
        path=talk.get_absolute_url(),
        said=_("Not held") if talk.is_cancelled else "",
        example=talk.example,
    )


def activities(span: Span, wanted: Wanted, rows: Activities) -> list[Happening]:
    """Those of which the day is known; of others the plan knows the month, and they stand there."""
    rows = narrowed(rows.between(span.first, span.last), wanted)
    there = rows.exclude(state=ListedActivity.State.DROPPED).select_related("municipality")
    return [
        Happening(
            Kind.ACTIVITY,
            title=row.title,
            entry=entries.of_activity(row),
            path=row.get_absolute_url(),
            label=row.get_kind_display(),
            said=_("Proposed") if row.state == ListedActivity.State.PROPOSED else "",
            example=row.example,
        )
        for row in there.order_by("starts_on", "pk")
        if not are_whole_months(row.starts_on, row.ends_on)
    ]


def courses(span: Span, wanted: Wanted, rows: CourseQuerySet) -> list[Happening]:
    """Those with a day of their own, at the place of whoever offers them."""
    rows = rows.between(span.first, span.last)
    if wanted.themes:
        rows = rows.filter(themes__slug__in=wanted.themes).distinct()
    if wanted.places:
        rows = rows.filter(organisation__municipality__code__in=wanted.places)
    return [
        Happening(
            Kind.COURSE,
            title=row.title,
            entry=entries.of_course(row),
            path=row.get_absolute_url(),
            label=row.get_kind_display(),
            example=row.example,
        )
        for row in rows.order_by("starts_on", "pk")
    ]


def groups(span: Span, among: EngagementQuerySet) -> list[Happening]:
    """Meetings of reference groups as everybody may know of them: how to take part from afar is
    for those who do."""
    return [
        of_group(row, replace(entry_of_group(row), words="", busy=False))
        for row in EngagementMeeting.objects.between(span.begins_at, span.ends_at)
        .standing()
        .filter(engagement__in=among)
        .with_engagement()
    ]


def of_group(meeting: EngagementMeeting, entry: Entry) -> Happening:
    return Happening(
        Kind.MEETING,
        title=meeting.engagement.title,
        entry=entry,
        path=meeting.engagement.get_absolute_url(),
        label=_("Reference group"),
        example=meeting.engagement.example,
    )


def calls(span: Span, wanted: Wanted, among: CallQuerySet | None = None) -> list[Happening]:
    """Last days that have not passed. No call belongs to a municipality, so that whoever chooses
    one gets none."""
    today = timezone.localdate()
    first = max(span.first, today)
    if wanted.places or span.last < today:
        return []
    rows = Call.objects.public() if among is None else among
    once = Q(closes_on__range=(first, span.last))
    several = Q(closes_on=None) | Q(closes_on__gte=first)
    coming_back = several & ~Q(windows=[], paused_months=[], cutoffs=[])
    rows = rows.filter(once | coming_back).defer("summary_sv", "summary_en")
    if wanted.themes:
        rows = rows.filter(themes__slug__in=wanted.themes).distinct()
    found = [
        Happening(
            Kind.CALL,
            title=call.title,
            entry=entry,
            path=call.get_absolute_url(),
            example=call.example,
        )
        for call in rows.soonest_first()[:MOST_CALLS]
        for entry in entries_of(call, today)
    ]
    return [one for one in found if span.touches(one.first, one.last)]


def narrowed(rows: Rows, wanted: Wanted) -> Rows:
    """By theme and municipality, which talks and activities have alike."""
    if wanted.themes:
        rows = rows.filter(theme__slug__in=wanted.themes)
    if wanted.places:
        rows = rows.filter(municipality__code__in=wanted.places)
    return rows
