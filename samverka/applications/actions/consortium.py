"""Who applies together: invited, in, gone again; who leads; what each says of applying at all."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import (
    ask_being_written,
    ask_lead,
    ask_seen,
    lock_application,
    tell,
    write_to,
    write_to_all,
)
from samverka.applications.models import Application, Member, Place
from samverka.applications.rules import Standing
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.partnership.rules import works_at
from samverka.people.models import Person
from samverka.record.models import History

Role = Member.Role
COMINGS = ("invited", "joined", "left", "removed", "brought_back")  # verbs of the history


@transaction.atomic
def invite_member(
    *,
    application: Application,
    organisation: Organisation,
    by: Person,
    role: str = Role.PARTNER,
    does: str = "",
    words: str = "",
) -> Member:
    """Ask a partner; its staff get a letter, and answer on the application's own page."""
    application = lock_application(application)
    ask_lead(by, application)
    if not organisation.is_partner or role == Role.LEAD:
        raise Refused(_("%(name)s cannot be asked.") % {"name": organisation.name})
    member = application.members.filter(organisation=organisation).first()
    if member is None:
        member = Member(
            application=application, organisation=organisation, state=Member.State.INVITED
        )
    elif not member.can_move(Member.State.INVITED):
        raise Refused(_("%(name)s has been asked already, or is in.") % {"name": organisation.name})
    member.state, member.role, member.does, member.words = Member.State.INVITED, role, does, words
    member.since, member.left_on = timezone.localdate(), None
    member.save()
    tell(application, "invited", by=by, organisation=organisation.pk)
    write_to(organisation, "invited", application, member=member)
    return member


@transaction.atomic
def accept_invitation(*, member: Member, by: Person) -> Member:
    """Its staff say yes: the organisation is in, and whoever said so has the first place there."""
    member = lock_member(member)
    _ask_own(by, member)
    _move(member, Member.State.IN)
    member.contact, member.since = by, timezone.localdate()
    member.save()
    Place.objects.get_or_create(member=member, person=by)
    tell(member.application, "joined", by=by, organisation=member.organisation_id)
    write_to_all(member.application, "joined", by=by, without=member, member=member)
    return member


@transaction.atomic
def decline_invitation(*, member: Member, words: str, by: Person) -> Member:
    """No; the lead hears it with the words. It can be taken back while it is being written."""
    member = lock_member(member)
    _ask_own(by, member)
    _move(member, Member.State.DECLINED)
    member.words = words
    member.save()
    application = member.application
    tell(application, "declined", by=by, organisation=member.organisation_id)
    lead = lead_of(application)
    write_to(lead.organisation, "declined", application, member=member, words=words)
    return member


@transaction.atomic
def leave_application(*, member: Member, words: str, by: Person) -> Member:
    """Its own staff, who may come back only when they are asked again."""
    member = lock_member(member)
    _ask_own(by, member)
    return _end(member, "left", words, by)


@transaction.atomic
def remove_member(*, member: Member, words: str, by: Person) -> Member:
    """The lead takes an organisation out, or an invitation back: its people lose their rights."""
    member = lock_member(member)
    ask_lead(by, member.application)
    return _end(member, "removed", words, by)


def _end(member: Member, verb: str, words: str, by: Person) -> Member:
    if member.leads:
        raise Refused(_("Choose first who leads instead of %(name)s.") % _named(member))
    was_in = member.is_in
    _move(member, Member.State.LEFT)
    member.left_on, member.words = timezone.localdate(), words
    member.save()
    application = member.application
    tell(application, verb, by=by, organisation=member.organisation_id, was_in=was_in)
    write_to(member.organisation, "out", application, but=by, member=member, words=words)
    if was_in:
        write_to_all(application, "left", by=by, member=member, words=words)
    return member


@transaction.atomic
def bring_back(*, member: Member, by: Person) -> Member:
    """Undo what the lead has done: it is in again, as it was. Who left by themselves is asked."""
    member = lock_member(member)
    ask_lead(by, member.application)
    if not was_removed(member):
        raise Refused(_("%(name)s has left by itself. Ask again instead.") % _named(member))
    _move(member, Member.State.IN)
    member.left_on = None
    member.save()
    tell(member.application, "brought_back", by=by, organisation=member.organisation_id)
    write_to(member.organisation, "back", member.application, but=by, member=member)
    return member


def was_removed(member: Member) -> bool:
    """The last that happened to it is that the lead took it out, while it was in."""
    rows = History.objects.of(member.application).filter(verb__in=COMINGS)
    last = rows.filter(detail__organisation=member.organisation_id).order_by("id").last()
    return bool(last and last.verb == "removed" and last.detail.get("was_in"))


@transaction.atomic
def change_lead(*, member: Member, by: Person) -> Member:
    """Another organisation leads; the one that led stays in as a partner."""
    member = lock_member(member)
    application = member.application
    ask_lead(by, application)
    if not member.is_in or not member.organisation.is_partner:
        raise Refused(_("%(name)s is not in.") % _named(member))
    if not member.places.that_write().exists():
        raise Refused(
            _("Nobody at %(name)s can write in it. Give somebody a place.") % _named(member)
        )
    Member.objects.filter(application=application, role=Role.LEAD).update(role=Role.PARTNER)
    member.role = Role.LEAD
    member.save()
    tell(application, "led", by=by, organisation=member.organisation_id)
    write_to_all(application, "led", by=by, member=member)
    return member


@transaction.atomic
def describe_member(
    *, member: Member, role: str, does: str, by: Person, seen: int | None = None
) -> Member:
    """What it is and does in the project: the lead, or who has a place there."""
    member = lock_member(member, seen=seen)
    ask_being_written(member.application)
    standing = Standing(by)
    if not standing.may_place(member):
        raise Refused(_("Only the lead, and who has a place there, can do this."))
    if not member.leads and standing.may_lead(member.application) and role:
        member.role = role
    member.does = does
    member.save()
    tell(member.application, "described", by=by, organisation=member.organisation_id)
    return member


@transaction.atomic
def take_stand(*, member: Member, stand: str, why: str, by: Person) -> Member:
    """Go or no go: what an organisation says of applying at all. May be said again."""
    member = lock_member(member)
    _ask_own(by, member)
    if not member.is_in:
        raise Refused(_("%(name)s is not in.") % _named(member))
    member.stand, member.stand_why = stand, why
    member.save()
    tell(member.application, "stood", by=by, organisation=member.organisation_id, to=stand)
    return member


def lead_of(application: Application) -> Member:
    return application.members.select_related("organisation").get(role=Role.LEAD)


def lock_member(member: Member, *, seen: int | None = None) -> Member:
    rows = Member.objects.select_for_update(of=("self",))
    fresh = rows.select_related("application", "organisation").get(pk=member.pk)
    ask_seen(fresh.version, seen)
    fresh.version += 1
    return fresh


def _ask_own(by: Person, member: Member) -> None:
    if not works_at(by, member.organisation):
        raise Refused(_("Only those who work at %(name)s can do this.") % _named(member))
    ask_being_written(member.application)


def _move(member: Member, to: str) -> None:
    if not member.can_move(to):
        raise Refused(
            _("%(name)s: %(state)s. That cannot be changed so.")
            % {**_named(member), "state": member.get_state_display()}
        )
    member.state = to


def _named(member: Member) -> dict[str, str]:
    return {"name": member.organisation.name}
