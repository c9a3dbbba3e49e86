"""The agreement: made and frozen, signed by both, replaced when something changes."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.signed import kind_of, tidy_name
from samverka.common.text import clean_line
from samverka.grants.actions.granting import (
    ask_handler,
    ask_running,
    lock_grant,
    recount,
    tell,
    write_to_applicant,
)
from samverka.grants.actions.waiting import wait_for_payments
from samverka.grants.agreed import agreement_content, mark_of
from samverka.grants.models import Agreement, Enclosure, Grant, GrantReport
from samverka.people.models import Person


@transaction.atomic
def make_agreement(*, grant: Grant, extra: str = "", by: Person) -> Agreement:
    """Of what holds today, sent to be signed; one that stood before is replaced.

    `extra` are conditions in words, beside those of the decision.
    """
    grant = lock_grant(grant)
    ask_handler(by, grant.application)
    ask_running(grant)
    return renew_agreement(grant, extra=extra, by=by)


def renew_agreement(grant: Grant, *, by: Person, extra: str = "") -> Agreement:
    """The same for a locked grant; whoever decided the change has been asked."""
    standing = grant.agreements.exclude(state=Agreement.State.REPLACED)
    standing.update(state=Agreement.State.REPLACED)
    content = agreement_content(grant, extra)
    agreement = Agreement.objects.create(
        grant=grant, content=content, sha256=mark_of(content), by=by
    )
    tell(grant, "agreement_made", by=by, agreement=agreement.pk)
    write_to_applicant(grant, "agreement", due=True, agreement=agreement)
    return agreement


@transaction.atomic
def sign_for_applicant(*, agreement: Agreement, name: str, sha256: str) -> Agreement:
    """Whoever has the key signs with their name what they read: the hash says what that was."""
    grant, agreement = _lock(agreement)
    name = clean_line(name)
    if not name:
        raise Refused(_("Write your name."), field="name")
    if sha256 != agreement.sha256:
        raise Refused(_("There is another agreement now. Read it before you sign."))
    _ask_unsigned(agreement)
    agreement.applicant_name, agreement.applicant_signed_at = name, timezone.now()
    tell(grant, "signed_by_applicant", by=None, agreement=agreement.pk)
    return _settle(grant, agreement, None)


@transaction.atomic
def hand_in_signed(
    *, agreement: Agreement, content: bytes, name: str, by: Person | None = None
) -> Agreement:
    """A signed copy, from the applicant by key, or from an officer who got it on paper."""
    grant, agreement = _lock(agreement)
    if by:
        ask_handler(by, grant.application)
    _ask_unsigned(agreement)
    agreement.signed_copy = enclose(
        grant, content=content, name=name, of=Enclosure.Of.AGREEMENT, by=by
    )
    agreement.applicant_signed_at = timezone.now()
    tell(grant, "signed_copy", by=by, agreement=agreement.pk)
    return _settle(grant, agreement, by)


@transaction.atomic
def sign_for_host(*, agreement: Agreement, by: Person) -> Agreement:
    grant, agreement = _lock(agreement)
    ask_handler(by, grant.application)
    if agreement.host_signed_at:
        raise Refused(_("It is signed for us already."))
    agreement.host_signed_by, agreement.host_signed_at = by, timezone.now()
    tell(grant, "signed_by_host", by=by, agreement=agreement.pk)
    return _settle(grant, agreement, by)


def enclose(
    grant: Grant,
    *,
    content: bytes,
    name: str,
    of: Enclosure.Of,
    by: Person | None,
    report: GrantReport | None = None,
) -> Enclosure:
    """A file that belongs to the grant; raises `Refused` for what is no PDF or picture."""
    kind = kind_of(content)
    return Enclosure.objects.create(
        application=grant.application,
        report=report,
        of=of,
        name=tidy_name(name, kind),
        kind=kind,
        content=content,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        by=by,
    )


def _lock(agreement: Agreement) -> tuple[Grant, Agreement]:
    grant = lock_grant(agreement.grant)
    ask_running(grant)
    fresh = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if fresh.state != Agreement.State.MADE:
        raise Refused(
            _("This agreement is not to be signed any more: %(state)s.")
            % {"state": fresh.get_state_display().lower()}
        )
    return grant, fresh


def _ask_unsigned(agreement: Agreement) -> None:
    if agreement.applicant_signed_at:
        raise Refused(_("It is signed by the applicant already."))


def _settle(grant: Grant, agreement: Agreement, by: Person | None) -> Agreement:
    """Both have signed: from now on money can be paid."""
    if agreement.applicant_signed_at and agreement.host_signed_at:
        agreement.state, agreement.signed_at = Agreement.State.SIGNED, timezone.now()
        if grant.state == Grant.State.AWARDED:
            grant.state = Grant.State.AGREED
            recount(grant)
        tell(grant, "agreed", by=by, agreement=agreement.pk)
        write_to_applicant(grant, "agreed", agreement=agreement)
    agreement.save()
    if agreement.state == Agreement.State.SIGNED:
        wait_for_payments(grant)
    return agreement
