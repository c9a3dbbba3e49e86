"""What a group does is written down: meetings, the hours they took, statements."""

from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.common.calendar_files import Invited, Method, calendar_file
from samverka.common.refusal import Refused
from samverka.meetings.filed import tidy_name, type_of
from samverka.partnership.actions.reviews import receivers_at
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.references.actions.groups import lock_group
from samverka.references.calendar_entries import entry_of, title_of
from samverka.references.models import (
    Engagement,
    EngagementMeeting,
    EngagementMember,
    MemberHours,
    Statement,
)

WHEN_AND_WHERE = ("starts_at", "ends_at", "place", "link")


@transaction.atomic
def plan_meeting(*, group: Engagement, facts: Mapping[str, Any], by: Person) -> EngagementMeeting:
    """One that is to come, of which those in the group hear, or one that has been."""
    group = _lock_alive(group, by)
    meeting = EngagementMeeting.objects.create(engagement=group, **facts)
    write_history(verb="meeting_planned", of=group, by=by, meeting=meeting.pk)
    if not meeting.is_held:
        _write_to_members(meeting, "meeting_planned", "REQUEST", but=by)
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: EngagementMeeting, facts: Mapping[str, Any], by: Person
) -> EngagementMeeting:
    """Those in the group hear of another time or place, as long as it is to come."""
    group, meeting = _lock_meeting(meeting, by)
    moved = any(name in facts and getattr(meeting, name) != facts[name] for name in WHEN_AND_WHERE)
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.sequence += moved
    meeting.save()
    write_history(verb="meeting_changed", of=group, by=by, meeting=meeting.pk)
    if moved and not meeting.is_held and not meeting.cancelled:
        _write_to_members(meeting, "meeting_changed", "REQUEST", but=by)
    return meeting


@transaction.atomic
def call_off_meeting(*, meeting: EngagementMeeting, by: Person) -> EngagementMeeting:
    """It is not held; its notes stay. One that somebody worked for has been held."""
    group, meeting = _lock_meeting(meeting, by)
    if meeting.cancelled:
        raise Refused(_("It is called off already."))
    if meeting.hours.filter(hours__gt=0).exists():
        raise Refused(_("Hours are written down for it. Take them away first."))
    is_coming = not meeting.is_held
    meeting.cancelled = True
    meeting.sequence += 1
    meeting.save()
    write_history(verb="meeting_called_off", of=group, by=by, meeting=meeting.pk)
    if is_coming:
        _write_to_members(meeting, "meeting_called_off", "CANCEL", but=by)
    return meeting


@transaction.atomic
def hold_meeting_after_all(*, meeting: EngagementMeeting, by: Person) -> EngagementMeeting:
    """Undo: it is held."""
    group, meeting = _lock_meeting(meeting, by)
    if not meeting.cancelled:
        raise Refused(_("It has not been called off."))
    meeting.cancelled = False
    meeting.sequence += 1
    meeting.save()
    write_history(verb="meeting_returned", of=group, by=by, meeting=meeting.pk)
    if not meeting.is_held:
        _write_to_members(meeting, "meeting_planned", "REQUEST", but=by)
    return meeting


@transaction.atomic
def write_hours(
    *, meeting: EngagementMeeting, hours: Mapping[int, Decimal | None], by: Person
) -> None:
    """How long each member worked for it, by the keys of members; None takes the hours away."""
    group, meeting = _lock_meeting(meeting, by)
    if meeting.cancelled:
        raise Refused(_("It is called off. Nobody has worked for it."))
    known = set(group.members.values_list("pk", flat=True))
    for key, value in hours.items():
        if key not in known:
            raise Refused(_("Somebody in the list is not in the group."))
        if value is None:
            MemberHours.objects.filter(meeting=meeting, member=key).delete()
        else:
            MemberHours.objects.update_or_create(
                meeting=meeting, member_id=key, defaults={"hours": value}
            )
    write_history(verb="hours_written", of=group, by=by, meeting=meeting.pk)


@transaction.atomic
def give_statement(
    *,
    group: Engagement,
    facts: Mapping[str, Any],
    by: Person,
    file: tuple[str, bytes] | None = None,
) -> Statement:
    """In words, in a file (its name and what is in it), or both."""
    group = _lock_alive(group, by)
    statement = Statement(engagement=group, by=by, **facts)
    return _keep(statement, file, "statement_given", by)


@transaction.atomic
def change_statement(
    *,
    statement: Statement,
    facts: Mapping[str, Any],
    by: Person,
    file: tuple[str, bytes] | None = None,
) -> Statement:
    """Other words, another file, or others may see it."""
    _lock_alive(statement.engagement, by)
    fresh = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    for name, value in facts.items():
        setattr(fresh, name, value)
    return _keep(fresh, file, "statement_changed", by)


@transaction.atomic
def withdraw_statement(*, statement: Statement, by: Person) -> Statement:
    """Nobody reads it any more but those who keep the group, and they can undo it."""
    return _stand(statement, False, "statement_withdrawn", by)


@transaction.atomic
def return_statement(*, statement: Statement, by: Person) -> Statement:
    """Undo: it stands as before."""
    return _stand(statement, True, "statement_returned", by)


def _stand(statement: Statement, stands: bool, verb: str, by: Person) -> Statement:
    group = _lock_alive(statement.engagement, by)
    if Statement.objects.filter(pk=statement.pk, withdrawn=stands).update(withdrawn=not stands):
        write_history(verb=verb, of=group, by=by, statement=statement.pk, public=statement.public)
    statement.refresh_from_db(fields=["withdrawn"])
    return statement


def _keep(statement: Statement, file: tuple[str, bytes] | None, verb: str, by: Person) -> Statement:
    if file:
        name, content = file
        kind = type_of(content)
        statement.name, statement.content = tidy_name(name, kind), content
        statement.content_type, statement.mark = kind.media_type, sha256(content).hexdigest()
    if not statement.text.strip() and not statement.name:
        raise Refused(_("Write what the group has said, or choose a file."))
    statement.save()
    group = statement.engagement
    write_history(verb=verb, of=group, by=by, statement=statement.pk, public=statement.public)
    return statement


def _lock_alive(group: Engagement, by: Person) -> Engagement:
    group = lock_group(group, by)
    if not group.is_alive:
        raise Refused(_("This group did not come about."))
    group.save()
    return group


def _lock_meeting(meeting: EngagementMeeting, by: Person) -> tuple[Engagement, EngagementMeeting]:
    group = _lock_alive(meeting.engagement, by)
    fresh = EngagementMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    fresh.engagement = group
    return group, fresh


def _write_to_members(
    meeting: EngagementMeeting, template: str, method: Method, *, but: Person
) -> None:
    """One letter to each address, with an entry for their calendar."""
    members = meeting.engagement.members.current().with_who()
    receivers = {one.email: one for member in members for one in _receivers(member)}
    for receiver in receivers.values():
        if receiver.email == but.email:
            continue
        with override(receiver.language):
            calendar = calendar_file(
                [entry_of(meeting)],
                name=title_of(meeting),
                method=method,
                to=Invited(receiver.email, said_yes=False),
            )
        post_letter(
            to=receiver,
            template=f"references/letters/{template}.txt",
            about=meeting.engagement,
            due=True,
            calendar=calendar,
            meeting=meeting,
        )


def _receivers(member: EngagementMember) -> list[Receiver]:
    """The person, where they have an account; else those who work at the partner."""
    if member.person:
        return [Receiver(member.person.email, member.person.letter_language)]
    return receivers_at(member.organisation)
