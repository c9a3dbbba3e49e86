"""Last year's round (example): one grant that goes on, and one that is closed.

The two grants became example projects that are there anyway. Nobody real applied or decided.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from samverka.applications.actions import take_shipped
from samverka.applications.shipped import forms
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.cast.grant_answers import answer, plan_costs
from samverka.cast.grants import CALL, HOST, KINDS, RULES, TERMS_EN, TERMS_SV, take_place
from samverka.common.languages import SWEDISH
from samverka.grants.actions.granting import recount
from samverka.grants.agreed import agreement_content, mark_of
from samverka.grants.models import (
    Agreement,
    Declaration,
    Grant,
    GrantApplication,
    GrantDecision,
    GrantProposal,
    GrantReport,
    Panelist,
    Payment,
    ReportedCost,
    Round,
)
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.people.models import Person
from samverka.projects.models import Project

SLUG = "utvecklingsmedel-forra-aret-exempel"
EMAIL = "byalaget@example.net"


@dataclass(frozen=True)
class Applied:
    """An application that became a grant, in days from today, with what it costs."""

    number: str
    name: str
    title: str
    summary: str
    municipality: str
    theme: str
    asked: int
    materials: int
    leaders: int
    hours: int
    sent: int
    starts: int
    ends: int
    project: str
    why_sv: str
    why_en: str


CLOSED = Applied(
    number="EX23A4B5",
    name="Byalaget i Exempelby (exempel)",
    title="Stationen öppnar igen",
    summary="Vi öppnar väntsalen två kvällar i veckan, med kaffe och läxhjälp. (Exempeltext)",
    municipality="Hallsberg",
    theme="acting-together",
    asked=40_000,
    materials=22_000,
    leaders=18_000,
    hours=140,
    sent=-420,
    starts=-360,
    ends=-120,
    project="exempel-stationen",
    why_sv="En plats att träffas på saknas, och många vill hålla den öppen. (Exempeltext)",
    why_en="There is no place to meet, and many want to keep it open. (Example text)",
)
RUNNING = Applied(
    number="EX67C8D9",
    name="Odlarna i Exempelby (exempel)",
    title="Odla och laga",
    summary="Vi odlar tillsammans och lagar det som går sönder. (Exempeltext)",
    municipality="Örebro",
    theme="skateboard-and-cultivation",
    asked=50_000,
    materials=30_000,
    leaders=20_000,
    hours=160,
    sent=-150,
    starts=-90,
    ends=120,
    project="exempel-odla-och-laga",
    why_sv="Grannar som inte känner varandra får något att göra ihop. (Exempeltext)",
    why_en="Neighbours who do not know each other get something to do together. (Example text)",
)
REASONS = "Ni visar vem det är till för, och planen går att hålla. (Exempeltext)"
LEARNED = "Fråga de unga först: de visste vilka kvällar som behövdes. (Exempeltext)"


def earlier_round(cast: Cast) -> None:
    """Elsa is its officer, Nils decides and Ruth assesses."""
    turn = _round()
    take_place(turn, cast.elsa, Panelist.Role.OFFICER)
    take_place(turn, cast.nils, Panelist.Role.DECIDER)
    take_place(turn, cast.rut, Panelist.Role.ASSESSOR)
    panel = [cast.elsa, cast.nils]
    for told in (CLOSED, RUNNING):
        grant = _grant(_applied(turn, told, panel), told, cast)
        _agree(grant, told, cast)
        _pay(grant, cast.nils, 0, told.starts)
        if told is CLOSED:
            _close(grant, told, cast)


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _moment(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def _round() -> Round:
    return Round.objects.create(
        call=Call.objects.get(slug=CALL),
        edition=take_shipped(forms()[RULES]),
        host=Organisation.objects.get(slug=HOST),
        slug=SLUG,
        name_sv="Utvecklingsmedel social innovation, förra året",
        name_en="Development funding for social innovation, last year",
        terms_sv=TERMS_SV,
        terms_en=TERMS_EN,
        opens_on=_day(-480),
        closes_on=_day(-30),
        budget=Decimal(200_000),
        cost_rules=RULES,
        kinds=list(KINDS),
        state=Round.State.ENDED,
        example=True,
    )


def _applied(turn: Round, told: Applied, panel: list[Person]) -> GrantApplication:
    """Proposed by the officer; those who handle it have no interest in it."""
    application = GrantApplication.objects.create(
        round=turn,
        number=told.number,
        state=GrantApplication.State.ASSESSED,
        name=told.name,
        kind=Organisation.Kind.ASSOCIATION,
        municipality=Municipality.objects.get(name=told.municipality),
        contact_name="Sanna Exempel",
        email=EMAIL,
        title=told.title,
        summary=told.summary,
        language=SWEDISH,
        starts_on=_day(told.starts),
        ends_on=_day(told.ends),
        asked=Decimal(told.asked),
        begun_at=_moment(told.sent - 10),
        sent_at=_moment(told.sent),
        example=True,
    )
    application.themes.set(Theme.objects.filter(slug=told.theme))
    answer(application)
    plan_costs(application, materials=told.materials, leaders=told.leaders, hours=told.hours)
    for person in panel:
        Declaration.objects.create(application=application, person=person, conflict=False)
    GrantProposal.objects.create(
        application=application,
        grant=True,
        amount=application.asked,
        words=REASONS,
        by=panel[0],
        at=_moment(told.sent + 20),
    )
    return application


def _decision(
    application: GrantApplication, kind: str, by: Person, days: int, amount: Decimal
) -> GrantDecision:
    return GrantDecision.objects.create(
        application=application,
        number=application.decisions.count() + 1,
        kind=kind,
        amount=amount,
        reasons="" if kind == GrantDecision.Kind.PAY else REASONS,
        decided_on=_day(days),
        at=_moment(days),
        by=by,
    )


def _grant(application: GrantApplication, told: Applied, cast: Cast) -> Grant:
    days, amount = told.sent + 30, application.asked
    decision = _decision(application, GrantDecision.Kind.GRANT, cast.nils, days, amount)
    application.state, application.decision = GrantApplication.State.GRANTED, decision
    application.save()
    grant = Grant.objects.create(
        application=application,
        decision=decision,
        awarded=amount,
        amount=amount,
        starts_on=_day(told.starts),
        ends_on=_day(told.ends),
        project=Project.objects.get(slug=told.project),
        why_sv=told.why_sv,
        why_en=told.why_en,
    )
    first = amount * Decimal("0.75")
    Payment.objects.create(grant=grant, amount=first, planned_on=_day(told.starts))
    final = GrantReport.objects.create(
        grant=grant, kind=GrantReport.Kind.FINAL, due_on=_day(told.ends + 60)
    )
    Payment.objects.create(
        grant=grant, amount=amount - first, planned_on=_day(told.ends + 90), report=final
    )
    recount(grant)
    return grant


def _agree(grant: Grant, told: Applied, cast: Cast) -> None:
    content, at = agreement_content(grant), _moment(told.sent + 35)
    Agreement.objects.create(
        grant=grant,
        state=Agreement.State.SIGNED,
        content=content,
        sha256=mark_of(content),
        made_at=at,
        by=cast.elsa,
        applicant_name="Sanna Exempel",
        applicant_signed_at=at,
        host_signed_by=cast.elsa,
        host_signed_at=at,
        signed_at=at,
    )
    grant.state = Grant.State.AGREED
    recount(grant)


def _pay(grant: Grant, by: Person, which: int, days: int) -> None:
    payment = grant.payments.all()[which]
    payment.decision = _decision(
        grant.application, GrantDecision.Kind.PAY, by, days, payment.amount
    )
    payment.state, payment.paid_on = Payment.State.PAID, _day(days)
    payment.reference = f"{grant.application.number}-{which + 1}"
    payment.save()
    recount(grant)


def _close(grant: Grant, told: Applied, cast: Cast) -> None:
    report = grant.reports.get()
    report.state, report.people, report.shows_lessons = GrantReport.State.APPROVED, 45, True
    report.answers = {
        "happened": "Väntsalen var öppen två kvällar i veckan. (Exempeltext)",
        "reached": "Fyrtiofem kom mer än en gång. (Exempeltext)",
        "learned": LEARNED,
    }
    report.sent_at = report.approved_at = _moment(told.ends + 40)
    report.approved_by = cast.elsa
    report.save()
    for line in grant.application.costs.all():
        ReportedCost.objects.create(
            report=report, line=line, kind=line.kind, actual=line.amount or line.quantity
        )
    _pay(grant, cast.nils, 1, told.ends + 50)
    grant.ending = _decision(
        grant.application, GrantDecision.Kind.CLOSE, cast.nils, told.ends + 60, grant.amount
    )
    grant.state, grant.kept = Grant.State.CLOSED, grant.held
    recount(grant)
