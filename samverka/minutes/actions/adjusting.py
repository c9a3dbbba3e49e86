"""The minutes are sent to those who check them, approved by each, sent back, and locked.

A version is everything that the minutes say, with its hash. Who approves names the hash of what
they read. When the chair, the secretary and all adjusters stand behind the same one, it is locked.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.common.refusal import Refused
from samverka.meetings.actions.preparing import rules_of
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.actions.holding import ask_leader, hold_for_leader, lock_minutes, show
from samverka.minutes.actions.telling_of_minutes import (
    ask_to_check,
    end_tasks,
    say_what_is_wrong,
    tell_all_who_were_there,
    write_reminder,
)
from samverka.minutes.content import canonical, content_of
from samverka.minutes.locks import locked_now
from samverka.minutes.models import Approval, Minutes, MinutesVersion, Objection, Officer
from samverka.minutes.models.approvals import hash_of
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History

REMIND_BEFORE = timedelta(days=3)  # the last day by the statutes
TIME_TO_READ = timedelta(days=1)  # from the sending to the reminder, at least


def last_day_of_minutes(meeting: Meeting) -> date:
    """By the statutes the minutes should be approved by then."""
    days = rules_of(meeting.body).minutes_days
    return timezone.localdate(meeting.starts_at) + timedelta(days=days)


@transaction.atomic
def send_to_adjusters(*, meeting: Meeting, by: Person) -> MinutesVersion:
    """What is written now becomes a version, and each who has to approve it gets a letter."""
    minutes = hold_for_leader(meeting, by)
    if minutes.is_going_on:
        raise Refused(_("The meeting goes on. Close it before you send the minutes."))
    _ask_complete(minutes)
    content = canonical(content_of(minutes))
    version = MinutesVersion.objects.create(
        minutes=minutes,
        number=minutes.versions.count() + 1,
        content=content,
        hash=hash_of(content),
    )
    minutes.state = Minutes.State.ADJUSTING
    minutes.save()
    write_history(verb="sent_to_adjusters", of=minutes, by=by, version=version.number)
    end_tasks(minutes, done=True)
    for officer in officers_of(minutes):
        ask_to_check(officer, version, last_day=last_day_of_minutes(meeting))
    return version


@transaction.atomic
def approve(*, attendee: Attendee, hash: str) -> Approval:
    """Somebody stands behind what they read, which is what `hash` was made of."""
    minutes, officer = _hold_for_officer(attendee)
    version = current_version(minutes)
    found = version.approvals.filter(attendee=attendee).first()
    if found and found.hash == hash:
        return found
    _ask_with_adjusters(minutes)
    if hash != version.hash or not version.is_unchanged:
        raise Refused(
            _("You read another version than the one that is here now. Read it, then approve.")
        )
    approval = Approval.objects.create(
        version=version, attendee=attendee, role=officer.role, hash=hash
    )
    show(minutes)
    _note("approved", minutes, attendee, version=version.number, hash=hash)
    end_tasks(minutes, done=True, attendee=attendee)
    approved = version.approvals.values("attendee")
    if not minutes.officers.exclude(attendee__in=approved).exists():
        _lock(minutes)
    return approval


@transaction.atomic
def send_back(*, attendee: Attendee, words: str) -> Objection:
    """Something in the version is wrong: it is written in again, and approved anew by all."""
    minutes, _officer = _hold_for_officer(attendee)
    _ask_with_adjusters(minutes)
    objection = Objection.objects.create(
        version=current_version(minutes), attendee=attendee, words=words
    )
    _open_again(minutes)
    _note("sent_back", minutes, attendee, objection=objection.pk)
    say_what_is_wrong(minutes, objection)
    return objection


@transaction.atomic
def take_back(*, meeting: Meeting, by: Person) -> Minutes:
    """Those who lead saw something themselves; who has approved is asked again."""
    ask_leader(by, meeting)
    minutes = lock_minutes(meeting)
    _ask_with_adjusters(minutes)
    _open_again(minutes)
    write_history(verb="taken_back", of=minutes, by=by)
    return minutes


@transaction.atomic
def give_address(*, officer: Officer, email: str, by: Person) -> None:
    """Somebody who has to check the minutes can be written to."""
    hold_for_leader(officer.minutes.meeting, by)
    attendee = Attendee.objects.select_for_update(of=("self",)).get(pk=officer.attendee_id)
    if attendee.address:
        raise Refused(_("They have an address already."))
    attendee.email = email
    attendee.save(update_fields=["email"])
    write_history(verb="address_given", of=attendee, by=by)


def remind_of_minutes(*, today: date) -> int:
    """One letter for each version to those who have not approved it, shortly before the last day;
    how many."""
    waiting = Minutes.objects.filter(state=Minutes.State.ADJUSTING).select_related("meeting")
    return sum(_remind(one.meeting, today) for one in waiting)


@transaction.atomic
def _remind(meeting: Meeting, today: date) -> int:
    minutes = lock_minutes(meeting)
    version, last = current_version(minutes), last_day_of_minutes(meeting)
    read_by = timezone.localdate(version.made_at) + TIME_TO_READ
    told = History.objects.of(version).filter(verb="reminded")
    due = minutes.state == Minutes.State.ADJUSTING and today >= max(last - REMIND_BEFORE, read_by)
    if not due or told.exists():
        return 0
    approved = version.approvals.values("attendee")
    slow = officers_of(minutes).exclude(attendee__in=approved)
    for officer in slow:
        write_reminder(officer, version, last_day=last)
    write_history(verb="reminded", of=version, role=History.Role.SYSTEM, number=len(slow))
    return len(slow)


def current_version(minutes: Minutes) -> MinutesVersion:
    """The latest: the one that counts, once the minutes are with the adjusters."""
    found = minutes.versions.order_by("number").last()
    if found is None:
        raise Refused(_("The minutes have not been sent to the adjusters yet."))
    return found


def officers_of(minutes: Minutes) -> QuerySet[Officer]:
    return minutes.officers.select_related("attendee__person", "attendee__organisation")


def _hold_for_officer(attendee: Attendee) -> tuple[Minutes, Officer]:
    minutes = lock_minutes(attendee.meeting)
    officer = minutes.officers.filter(attendee=attendee).first()
    if officer is None:
        raise Refused(_("Only the chair, the secretary and the adjusters approve the minutes."))
    return minutes, officer


def _ask_with_adjusters(minutes: Minutes) -> None:
    if minutes.is_locked:
        raise Refused(locked_now())
    if minutes.state != Minutes.State.ADJUSTING:
        raise Refused(_("The minutes are being written. They can be approved when they are sent."))


def _ask_complete(minutes: Minutes) -> None:
    """Is there something to check, and are there those who check it?"""
    officers = list(officers_of(minutes))
    roles = [one.role for one in officers]
    if not minutes.paragraphs.numbered().exists():
        raise Refused(_("Nothing is written yet."))
    if not {Officer.Role.CHAIR, Officer.Role.SECRETARY} <= set(roles):
        raise Refused(_("Say who was chair and who was secretary before you send the minutes."))
    lack = rules_of(minutes.meeting.body).adjusters - roles.count(Officer.Role.ADJUSTER)
    if lack > 0:
        raise Refused(
            ngettext(
                "%(n)s adjuster more is needed by the statutes.",
                "%(n)s adjusters more are needed by the statutes.",
                lack,
            )
            % {"n": lack}
        )
    for one in officers:
        if not one.attendee.address:
            raise Refused(
                _("Nobody can write to %(name)s. Give an address before you send the minutes.")
                % {"name": one.attendee.name}
            )


def _open_again(minutes: Minutes) -> None:
    """Approvals of the version stay as history, and count for nothing."""
    minutes.state = Minutes.State.WRITING
    minutes.changes += 1
    minutes.save()
    end_tasks(minutes, done=False)


def _lock(minutes: Minutes) -> None:
    minutes.state, minutes.locked_at = Minutes.State.LOCKED, timezone.now()
    minutes.save()
    write_history(verb="locked", of=minutes, role=History.Role.SYSTEM)
    tell_all_who_were_there(minutes)


def _note(verb: str, minutes: Minutes, attendee: Attendee, **detail: object) -> None:
    write_history(verb=verb, of=minutes, role=History.Role.OWNER, attendee=attendee.pk, **detail)
