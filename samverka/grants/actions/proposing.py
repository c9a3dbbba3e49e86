"""What officers propose to those who decide, when all have scored."""

from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.grants.actions.holding import hold_case
from samverka.grants.judging import progress_of
from samverka.grants.models import GrantApplication, GrantProposal, Panelist
from samverka.people.models import Person
from samverka.record.actions import write_history


@transaction.atomic
def propose(
    *, application: GrantApplication, amount: Decimal | None, words: str, by: Person
) -> GrantProposal:
    """Yes with an amount, or no without one. It ends the assessing until it is taken back."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    if application.state != GrantApplication.State.ASSESSED:
        raise Refused(_("It is not being assessed now."))
    if not progress_of(application.round, [application])[application.pk].is_complete:
        raise Refused(
            _("Not all who assess have handed in. Wait for them, or close the assessing first.")
        )
    if _standing(application).exists():
        raise Refused(_("There is a proposal already. Take it back first."))
    if amount is not None and amount > application.asked:
        raise Refused(_("That is more than they ask for."), field="amount")
    proposal = GrantProposal.objects.create(
        application=application, grant=amount is not None, amount=amount, words=words, by=by
    )
    write_history(verb="proposed", of=application, by=by, grant=proposal.grant)
    return proposal


@transaction.atomic
def take_proposal_back(*, application: GrantApplication, by: Person) -> None:
    """Until it is decided; the words stay in the record."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    if application.is_decided:
        raise Refused(_("It is decided."))
    if not _standing(application).update(taken_back_at=timezone.now()):
        raise Refused(_("There is no proposal to take back."))
    write_history(verb="proposal_taken_back", of=application, by=by)


def _standing(application: GrantApplication) -> QuerySet[GrantProposal]:
    return GrantProposal.objects.filter(application=application, taken_back_at=None)
