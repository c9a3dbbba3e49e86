"""What one person may read of in their own calendar: what is public, and what concerns them.

Everything is asked for with the rights they have today: who no longer sits in the committee has
none of its meetings left.
"""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.applications.models import Application
from samverka.applications.models.application import ApplicationQuerySet
from samverka.applications.models.plan import Milestone
from samverka.calendars import entries, public
from samverka.calendars.happenings import Happening, Kind
from samverka.calendars.models import CalendarAddress
from samverka.calendars.months import Span
from samverka.calendars.wanted import Wanted
from samverka.calls.models import Call
from samverka.common.languages import title_of, worded
from samverka.grants.calendar_entries import entry_of as entry_of_grant
from samverka.grants.models import GrantApplication, OfferedTime
from samverka.grants.rules import known_to
from samverka.knowledge.models import Course
from samverka.knowledge.rules import Standing
from samverka.meetings.calendar_entries import entry_of as entry_of_meeting
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.models.meeting import MeetingQuerySet
from samverka.meetings.rules import meetings_for
from samverka.partnership.rules import organisations_of
from samverka.people.models import Person
from samverka.plan.rules import activities_for
from samverka.radar.models import Follow
from samverka.references.calendar_entries import entry_of as entry_of_group
from samverka.references.models import Engagement, EngagementMeeting
from samverka.references.rules import groups_with
from samverka.talks.calendar_entries import entry_of as entry_of_talk
from samverka.talks.models import Registration, Talk
from samverka.tasks.models import Task

EVERYTHING = Wanted()
Calls = CalendarAddress.Calls


def happenings_of(
    person: Person, span: Span, calls: str, wanted: Wanted = EVERYTHING
) -> list[Happening]:
    """In the order of their days. `calls` is one of `Calls`. What has no theme and no place, such
    as tasks, is left out where somebody chooses one."""
    meetings = _narrowed(Meeting.objects.between(span.begins_at, span.ends_at), wanted)
    seen = meetings_for(person).filter(pk__in=meetings.values("pk"))
    found = [
        *_talks(person, span, wanted),
        *_activities(person, span, seen, wanted),
        *public.courses(span, wanted, Standing(person).readable(Course.objects.all())),
        *_calls(person, span, calls, wanted),
        *_meetings(person, meetings, seen),
    ]
    if not wanted.is_narrow:
        found += [*_groups(person, span), *_about_grants(person, span)]
        ours = Application.objects.of(organisations_of(person))
        found += [*_applications(ours, span), *_milestones(ours, span), *_tasks(person, span)]
    return public.in_order(found)


def _narrowed(meetings: MeetingQuerySet, wanted: Wanted) -> MeetingQuerySet:
    """A meeting has the theme of the activity that it was planned for."""
    if wanted.themes:
        meetings = meetings.filter(activity__theme__slug__in=wanted.themes)
    if wanted.places:
        meetings = meetings.filter(municipality__code__in=wanted.places)
    return meetings


def _talks(person: Person, span: Span, wanted: Wanted) -> list[Happening]:
    """Whoever has a seat is told where to take part from afar, as in their letter."""
    found = public.talks(span, wanted)
    rows = Registration.objects.standing().filter(email__iexact=person.email)
    mine = {row.talk_id: row for row in rows.select_related("talk")}
    at = {f"talk-{key}": row for key, row in mine.items()}
    return [_registered(one, at.get(one.entry.key)) for one in found]


def _registered(one: Happening, row: Registration | None) -> Happening:
    if row is None or one.entry.cancelled:
        return one
    seated = row.state == Registration.State.SEATED
    entry = entry_of_talk(row.talk, with_link=seated, busy=seated)
    return replace(one, entry=entry, said=_said_of(row))


def _said_of(row: Registration) -> str:
    if row.state == Registration.State.WAITING:
        return _("You are on the waiting list")
    if row.by_link:
        return _("You take part by link")
    said = ngettext("You have a seat", "You have %(n)s seats", row.people)
    return said % {"n": row.people}


def _activities(
    person: Person, span: Span, seen: MeetingQuerySet, wanted: Wanted
) -> list[Happening]:
    """But not those that stand there as a talk or a meeting already."""
    talks = Talk.objects.public().filter(activity=OuterRef("pk"))
    meetings = seen.filter(activity=OuterRef("pk"))
    rows = activities_for(person).exclude(Exists(talks)).exclude(Exists(meetings))
    return public.activities(span, wanted, rows)


def _calls(person: Person, span: Span, calls: str, wanted: Wanted) -> list[Happening]:
    if calls == Calls.NONE:
        return []
    rows = Call.objects.public()
    if calls == Calls.FOLLOWED:
        followed = Follow.objects.current().filter(person=person)
        rows = rows.filter(pk__in=followed.values("call"))
    return public.calls(span, wanted, among=rows)


def _meetings(person: Person, meetings: MeetingQuerySet, seen: MeetingQuerySet) -> list[Happening]:
    """Those they may see, with their answer; and those that their address alone is called to, such
    as a deputy's, as long as nobody else answers for it."""
    called = Attendee.objects.exclude(meeting__state=Meeting.State.DRAFT).filter(
        Q(person=person) | Q(person=None, email__iexact=person.email),
        meeting__in=meetings,
    )
    answers = {row.meeting_id: row for row in called.select_related("meeting")}
    found = {meeting.pk: _meeting(meeting, answers.get(meeting.pk)) for meeting in seen}
    for row in answers.values():
        if row.meeting_id not in found and row.person_id is None:
            guest = _meeting(row.meeting, row)
            # Their page is the one whose address is a key: it is not handed on in a file.
            path, entry = row.get_absolute_url(), replace(guest.entry, address="")
            found[row.meeting_id] = replace(guest, path=path, ask=guest.ask and path, entry=entry)
    return list(found.values())


def _meeting(meeting: Meeting, row: Attendee | None) -> Happening:
    asked = row is not None and row.answer == Attendee.Answer.NONE and meeting.is_coming
    said = _said(meeting, row)
    entry = entry_of_meeting(meeting)
    return Happening(
        Kind.MEETING,
        title=meeting.title,
        entry=replace(
            entry,
            words="\n\n".join(filter(None, (said, entry.words))),
            busy=row is not None and row.comes,
            tentative=not meeting.is_called,
        ),
        path=meeting.get_absolute_url(),
        label=str(meeting.get_body_display()),
        said=said,
        ask=reverse("meetings:answer", args=[meeting.pk]) if asked else "",
        example=meeting.example,
    )


def _said(meeting: Meeting, row: Attendee | None) -> str:
    if meeting.state != Meeting.State.CALLED:
        return str(meeting.get_state_display())
    if row is None:
        return ""
    return {
        Attendee.Answer.NONE: _("You have not answered") if meeting.is_coming else "",
        Attendee.Answer.ROOM: _("You come"),
        Attendee.Answer.LINK: _("You take part by link"),
        Attendee.Answer.NO: _("You do not come"),
    }[Attendee.Answer(row.answer)]


def _groups(person: Person, span: Span) -> list[Happening]:
    """Meetings of the reference groups that they, or those they work with, are in today, with how
    to take part; and of those that everybody may know of."""
    rows = EngagementMeeting.objects.between(span.begins_at, span.ends_at).standing()
    mine = groups_with(person)
    others = Engagement.objects.public().exclude(pk__in=mine.values("pk"))
    return [
        *(
            public.of_group(row, entry_of_group(row))
            for row in rows.filter(engagement__in=mine).with_engagement()
        ),
        *public.groups(span, others),
    ]


def _about_grants(person: Person, span: Span) -> list[Happening]:
    """Meetings of applicants and officers: of whoever offers the time while they may know of the
    application, and of who wrote it."""
    rows = OfferedTime.objects.between(span.begins_at, span.ends_at).select_related("application")
    booked = rows.filter(called_off_at=None).exclude(
        application__state=GrantApplication.State.WITHDRAWN
    )
    mine = Q(by=person, application__in=known_to(person)) | Q(application__writer=person)
    return [_about_grant(row, ours=row.by_id == person.pk) for row in booked.filter(mine)]


def _about_grant(time: OfferedTime, *, ours: bool) -> Happening:
    """The page of who applies is the one whose address is a key: no file hands it on."""
    application = time.application
    assert application
    entry = entry_of_grant(time, application, ours=ours)
    return Happening(
        Kind.MEETING,
        title=entry.title,
        entry=entry if ours else replace(entry, address=""),
        path=application.get_absolute_url() if ours else application.own_url,
        label=_("Meeting about a grant"),
        example=application.example,
    )


def _applications(ours: ApplicationQuerySet, span: Span) -> list[Happening]:
    written = ours.filter(state=Application.State.WRITING, due_on__range=(span.first, span.last))
    return [
        Happening(
            Kind.APPLICATION,
            title=title_of(row),
            entry=entries.of_application(row),
            path=row.get_absolute_url(),
            example=row.example,
        )
        for row in written.order_by("due_on", "pk")
    ]


def _milestones(ours: ApplicationQuerySet, span: Span) -> list[Happening]:
    """Of what was granted: until then they are wishes."""
    rows = Milestone.objects.filter(
        application__in=ours.filter(state=Application.State.GRANTED),
        removed_at=None,
        on__range=(span.first, span.last),
    )
    return [
        Happening(
            Kind.MILESTONE,
            title=worded(row.title, row.application.language),
            entry=entries.of_milestone(row),
            path=row.application.get_absolute_url(),
            said=row.application.title,
        )
        for row in rows.select_related("application").order_by("on", "pk")
    ]


def _tasks(person: Person, span: Span) -> list[Happening]:
    mine = Task.objects.open().for_person(person).not_taken_by_others(person)
    rows = mine.filter(due_on__range=(span.first, span.last)).select_related("organisation")
    return [
        Happening(
            Kind.TASK,
            title=row.what,
            entry=entries.of_task(row),
            path=row.url,
            said="" if row.person_id else row.group,
        )
        for row in rows.due_first()
    ]
