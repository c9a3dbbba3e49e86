"""People come to an organisation by invitation, and leave it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership import rules
from samverka.partnership.actions.comings import send_invitation, tell_if_deserted, write_to
from samverka.partnership.models import Invitation, Membership, Organisation
from samverka.people.actions import give_consent
from samverka.people.models import Consent, Person
from samverka.record.actions import write_history
from samverka.record.models import History, Letter

A_DAY_AT_MOST = 40  # letters with invitations from one person
A_WEEK_TO_ONE = 5  # to one address, whoever they come from
BETWEEN_LETTERS = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=90)
OWNER = History.Role.OWNER


@transaction.atomic
def invite(*, email: str, to: Organisation, by: Person, language: str) -> Invitation:
    """Ask somebody to join; whoever has been asked and not answered is not asked twice."""
    organisation = _lock(to)
    _ask_permission(by, organisation)
    email = email.strip().lower()
    current = Membership.objects.current().filter(organisation=organisation)
    if current.filter(person__email=email).exists():
        raise Refused(_("%(email)s belongs to the organisation already.") % {"email": email})
    known = Invitation.objects.unanswered().filter(organisation=organisation, email=email).last()
    if known and known.is_open:
        return known
    _refuse_too_many(by, email)
    if known:
        return _renew(known, by)
    person = Person.objects.filter(email=email).first()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        language=(person and person.language) or language,
        invited_by=by,
        expires_at=_end_of_a_new_one(),
    )
    write_history(verb="invited", of=invitation, by=by)
    send_invitation(invitation)
    return invitation


@transaction.atomic
def invite_again(*, invitation: Invitation, by: Person) -> Invitation:
    """Send the letter once more, with new days to answer; also after it was withdrawn."""
    invitation = _lock_invitation(invitation)
    _ask_permission(by, invitation.organisation)
    if invitation.state == Invitation.State.WAITING:
        if timezone.now() - invitation.sent_at < BETWEEN_LETTERS:
            raise Refused(_("The letter was sent less than an hour ago. Wait a little."))
    elif not invitation.can_move(Invitation.State.WAITING):
        raise Refused(_("This invitation has been answered."))
    _refuse_too_many(by, invitation.email)
    others = Invitation.objects.waiting().filter(
        organisation=invitation.organisation, email=invitation.email
    )
    if others.exclude(pk=invitation.pk).exists():
        raise Refused(_("A newer invitation to the same address is waiting."))
    return _renew(invitation, by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """The address in the letter opens nothing any more; it can be sent again."""
    invitation = _lock_invitation(invitation)
    _ask_permission(by, invitation.organisation)
    _move(invitation, Invitation.State.WITHDRAWN)
    write_history(verb="withdrew", of=invitation, by=by)
    return invitation


@transaction.atomic
def decline_invitation(*, invitation: Invitation) -> Invitation:
    """Says whoever has the letter; the one who invited is told."""
    invitation = _lock_invitation(invitation)
    _move(invitation, Invitation.State.DECLINED)
    write_history(verb="declined", of=invitation, role=OWNER)
    if invitation.invited_by and invitation.invited_by.is_active:
        write_to(invitation.invited_by, "declined", about=invitation, invitation=invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, name: str, language: str) -> Membership:
    """Join the organisation; makes the account where the address has none.

    Whoever calls this knows that the person has the address: by the key in the letter where an
    account is made, by being signed in where there is one.
    """
    invitation = _lock_invitation(invitation)
    if not invitation.is_open:
        raise Refused(_("This invitation is no longer open. Ask for a new one."))
    person = _person_at(invitation.email, name, language)
    if not person.is_active:
        raise Refused(
            _("The account with this address is closed. Open it again by the letter you got then.")
        )
    invitation.answered_at = timezone.now()
    _move(invitation, Invitation.State.ACCEPTED)
    give_consent(person=person, purpose=Consent.Purpose.JOINING, how=Consent.How.INVITATION)
    membership, is_new = Membership.objects.current().get_or_create(
        person=person, organisation=invitation.organisation, until=None
    )
    if is_new:
        write_history(verb="joined", of=membership, by=person)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Person) -> Membership:
    """Leave, or take somebody away: rights end at once, and that they belonged here is kept.

    Whoever is taken away by others gets a letter.
    """
    membership = _lock_membership(membership)
    if by.pk != membership.person_id:
        _ask_permission(by, membership.organisation)
    if membership.until is not None:
        raise Refused(_("This has ended already."))
    membership.until, membership.ended_by = timezone.localdate(), by
    membership.save()
    write_history(verb="left", of=membership, by=by)
    for invitation in Invitation.objects.filter(
        state=Invitation.State.WAITING,
        organisation=membership.organisation,
        invited_by=membership.person,
    ):  # else they could come back by an address of their own
        _move(invitation, Invitation.State.WITHDRAWN)
        write_history(verb="withdrew", of=invitation, by=by)
    if by.pk != membership.person_id:
        write_to(membership.person, "taken_away", about=membership, membership=membership)
    tell_if_deserted(membership.organisation)
    return membership


@transaction.atomic
def return_membership(*, membership: Membership, by: Person) -> Membership:
    """Undo: belong as before, as if it had not ended."""
    membership = _lock_membership(membership)
    if not rules.may_return(by, membership):
        raise Refused(_("Ask somebody in the organisation, or a coordinator, to invite you."))
    current = Membership.objects.current().filter(
        organisation=membership.organisation, person=membership.person
    )
    if membership.until is None or current.exists():
        raise Refused(_("%(name)s belongs here already.") % {"name": membership.person})
    if not membership.person.is_active:
        raise Refused(_("This account is closed."))
    membership.until = membership.ended_by = None
    membership.save()
    write_history(verb="returned", of=membership, by=by)
    return membership


def expire_invitations(*, now: datetime) -> int:
    """Close those whose days are over; returns how many. They can be sent again.

    The address of somebody who never joined is not kept for longer than it is of use.
    """
    ended = [Invitation.State.DECLINED, Invitation.State.WITHDRAWN, Invitation.State.EXPIRED]
    Invitation.objects.filter(state__in=ended, sent_at__lt=now - FORGOTTEN_AFTER).delete()
    old = Invitation.objects.waiting().filter(expires_at__lte=now)
    return old.update(state=Invitation.State.EXPIRED)


def _ask_permission(by: Person, organisation: Organisation) -> None:
    if not rules.may_invite_to(by, organisation):
        raise Refused(_("Only its own people and the coordinators may do this."))


def _refuse_too_many(by: Person, email: str) -> None:
    """Withdrawn or declined, a letter is a letter: nobody is written to again and again."""
    a_week_ago = timezone.now() - timedelta(days=7)
    letters = Letter.objects.filter(about_kind="invitation", to=email, written_at__gt=a_week_ago)
    if letters.count() >= A_WEEK_TO_ONE:
        raise Refused(
            _("%(email)s has got %(most)d invitations this week. Wait some days.")
            % {"email": email, "most": A_WEEK_TO_ONE}
        )
    a_day_ago = timezone.now() - timedelta(days=1)
    sent = History.objects.filter(actor=by, kind="invitation", at__gt=a_day_ago)
    if sent.filter(verb__in=["invited", "invited_again"]).count() >= A_DAY_AT_MOST:
        raise Refused(_("You have sent very many invitations today. Go on tomorrow."))


def _lock(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


def _lock_invitation(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=invitation.pk)


def _lock_membership(membership: Membership) -> Membership:
    """With its organisation, so that two who leave at once see each other."""
    rows = Membership.objects.select_related("organisation", "person")
    _lock(membership.organisation)
    return rows.select_for_update(of=("self",)).get(pk=membership.pk)


def _end_of_a_new_one() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def _renew(invitation: Invitation, by: Person) -> Invitation:
    invitation.state, invitation.invited_by = Invitation.State.WAITING, by
    invitation.sent_at, invitation.expires_at = timezone.now(), _end_of_a_new_one()
    invitation.save()
    write_history(verb="invited_again", of=invitation, by=by)
    send_invitation(invitation)
    return invitation


def _move(invitation: Invitation, to: Invitation.State) -> None:
    if not invitation.can_move(to):
        raise Refused(_("This invitation is no longer open. Ask for a new one."))
    invitation.state = to
    invitation.save()


def _person_at(email: str, name: str, language: str) -> Person:
    """The account of the address, made when there is none, perhaps by two at the same moment."""
    person = Person.objects.filter(email=email).first()
    if person is None:
        try:
            with transaction.atomic():
                person = Person.objects.create_user(email, name, language=language)
            write_history(verb="made", of=person, by=person)
        except IntegrityError:
            person = Person.objects.get(email=email)
    wanted = {"name": person.name or name, "language": person.language or language}
    if any(getattr(person, field) != value for field, value in wanted.items()):
        person.name, person.language = wanted["name"], wanted["language"]
        person.save(update_fields=list(wanted))
    return person
