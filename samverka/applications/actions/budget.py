"""The budget begins with the rules it is counted by; those who lead lock it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.models import Application, Budget
from samverka.applications.rules import Standing
from samverka.budgets import CostRules, RulesError
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import Person
from samverka.record.actions import write_history


def outdated() -> Outdated:
    return Outdated(
        _(
            "Somebody else changed this while you were writing. This is how it stands now."
            " What you wrote is still here: look it through and save again."
        )
    )


def ask_to_lead(application: Application, by: Person) -> None:
    if not Standing(by).may_lead(application):
        raise Refused(_("Only those of the lead partner who write can do this."))


def lock_for_work(budget: Budget, by: Person) -> Budget:
    """The budget as it is now, held until the transaction ends; every change raises its version.

    Raises `Refused` where it is locked, the application is sent, or they do not write in it.
    """
    budget = Budget.objects.select_for_update(of=("self",)).get(pk=budget.pk)
    if not Standing(by).may_write(budget.application):
        raise Refused(_("Only those who write in the application can do this."))
    if not budget.application.is_being_written:
        raise Refused(_("The application is not being written any more."))
    if not budget.is_open:
        raise Refused(_("The budget is locked. Ask the lead partner to open it again."))
    budget.version += 1
    return budget


@transaction.atomic
def choose_rules(
    *,
    application: Application,
    rules: str,
    chosen: Mapping[str, str],
    decided_on: date | None,
    by: Person,
    seen: int = 0,
) -> Budget:
    """Begin the budget, or count it by other rules; `seen` is the version they saw, 0 for none.

    Nothing that was written is lost: what the rules have no place for is shown beside.
    Raises `Refused`, and `Outdated` where somebody else was quicker.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    ask_to_lead(application, by)
    try:
        CostRules.named(rules, **chosen)
    except RulesError:
        raise Refused(_("These rules are not there. Choose others.")) from None
    budget = Budget.objects.filter(application=application).first()
    if budget is None:
        budget = Budget(application=application)
        verb = "begun"
    else:
        budget, verb = lock_for_work(budget, by), "rules"
        if budget.version != seen + 1:
            raise outdated()
    budget.rules, budget.chosen, budget.decided_on = rules, dict(chosen), decided_on
    budget.save()
    write_history(verb=verb, of=budget, by=by, rules=rules)
    return budget


@transaction.atomic
def lock_budget(*, budget: Budget, by: Person) -> Budget:
    """Nobody changes it any more, until those who lead open it again."""
    return _move(budget, Budget.State.LOCKED, "locked", by)


@transaction.atomic
def unlock_budget(*, budget: Budget, by: Person) -> Budget:
    return _move(budget, Budget.State.OPEN, "unlocked", by)


def _move(budget: Budget, to: str, verb: str, by: Person) -> Budget:
    """What is done already stays done, and is not told twice."""
    budget = Budget.objects.select_for_update(of=("self",)).get(pk=budget.pk)
    ask_to_lead(budget.application, by)
    if not budget.application.is_being_written:
        raise Refused(_("The application is not being written any more."))
    if budget.can_move(to):
        budget.state = to
        budget.version += 1
        budget.save()
        write_history(verb=verb, of=budget, by=by)
    return budget
