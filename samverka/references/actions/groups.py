"""A group begins, waits for money, goes on, ends; who of us is in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.references.models import Engagement, EngagementMember, ReferenceRequest
from samverka.references.rules import may_care, may_keep

State = Engagement.State
Outcome = ReferenceRequest.Outcome


def begin_group(*, request: ReferenceRequest, by: Person | None) -> Engagement:
    """The group of a request that was accepted, or the one it had before, as it stands now.

    Called in the transaction that holds the request.
    """
    language = request.language
    group, new = Engagement.objects.get_or_create(
        request=request,
        defaults={
            f"title_{language}": request.title,
            f"about_{language}": request.summary,
            "organisation": request.organisation,
            "country": request.country,
            "kind": request.kind,
            "programme": request.programme,
            "call": request.call,
            "starts_on": request.starts_on,
            "ends_on": request.ends_on,
            "example": request.example,
        },
    )
    if not new and group.state == State.DROPPED:
        _go(group, State.PLANNED)
        group.save()
    there = set(group.members.current().values_list("organisation", flat=True))
    for one in request.participations.taking_part().exclude(organisation__in=there):
        EngagementMember.objects.create(
            engagement=group, organisation_id=one.organisation_id, person_id=one.person_id
        )
    write_history(verb="begun" if new else "returned", of=group, by=by)
    return group


def drop_group(*, request: ReferenceRequest, by: Person | None) -> None:
    """It does not come about after all; one that has begun stays."""
    group = Engagement.objects.select_for_update(of=("self",)).filter(request=request).first()
    if group and group.can_move(State.DROPPED):
        _go(group, State.DROPPED)
        group.save()
        write_history(verb="dropped", of=group, by=by)


@transaction.atomic
def write_down_group(*, facts: Mapping[str, Any], state: str, by: Person) -> Engagement:
    """A group that no request here led to, such as one of earlier years."""
    if not may_care(by):
        raise Refused(_("Only the working committee and the coordinators can do this."))
    group = Engagement.objects.create(**facts, state=state)
    write_history(verb="written_down", of=group, by=by)
    return group


@transaction.atomic
def change_group(
    *, group: Engagement, facts: Mapping[str, Any], by: Person, seen: int | None = None
) -> Engagement:
    """What is said of it, and whether everybody may see it."""
    group = lock_group(group, by, seen=seen)
    for name, value in facts.items():
        setattr(group, name, value)
    group.save()
    write_history(verb="edited", of=group, by=by, public=group.public)
    return group


@transaction.atomic
def start_group(*, group: Engagement, by: Person | None) -> Engagement:
    """The work begins; without `by` because the money was granted."""
    group = lock_group(group, by)
    _go(group, State.RUNNING)
    group.starts_on = group.starts_on or timezone.localdate()
    group.save()
    write_history(verb="started", of=group, by=by)
    return group


@transaction.atomic
def end_group(
    *, group: Engagement, by: Person, closing_sv: str, closing_en: str, ends_on: date
) -> Engagement:
    """It ends with words on what came of it; those who are in it leave that day."""
    group = lock_group(group, by)
    if not (closing_sv.strip() or closing_en.strip()):
        raise Refused(_("Write a few words on what came of it."))
    _go(group, State.ENDED)
    if group.starts_on and ends_on < group.starts_on:
        raise Refused(_("It cannot end before it began."))
    group.closing_sv, group.closing_en, group.ends_on = closing_sv, closing_en, ends_on
    group.save()
    group.members.filter(until=None).update(until=ends_on)
    write_history(verb="ended", of=group, by=by)
    return group


@transaction.atomic
def reopen_group(*, group: Engagement, by: Person) -> Engagement:
    """Undo the end: those who left with it are in again."""
    group = lock_group(group, by)
    if group.state != State.ENDED:
        raise Refused(_("It has not ended."))
    _go(group, State.RUNNING)
    group.members.filter(until=group.ends_on).update(until=None)
    group.ends_on = None
    group.save()
    write_history(verb="reopened", of=group, by=by)
    return group


@transaction.atomic
def add_member(
    *,
    group: Engagement,
    organisation: Organisation,
    by: Person,
    person_name: str = "",
    role: str = "",
    since: date | None = None,
) -> EngagementMember:
    """A partner takes part from a day; its person need not have an account."""
    group = lock_group(group, by)
    there = group.members.current().filter(organisation=organisation)
    if person_name.casefold() in {one.person_name.casefold() for one in there}:
        raise Refused(
            _("%(name)s is in the group already.") % {"name": person_name or organisation}
        )
    group.save()
    member = EngagementMember.objects.create(
        engagement=group,
        organisation=organisation,
        person_name=person_name,
        role=role,
        since=since or timezone.localdate(),
    )
    write_history(verb="member_added", of=group, by=by, organisation=organisation.pk)
    return member


@transaction.atomic
def let_member_go(*, member: EngagementMember, by: Person) -> EngagementMember:
    """They leave today; the hours they gave stay."""
    group = lock_group(member.engagement, by)
    group.save()
    member = EngagementMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if member.until is not None:
        raise Refused(_("%(name)s has left already.") % {"name": member.organisation})
    member.until = max(member.since, timezone.localdate())
    member.save()
    write_history(verb="member_left", of=group, by=by, organisation=member.organisation_id)
    return member


@transaction.atomic
def let_member_return(*, member: EngagementMember, by: Person) -> EngagementMember:
    """Undo the leaving."""
    group = lock_group(member.engagement, by)
    group.save()
    member = EngagementMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    member.until = None
    member.save()
    write_history(verb="member_returned", of=group, by=by, organisation=member.organisation_id)
    return member


def lock_group(group: Engagement, by: Person | None, *, seen: int | None = None) -> Engagement:
    """The group as it is now; raises `Refused` for a person who may not keep it."""
    fresh = Engagement.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if by is not None and not may_keep(by, fresh):
        raise Refused(_("Only those in the group, the committee and the coordinators can do this."))
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this while you were writing. This is how it stands now."
                " What you wrote is still here: look it through and save it again."
            )
        )
    fresh.version += 1
    return fresh


def _go(group: Engagement, to: State) -> None:
    if not group.can_move(to):
        raise Refused(
            _("This cannot be done now: %(state)s.") % {"state": group.get_state_display()}
        )
    group.state = to
