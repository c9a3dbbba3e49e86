"""Letters of commitment: made, signed and handed in, taken away again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import ask_being_written, tell
from samverka.applications.models import Member, Pledge, SignedCopy
from samverka.applications.papers.letter import lead_name, mark_of
from samverka.applications.rules import Standing
from samverka.common.refusal import Refused
from samverka.common.signed import as_handed_in
from samverka.people.models import Person


@transaction.atomic
def make_letter(*, member: Member, by: Person) -> Pledge:
    """Ready to be signed as it is now; what was signed before stays in the history."""
    pledge = _lock(member, by)
    _replace(pledge)
    _go(pledge, Pledge.State.MADE)
    pledge.mark, pledge.made_at, pledge.made_by = (
        mark_of(pledge.member, lead_name(pledge.member.application)),
        timezone.now(),
        by,
    )
    pledge.save()
    tell(member.application, "letter_made", by=by, organisation=member.organisation_id)
    return pledge


@transaction.atomic
def hand_in_signed(*, member: Member, content: bytes, name: str, by: Person) -> SignedCopy:
    """Keep a signed copy; one that was there before stays in the history."""
    handed_in = as_handed_in(content, name)
    pledge = _lock(member, by)
    _replace(pledge)
    if pledge.state == Pledge.State.NONE:
        pledge.mark = mark_of(pledge.member, lead_name(pledge.member.application))
    _go(pledge, Pledge.State.SIGNED)
    pledge.save()
    copy = SignedCopy.objects.create(pledge=pledge, by=by, **handed_in)
    tell(member.application, "letter_signed", by=by, organisation=member.organisation_id)
    return copy


@transaction.atomic
def set_signed_aside(*, member: Member, by: Person) -> Pledge:
    """It was the wrong file: the letter waits to be signed again, the file stays in the history."""
    pledge = _lock(member, by)
    if not pledge.is_signed:
        raise Refused(_("There is nothing to take back."))
    _replace(pledge)
    _go(pledge, Pledge.State.MADE)
    pledge.save()
    tell(member.application, "letter_set_aside", by=by, organisation=member.organisation_id)
    return pledge


def _lock(member: Member, by: Person) -> Pledge:
    """The letter of a member as it is now, held until the transaction ends."""
    fresh = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if not Standing(by).may_handle_letter(fresh):
        raise Refused(
            _("Only %(name)s and those who lead the application can do this.")
            % {"name": fresh.organisation.name}
        )
    ask_being_written(fresh.application)
    if fresh.state != Member.State.IN:
        raise Refused(
            _("%(name)s does not take part any more.") % {"name": fresh.organisation.name}
        )
    pledge, _new = Pledge.objects.get_or_create(member=fresh)
    return pledge


def _replace(pledge: Pledge) -> None:
    pledge.copies.filter(replaced_at__isnull=True).update(replaced_at=timezone.now())


def _go(pledge: Pledge, to: Pledge.State) -> None:
    assert pledge.can_move(to)
    pledge.state = to
