"""What each organisation says that it brings: added, changed, taken away."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import ask_being_written, ask_seen, tell
from samverka.applications.models import Commitment, Member
from samverka.applications.rules import Standing
from samverka.common.refusal import Refused
from samverka.people.models import Person

MOST = Decimal(10) ** 12  # more than any funder has


@dataclass(frozen=True)
class Committed:
    """Paid and voluntary work have hours and what an hour is worth; money and things an amount."""

    kind: str
    what: str
    hours: Decimal | None = None
    hour_value: Decimal | None = None
    amount: Decimal = Decimal(0)

    def put_into(self, commitment: Commitment) -> None:
        commitment.kind, commitment.what = self.kind, self.what
        timed = commitment.is_timed
        commitment.hours = self.hours if timed else None
        commitment.hour_value = self.hour_value if timed else None
        commitment.amount = self.amount
        commitment.amount = commitment.worth
        numbers = (commitment.hours, commitment.hour_value, commitment.amount)
        if any(number is not None and number < 0 for number in numbers):
            raise Refused(_("Nothing here can be less than zero."))
        if commitment.amount > MOST:
            raise Refused(_("That is more than any project costs. Is there a zero too many?"))


@transaction.atomic
def add_commitment(*, member: Member, what: Committed, by: Person) -> Commitment:
    """The lead, or who has a place in the organisation."""
    _ask(by, member)
    commitment = Commitment(member=member)
    what.put_into(commitment)
    commitment.save()
    _tell(commitment, "committed", by)
    return commitment


@transaction.atomic
def change_commitment(
    *, commitment: Commitment, what: Committed, by: Person, seen: int | None = None
) -> Commitment:
    commitment = _lock(commitment, seen)
    _ask(by, commitment.member)
    what.put_into(commitment)
    commitment.save()
    _tell(commitment, "commitment_changed", by)
    return commitment


@transaction.atomic
def remove_commitment(*, commitment: Commitment, by: Person) -> None:
    commitment = _lock(commitment, None)
    _ask(by, commitment.member)
    _tell(commitment, "commitment_removed", by)
    commitment.delete()


def _lock(commitment: Commitment, seen: int | None) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",))
    fresh = rows.select_related("member__application", "member__organisation").get(pk=commitment.pk)
    ask_seen(fresh.version, seen)
    fresh.version += 1
    return fresh


def _ask(by: Person, member: Member) -> None:
    ask_being_written(member.application)
    if not Standing(by).may_place(member):
        raise Refused(_("Only the lead, and who has a place there, can do this."))
    if not member.is_in:
        raise Refused(_("%(name)s is not in.") % {"name": member.organisation.name})


def _tell(commitment: Commitment, verb: str, by: Person) -> None:
    member = commitment.member
    tell(
        member.application,
        verb,
        by=by,
        organisation=member.organisation_id,
        amount=str(commitment.amount),
    )
