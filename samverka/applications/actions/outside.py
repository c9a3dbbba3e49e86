"""An organisation outside the partnership is asked by letter, and answers without an account."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.applications.actions.consortium import lead_of
from samverka.applications.actions.telling import (
    ask_lead,
    lock_application,
    tell,
    write_to,
)
from samverka.applications.models import Application, Asked, Member
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History

State = Asked.State


@dataclass(frozen=True)
class Letter:
    """Whom the letter goes to, in which language, and what it says that they would do."""

    name: str
    email: str
    language: str
    does: str = ""
    words: str = ""
    role: str = Member.Role.PARTNER


@transaction.atomic
def ask_outside(*, application: Application, letter: Letter, by: Person) -> Asked:
    """One letter to one address; its key opens the answer."""
    application = lock_application(application)
    ask_lead(by, application)
    if Asked.objects.waiting().filter(application=application, email=letter.email).exists():
        raise Refused(_("This address has been asked already, and has not answered yet."))
    known = Organisation.objects.partners().filter(name__iexact=letter.name).first()
    if known:
        raise Refused(
            _("%(name)s is a partner. Choose it from the list of partners instead.")
            % {"name": known.name}
        )
    asked = Asked.objects.create(
        application=application,
        name=letter.name,
        email=letter.email,
        language=letter.language,
        role=letter.role,
        does=letter.does,
        words=letter.words,
        by=by,
    )
    tell(application, "asked", by=by, asked=asked.pk)
    post_letter(
        to=Receiver(asked.email, asked.language),
        template="applications/letters/asked.txt",
        about=application,
        due=True,
        asked=asked,
        application=application,
        lead=lead_of(application).organisation,
    )
    return asked


@transaction.atomic
def withdraw_asked(*, asked: Asked, by: Person) -> Asked:
    """The letter leads nowhere any more."""
    asked = _lock(asked)
    ask_lead(by, asked.application)
    _move(asked, State.WITHDRAWN)
    asked.save()
    tell(asked.application, "asked_withdrawn", by=by, asked=asked.pk)
    return asked


@transaction.atomic
def accept_asked(*, asked: Asked, kind: str, person_name: str, words: str) -> Member:
    """Yes: the organisation is in. It is none of the partners, and nobody there has an account."""
    asked = _lock(asked)
    _ask_written(asked)
    _move(asked, State.ACCEPTED)
    organisation = Organisation.objects.create(
        slug=_free_slug(asked.name), name=asked.name, kind=kind, example=asked.application.example
    )
    write_history(
        verb="entered", of=organisation, role=History.Role.OWNER, application=asked.application_id
    )
    member = Member.objects.create(
        application=asked.application, organisation=organisation, role=asked.role, does=asked.does
    )
    asked.member, asked.person_name, asked.answer = member, person_name, words
    asked.answered_at = timezone.now()
    asked.save()
    write_history(
        verb="joined",
        of=asked.application,
        role=History.Role.OWNER,
        organisation=organisation.pk,
    )
    for other in asked.application.members.current().exclude(pk=member.pk):
        write_to(other.organisation, "joined", asked.application, member=member, words=words)
    return member


@transaction.atomic
def decline_asked(*, asked: Asked, words: str) -> Asked:
    """No; may become a yes with the same key, while the application is being written."""
    asked = _lock(asked)
    _ask_written(asked)
    _move(asked, State.DECLINED)
    asked.answer, asked.answered_at = words, timezone.now()
    asked.save()
    application = asked.application
    write_history(verb="asked_declined", of=application, role=History.Role.OWNER, asked=asked.pk)
    lead = lead_of(application).organisation
    write_to(lead, "asked_declined", application, asked=asked, words=words)
    return asked


def _lock(asked: Asked) -> Asked:
    rows = Asked.objects.select_for_update(of=("self",)).select_related("application")
    return rows.get(pk=asked.pk)


def _ask_written(asked: Asked) -> None:
    if not asked.application.is_being_written:
        raise Refused(_("The application is not being written any more."))


def _move(asked: Asked, to: State) -> None:
    if not asked.can_move(to):
        raise Refused(
            _("This has been answered: %(state)s.") % {"state": asked.get_state_display()}
        )
    asked.state = to


def _free_slug(name: str) -> str:
    base = slugify(name)[:70] or "organisation"
    taken = set(
        Organisation.objects.filter(Q(slug=base) | Q(slug__startswith=f"{base}-")).values_list(
            "slug", flat=True
        )
    )
    return next(one for one in [base, *(f"{base}-{n}" for n in range(2, 9999))] if one not in taken)
