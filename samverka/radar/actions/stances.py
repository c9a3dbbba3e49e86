"""Follow a call, follow it no longer; say that it is not for the organisation, and take that back.

Stances only add and end, and whoever is second finds what they wanted done: they carry no version.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.models import Dismissal, Follow
from samverka.radar.rules import Standing
from samverka.record.actions import write_history


@transaction.atomic
def follow_call(*, call: Call, by: Person, organisation: Organisation | None = None) -> Follow:
    """Hear of what changes, for oneself; with `organisation` those who work there see it too."""
    if organisation:
        ask_staff(by, organisation)
    call = _lock_call(call)
    follow = Follow.objects.filter(call=call, person=by).first() or Follow(call=call, person=by)
    if follow.pk and follow.ended_at is None and follow.organisation_id == _key(organisation):
        return follow
    follow.since = follow.since if follow.ended_at is None else timezone.now()
    follow.ended_at, follow.organisation = None, organisation
    follow.save()
    write_history(verb="followed", of=follow, by=by, call=call.pk, organisation=_key(organisation))
    return follow


@transaction.atomic
def unfollow_call(*, call: Call, by: Person) -> Follow:
    """Hear no more of it. `follow_call` takes it back."""
    follow = Follow.objects.select_for_update(of=("self",)).filter(call=call, person=by).first()
    if follow is None:
        raise Refused(_("You do not follow this call."))
    if follow.ended_at is None:
        follow.ended_at = timezone.now()
        follow.save()
        write_history(verb="unfollowed", of=follow, by=by, call=call.pk)
    return follow


@transaction.atomic
def dismiss_call(*, call: Call, organisation: Organisation, reason: str, by: Person) -> Dismissal:
    """It is not for the organisation; another reason takes the place of the one before."""
    ask_staff(by, organisation)
    call = _lock_call(call)
    standing = Dismissal.objects.current().filter(call=call, organisation=organisation).first()
    if standing and standing.reason == reason:
        return standing
    if standing:
        standing.ended_at = timezone.now()
        standing.save()
    dismissal = Dismissal.objects.create(
        call=call, organisation=organisation, reason=Dismissal.Reason(reason), person=by
    )
    write_history(
        verb="dismissed",
        of=dismissal,
        by=by,
        call=call.pk,
        organisation=organisation.pk,
        reason=dismissal.reason,
    )
    return dismissal


@transaction.atomic
def take_back_dismissal(*, call: Call, organisation: Organisation, by: Person) -> None:
    """It may be for the organisation after all, and nothing is learned from the no."""
    ask_staff(by, organisation)
    call = _lock_call(call)
    for dismissal in Dismissal.objects.current().filter(call=call, organisation=organisation):
        dismissal.ended_at = timezone.now()
        dismissal.save()
        write_history(verb="taken_back", of=dismissal, by=by, call=call.pk)


def ask_staff(by: Person, organisation: Organisation) -> None:
    if not Standing(by).may_speak_for(organisation):
        raise Refused(
            _("Only those who work at %(name)s can do this.") % {"name": organisation.name}
        )


def _lock_call(call: Call) -> Call:
    """Held until the transaction ends, so that one person's two presses are one row."""
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


def _key(organisation: Organisation | None) -> int | None:
    return organisation.pk if organisation else None
