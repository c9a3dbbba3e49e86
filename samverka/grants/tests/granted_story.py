"""An application that can be decided, and a grant as far as a story needs it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from samverka.applications.tests.written import PDF
from samverka.cast import Cast
from samverka.grants.actions.agreeing import make_agreement, sign_for_applicant, sign_for_host
from samverka.grants.actions.changing import ask_change
from samverka.grants.actions.closing import Claim, claim_back
from samverka.grants.actions.deciding import Verdict, decide
from samverka.grants.actions.paying import decide_payment, mark_paid
from samverka.grants.actions.reporting import Told, add_file, approve_report, hand_in_report
from samverka.grants.granting_urls import granting_urls
from samverka.grants.models import (
    Agreement,
    Declaration,
    Grant,
    GrantApplication,
    GrantCost,
    GrantDecision,
    GrantProposal,
    GrantReport,
    Panelist,
    Payment,
    Round,
)
from samverka.grants.tests.story import a_round, declare, handed_in

ARGUMENT = re.compile(r"<\w+:(\w+)>")
REASONS = "Ni visar hur trädgården blir en plats för många i Viby."
ANSWERS = {"happened": "Vi grävde.", "reached": "Ett trettiotal.", "learned": "Börja i maj."}
AMOUNT = Decimal(30_000)
GRANTED = Verdict(
    GrantDecision.Kind.GRANT, REASONS, AMOUNT, why_sv="En plats för många.", why_en="For many."
)
COSTS = {"Material": 24_000, "Ledare": 16_000}
HOURS = Decimal(125)  # 41 250 kronor


def ready(cast: Cast, turn: Round | None = None, **facts: Any) -> GrantApplication:
    """Proposed by Elsa, its officer; Petra may decide, and Rut has stepped aside."""
    application = handed_in(
        turn or a_round(cast), **{"state": GrantApplication.State.ASSESSED, **facts}
    )
    for who in (cast.elsa, cast.petra, cast.nils):
        declare(application, who)
    Declaration.objects.create(application=application, person=cast.rut, conflict=True)
    GrantProposal.objects.create(
        application=application, grant=True, amount=AMOUNT, words="Ja.", by=cast.elsa
    )
    for number, (what, amount) in enumerate(COSTS.items(), 1):
        GrantCost.objects.create(application=application, number=number, what=what, amount=amount)
    GrantCost.objects.create(
        application=application, number=9, kind="hours", what="Grävning", quantity=HOURS
    )
    return application


def granted(cast: Cast, application: GrantApplication | None = None, **facts: Any) -> Grant:
    verdict = Verdict(**{**vars(GRANTED), **facts})
    decision = decide(application=application or ready(cast), verdict=verdict, by=cast.petra)
    return Grant.objects.get(decision=decision)


def agreed(cast: Cast, grant: Grant) -> Agreement:
    """Made, and signed by both."""
    agreement = make_agreement(grant=grant, by=cast.elsa)
    sign_for_applicant(agreement=agreement, name="Viola Viby", sha256=agreement.sha256)
    return sign_for_host(agreement=agreement, by=cast.elsa)


def paid(cast: Cast, payment: Payment) -> Payment:
    decide_payment(payment=payment, by=cast.petra)
    today = timezone.localdate()
    return mark_paid(payment=payment, on=today, reference="BG 1", by=cast.elsa)


def came_to(grant: Grant, actual: Mapping[str, Decimal | int] | None = None) -> dict[int, Decimal]:
    """What each line of the budget came to: as planned, if not said by its words."""
    return {
        line.pk: Decimal((actual or {}).get(line.what, line.amount or line.quantity or 0))
        for line in grant.application.costs.all()
    }


def reported(
    cast: Cast, grant: Grant, actual: Mapping[str, Decimal | int] | None = None
) -> GrantReport:
    """The final report, handed in and approved; lines by their words, as planned if not said."""
    [report] = grant.reports.filter(kind=GrantReport.Kind.FINAL)
    hand_in_report(report=report, told=Told(ANSWERS, 30, True, came_to(grant, actual)))
    return approve_report(report=report, by=cast.elsa)


def in_a_month() -> Any:
    return timezone.localdate() + timedelta(days=30)


def granting_places(cast: Cast) -> dict[str, Any]:
    """A grant as far as its first payment, told for each of its addresses as a whole.

    Elsa is its officer and Nils decides; Ruth has an interest in it, and does not know of it.
    """
    grant = granted(cast, ready(cast, a_round(cast, slug="granted-round")))
    agreement = agreed(cast, grant)
    payment = paid(cast, grant.payments.all()[0])
    [report] = grant.reports.all()
    file = add_file(report=report, content=PDF, name="receipt.pdf")
    hand_in_report(report=report, told=Told(ANSWERS, lines=came_to(grant)))
    change = ask_change(grant=grant, words="Mer tid.")
    claim = Claim(Decimal(10), in_a_month(), REASONS)
    repayment = claim_back(grant=grant, claim=claim, by=cast.petra)
    seats = Panelist.objects.filter(round=grant.application.round)
    seats.filter(person=cast.petra).delete()
    seats.filter(person=cast.nils).update(role=Panelist.Role.DECIDER)
    told = {
        "number": grant.application.number,
        "key": grant.application.key,
        "decision": 1,
        "kind": "pdf",
        "agreement": agreement.pk,
        "payment": payment.pk,
        "change": change.pk,
        "repayment": repayment.pk,
        "report": report.pk,
        "mark": file.sha256,
        "file": file.pk,
        "form": "csv",
    }
    addresses = [f"grants/{one.pattern}" for one in granting_urls]
    return {one: ARGUMENT.sub(lambda found: str(told[found[1]]), one) for one in addresses}
