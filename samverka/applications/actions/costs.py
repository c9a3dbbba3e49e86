"""What stands in a budget: costs, what each member brings, aid it was granted, exchange rates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.budget import lock_for_work, outdated
from samverka.applications.budgeting.counting import KINDS, amount_of, rules_of
from samverka.applications.models import Budget, BudgetRate, CostLine, EarlierAid, Member, Share
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.record.actions import write_history

Facts = Mapping[str, Any]


@transaction.atomic
def add_cost(*, budget: Budget, member: Member, facts: Facts, by: Person) -> CostLine:
    """`facts` are fields of a `CostLine`. Adding takes nothing away: no version is asked for."""
    budget = lock_for_work(budget, by)
    _ask_member(budget, member)
    line = CostLine(budget=budget, member=member, **facts)
    line.save()
    budget.save()
    _tell(budget, "cost_added", line, by, after=amount_of(line, rules_of(budget)))
    return line


@transaction.atomic
def change_cost(*, line: CostLine, facts: Facts, seen: int, by: Person) -> CostLine:
    """Raises `Outdated` when somebody else changed the line since version `seen`."""
    budget = lock_for_work(line.budget, by)
    line = CostLine.objects.select_for_update().get(pk=line.pk)
    if line.version != seen:
        raise outdated()
    rules = rules_of(budget)
    before = amount_of(line, rules)
    for name, value in facts.items():
        setattr(line, name, value)
    line.version += 1
    line.save()
    budget.save()
    _tell(budget, "cost_changed", line, by, before=before, after=amount_of(line, rules))
    return line


@transaction.atomic
def remove_cost(*, line: CostLine, by: Person) -> None:
    budget = lock_for_work(line.budget, by)
    line.delete()
    budget.save()
    _tell(budget, "cost_removed", line, by, before=amount_of(line, rules_of(budget)))


@transaction.atomic
def change_share(*, budget: Budget, member: Member, facts: Facts, seen: int, by: Person) -> Share:
    """What a member asks for and brings, or what the rules want to know of it.

    `seen` is the version of its share, 0 where it had none. Raises `Outdated`.
    """
    budget = lock_for_work(budget, by)
    _ask_member(budget, member)
    share = Share.objects.filter(budget=budget, member=member).first()
    if (share.version if share else 0) != seen:
        raise outdated()
    if share is None:
        share = Share(budget=budget, member=member, version=0)
    changed = {name: value for name, value in facts.items() if getattr(share, name) != value}
    before = {name: getattr(share, name) for name in changed}
    for name, value in changed.items():
        setattr(share, name, value)
    share.version += 1
    share.save()
    budget.save()
    for name in changed:
        if name in KINDS:
            amounts: Facts = {"before": str(before[name]), "after": str(changed[name])}
            write_history(verb="financed", of=budget, by=by, member=member.pk, kind=name, **amounts)
    if set(changed) - set(KINDS):
        write_history(verb="terms", of=budget, by=by, member=member.pk)
    return share


@transaction.atomic
def add_aid(*, budget: Budget, member: Member, facts: Facts, by: Person) -> EarlierAid:
    """De minimis aid that the undertaking of a member was granted earlier."""
    budget = lock_for_work(budget, by)
    _ask_member(budget, member)
    share, _new = Share.objects.get_or_create(budget=budget, member=member)
    aid = EarlierAid.objects.create(share=share, **facts)
    budget.save()
    told: Facts = {"member": member.pk, "currency": aid.currency}
    write_history(verb="aid_added", of=budget, by=by, after=str(aid.amount), **told)
    return aid


@transaction.atomic
def remove_aid(*, aid: EarlierAid, by: Person) -> None:
    budget = lock_for_work(aid.share.budget, by)
    told: Facts = {"member": aid.share.member_id, "currency": aid.currency}
    aid.delete()
    budget.save()
    write_history(verb="aid_removed", of=budget, by=by, before=str(aid.amount), **told)


@transaction.atomic
def add_rate(
    *, budget: Budget, currency: str, on: date, value: Decimal, source: str, by: Person
) -> BudgetRate:
    """Once for a day: what is written again for the same day holds."""
    budget = lock_for_work(budget, by)
    rate, _new = BudgetRate.objects.update_or_create(
        budget=budget, currency=currency, on=on, defaults={"value": value, "source": source}
    )
    budget.save()
    write_history(verb="rate_added", of=budget, by=by, currency=currency)
    return rate


@transaction.atomic
def remove_rate(*, rate: BudgetRate, by: Person) -> None:
    budget = lock_for_work(rate.budget, by)
    rate.delete()
    budget.save()
    write_history(verb="rate_removed", of=budget, by=by, currency=rate.currency)


def _ask_member(budget: Budget, member: Member) -> None:
    if member.application_id != budget.application_id or not member.is_in:
        raise Refused(_("This organisation does not take part any more."))


def _tell(budget: Budget, verb: str, line: CostLine, by: Person, **amounts: Decimal) -> None:
    """What it costs and where it stands, never what people wrote."""
    told: Facts = {when: str(amount) for when, amount in amounts.items()}
    place: Facts = {"member": line.member_id, "category": line.category, "currency": line.currency}
    write_history(verb=verb, of=budget, by=by, **place, **told)
