"""A joint application becomes one to a round of ours: copied, so that it stands still."""

from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from samverka.applications.actions import settle_texts
from samverka.applications.actions.telling import ask_lead, lock_application
from samverka.applications.budgeting.counting import amount_of, rules_of
from samverka.applications.models import Application, Budget, CostLine, Share
from samverka.common.refusal import Refused
from samverka.grants.actions.applicant import tell, write_to_applicant
from samverka.grants.actions.applying import MOST_LINES, write_budget
from samverka.grants.counting import Line
from samverka.grants.models import GrantApplication, GrantCost, Round
from samverka.grants.models.applying import WHAT_LENGTH
from samverka.people.models import Person


@transaction.atomic
def take_over(*, joint: Application, turn: Round, by: Person) -> GrantApplication:
    """A draft with its texts, budget and members as they are now, for those who lead it.

    There is one of each joint application in a round: who presses again is led to it.
    """
    turn, joint = _hold(turn, joint)
    ask_lead(by, joint)
    made = GrantApplication.objects.filter(joint=joint, round=turn).first()
    if made:
        return made
    if not turn.takes_applications:
        raise Refused(_("The round takes no applications just now."))
    settle_texts(application=joint)
    lead = joint.members.current().with_organisation().lead_first()[0]
    application = GrantApplication.objects.create(
        round=turn,
        joint=joint,
        language=joint.language,
        name=lead.organisation.name,
        organisation=lead.organisation,
        organisation_number=lead.organisation.number,
        kind=lead.organisation.kind,
        municipality=lead.organisation.municipality,
        contact_name=by.name,
        email=by.email,
        writer=by,
        title=joint.title,
        summary=joint.summary,
        answers=_answers(joint, turn),
        starts_on=joint.starts_on,
        ends_on=joint.ends_on,
        idea=joint.idea,
        example=joint.example or turn.example,
    )
    if joint.idea:
        application.themes.set(joint.idea.themes.all())
    _copy_budget(application, joint)
    tell(application, "taken_over", by=by, joint=joint.pk)
    write_to_applicant(application, "begun")
    return application


def _hold(turn: Round, joint: Application) -> tuple[Round, Application]:
    """The round first, as a decision takes them; nobody ends it meanwhile."""
    held = Round.objects.select_for_update(of=("self",)).get(pk=turn.pk)
    return held, lock_application(joint)


def _answers(joint: Application, turn: Round) -> dict[str, str]:
    """By the keys of the round's form; what has another key stays in the joint application."""
    asked = {one["key"] for one in turn.edition.sections}
    sections = joint.sections.filter(key__in=asked).select_related("text")
    return {one.key: one.text.plain for one in sections if one.text}


def _copy_budget(application: GrantApplication, joint: Application) -> None:
    budget = Budget.objects.filter(application=joint).first()
    if budget is None:
        return
    asked = budget.shares.aggregate(asked=Sum("grant"))["asked"] or Decimal(0)
    lines = [*_costs(budget), *_cash(budget)]
    write_budget(application=application, asked=asked, lines=_at_most(lines))


def _costs(budget: Budget) -> Iterator[Line]:
    rules = rules_of(budget)
    for row in budget.costs.with_member():
        who = row.member.organisation.name
        what = f"{row.what} ({who})"[:WHAT_LENGTH]
        if row.contributed and row.mode == CostLine.Mode.HOURS:
            yield Line(GrantCost.Kind.HOURS, what, quantity=row.quantity or Decimal(0))
        else:
            amount = amount_of(row, rules)
            yield Line(GrantCost.Kind.COST, what, row.category, amount=amount)


def _cash(budget: Budget) -> Iterator[Line]:
    shares: list[Share] = list(budget.shares.select_related("member__organisation"))
    for share in shares:
        if brought := share.own_cash + share.external_cash:
            yield Line(GrantCost.Kind.CASH, share.member.organisation.name, amount=brought)


def _at_most(lines: list[Line]) -> list[Line]:
    """The smallest ones together, where there are more than the form holds."""
    if len(lines) <= MOST_LINES:
        return lines
    raise Refused(
        _("The budget has more lines than the region's form holds. Put some of them together.")
    )
