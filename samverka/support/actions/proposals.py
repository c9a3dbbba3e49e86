"""Partners propose for a cell of the map; coordinators answer, and the proposer is told."""

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.partnership.rules import coordinators
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.support import rules
from samverka.support.actions.services import address_of, extend_service
from samverka.support.models import Kind, Need, Proposal, Service

STATE = Proposal.State


@transaction.atomic
def propose(
    *,
    need: Need,
    stage: str,
    kind: str,
    why: str,
    by: Person,
    service: Service | None = None,
    organisation: Organisation | None = None,
) -> Proposal:
    """Say that something exists, is missing or could be adapted in a cell, and why."""
    if not rules.may_propose(by):
        raise Refused(_("Only those who work at a partner make proposals here."))
    _check(kind, service, organisation)
    missing = kind == Kind.MISSING
    proposal = Proposal.objects.create(
        need=need,
        stage=stage,
        kind=kind,
        why=why.strip(),
        by=by,
        service=None if missing else service,
        organisation=organisation if kind == Kind.EXISTS else None,
    )
    write_history(verb="proposed", of=proposal, by=by, kind=kind)
    for person in coordinators():
        if person != by:
            _write(person, "proposal_new", proposal)
    return proposal


@transaction.atomic
def accept_proposal(
    *,
    proposal: Proposal,
    by: Person,
    answer: str = "",
    service: Service | None = None,
    organisation: Organisation | None = None,
) -> Proposal:
    """What exists enters the map, or becomes a draft of a service; the rest is recorded on it."""
    proposal = _take(proposal, STATE.ACCEPTED, by)
    if proposal.kind == Kind.MISSING:
        service = organisation = None
    _check(proposal.kind, service, organisation)
    proposal.service, proposal.organisation = service, organisation
    if proposal.kind == Kind.EXISTS and service:
        extend_service(service=service, need=proposal.need, stage=proposal.stage, by=by)
    elif proposal.kind == Kind.EXISTS and organisation:
        proposal.draft = _draft(proposal, organisation, by)
    return _answer(proposal, "accepted", answer, by)


@transaction.atomic
def decline_proposal(*, proposal: Proposal, by: Person, answer: str) -> Proposal:
    proposal = _take(proposal, STATE.DECLINED, by)
    if not answer.strip():
        raise Refused(_("Write a few words on why not. The proposer reads them."))
    return _answer(proposal, "declined", answer, by)


@transaction.atomic
def settle_proposal(*, proposal: Proposal, by: Person) -> Proposal:
    """What was recorded on the map is no longer so; it stays in the list, not on the map."""
    proposal = _take(proposal, STATE.SETTLED, by)
    proposal.save()
    write_history(verb="settled", of=proposal, by=by)
    return proposal


def _check(kind: str, service: Service | None, organisation: Organisation | None) -> None:
    if kind == Kind.EXISTS and not (service or organisation):
        raise Refused(_("Choose which service it is, or who gives it."))
    if kind == Kind.ADAPT and not service:
        raise Refused(_("Choose the service that could be adapted."))


def _take(proposal: Proposal, to: Proposal.State, by: Person) -> Proposal:
    """Hold the proposal while it is answered; whoever is second is told."""
    if not rules.may_decide(by):
        raise Refused(_("Only coordinators answer proposals."))
    rows = Proposal.objects.select_for_update(of=("self",)).with_listing()
    proposal = rows.get(pk=proposal.pk)
    if not proposal.can_move(to):
        said = {"state": proposal.get_state_display().lower()}
        raise Refused(_("This proposal has been answered already: %(state)s.") % said)
    proposal.state = to
    return proposal


def _draft(proposal: Proposal, organisation: Organisation, by: Person) -> Service:
    """Not shown until somebody at the organisation, or a coordinator, has filled it in."""
    draft = Service.objects.create(
        organisation=organisation,
        slug=address_of(organisation, proposal.need.title_sv),
        name_sv=proposal.need.title_sv,
        name_en=proposal.need.title_en,
        stages=[proposal.stage],
        status=Service.Status.INACTIVE,
    )
    draft.needs.add(proposal.need)
    write_history(verb="added", of=draft, by=by, proposal=proposal.pk)
    return draft


def _answer(proposal: Proposal, verb: str, answer: str, by: Person) -> Proposal:
    proposal.answer = answer.strip()
    proposal.save()
    write_history(verb=verb, of=proposal, by=by)
    if proposal.by and proposal.by != by:
        _write(proposal.by, f"proposal_{verb}", proposal)
    return proposal


def _write(person: Person, template: str, proposal: Proposal) -> None:
    post_letter(
        to=Receiver(person.email, person.letter_language),
        template=f"support/letters/{template}.txt",
        about=proposal,
        proposal=proposal,
    )
