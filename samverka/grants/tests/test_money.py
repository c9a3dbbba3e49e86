"""Whatever is done in whatever order: the money adds up, and nothing is paid without a decision."""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions.agreeing import (
    make_agreement,
    sign_for_applicant,
    sign_for_host,
)
from samverka.grants.actions.changing import agree_to_change, ask_change, refuse_change
from samverka.grants.actions.closing import (
    Claim,
    claim_back,
    close_grant,
    give_up_claim,
    note_repaid,
    revoke_grant,
)
from samverka.grants.actions.paying import (
    Planned,
    change_payment,
    decide_payment,
    drop_payment,
    mark_paid,
    plan_payment,
)
from samverka.grants.actions.reporting import (
    Told,
    approve_report,
    hand_in_report,
    return_report,
)
from samverka.grants.models import Grant, GrantReport, Payment, Repayment
from samverka.grants.outcome import money_of, right_of
from samverka.grants.tests.granted_story import (
    ANSWERS,
    HOURS,
    REASONS,
    agreed,
    granted,
    in_a_month,
    paid,
    ready,
    reported,
)
from samverka.grants.tests.story import a_round
from tests.patience import examples

pytestmark = pytest.mark.django_db
amounts = st.decimals(min_value=Decimal("0.01"), max_value=45_000, places=2)
which = st.integers(min_value=0, max_value=5)


class Life(RuleBasedStateMachine):
    """Everybody of the panel and the applicant try everything, and are often refused.

    Each life begins with the same grant, and all that happened in it is undone.
    """

    cast: Cast
    pk: int

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def grant(self) -> Grant:
        return Grant.objects.select_related("application__round").get(pk=self.pk)

    def attempt(self, action: Callable[..., Any], **told: Any) -> None:
        with contextlib.suppress(Refused):
            action(**told)

    def row(self, rows: Any, number: int) -> Any:
        found = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    @rule()
    def sign(self) -> None:
        self.attempt(make_agreement, grant=self.grant, by=self.cast.elsa)
        for agreement in self.grant.agreements.filter(state="made"):
            self.attempt(sign_for_applicant, agreement=agreement, name="V", sha256=agreement.sha256)
            self.attempt(sign_for_host, agreement=agreement, by=self.cast.elsa)

    @rule(amount=amounts)
    def plan(self, amount: Decimal) -> None:
        what = Planned(amount, timezone.localdate())
        self.attempt(plan_payment, grant=self.grant, what=what, by=self.cast.elsa)

    @rule(amount=amounts, number=which)
    def change_plan(self, amount: Decimal, number: int) -> None:
        if payment := self.row(self.grant.payments, number):
            what = Planned(amount, timezone.localdate())
            self.attempt(change_payment, payment=payment, what=what, by=self.cast.elsa)

    @rule(number=which)
    def decide(self, number: int) -> None:
        if payment := self.row(self.grant.payments, number):
            self.attempt(decide_payment, payment=payment, by=self.cast.petra)

    @rule(number=which)
    def pay(self, number: int) -> None:
        if payment := self.row(self.grant.payments, number):
            on = timezone.localdate()
            self.attempt(mark_paid, payment=payment, on=on, reference="", by=self.cast.elsa)

    @rule(number=which)
    def drop(self, number: int) -> None:
        if payment := self.row(self.grant.payments, number):
            self.attempt(drop_payment, payment=payment, by=self.cast.petra)

    @rule(share=st.integers(min_value=0, max_value=110), passes=st.booleans())
    def report(self, share: int, passes: bool) -> None:
        [report] = self.grant.reports.all()
        lines = {
            line.pk: (line.amount or line.quantity or Decimal(0)) * share / 100
            for line in self.grant.application.costs.all()
        }
        self.attempt(hand_in_report, report=report, told=Told(ANSWERS, lines=lines))
        if passes:
            self.attempt(approve_report, report=report, by=self.cast.elsa)
        else:
            self.attempt(return_report, report=report, words="Mer.", by=self.cast.elsa)

    @rule(days=st.integers(min_value=-400, max_value=100), agrees=st.booleans())
    def change(self, days: int, agrees: bool) -> None:
        ends_on = self.grant.ends_on + timedelta(days=days)
        self.attempt(ask_change, grant=self.grant, words="Mer tid.", ends_on=ends_on)
        if change := self.grant.changes.filter(state="asked").first():
            act = agree_to_change if agrees else refuse_change
            self.attempt(act, change=change, reasons=REASONS, by=self.cast.petra)

    @rule(amount=amounts)
    def claim(self, amount: Decimal) -> None:
        claim = Claim(amount, in_a_month(), REASONS)
        self.attempt(claim_back, grant=self.grant, claim=claim, by=self.cast.petra)

    @rule(number=which)
    def repay(self, number: int) -> None:
        if repayment := self.row(self.grant.repayments, number):
            on = timezone.localdate()
            self.attempt(note_repaid, repayment=repayment, on=on, by=self.cast.elsa)

    @rule(number=which)
    def give_up(self, number: int) -> None:
        if repayment := self.row(self.grant.repayments, number):
            self.attempt(give_up_claim, repayment=repayment, reasons=REASONS, by=self.cast.petra)

    @rule()
    def settle(self) -> None:
        """What is lacking is paid or claimed, as somebody who closes would do."""
        grant, right = self.grant, right_of(self.grant)
        if right is not None and grant.held > right:
            self.claim(grant.held - right)
        for payment in grant.payments.filter(state__in=("planned", "decided")):
            if right is not None and grant.held + payment.amount <= right:
                self.attempt(decide_payment, payment=payment, by=self.cast.petra)
                on = timezone.localdate()
                self.attempt(mark_paid, payment=payment, on=on, reference="", by=self.cast.elsa)
        self.close()

    @rule()
    def close(self) -> None:
        self.attempt(close_grant, grant=self.grant, reasons=REASONS, by=self.cast.petra)

    @rule(ends=st.booleans())
    def revoke(self, ends: bool) -> None:
        if ends:
            told = {"due_on": in_a_month(), "reasons": REASONS, "by": self.cast.petra}
            self.attempt(revoke_grant, grant=self.grant, **told)

    @invariant()
    def the_sums_are_those_of_the_rows(self) -> None:
        grant = self.grant
        by_state = {state: Decimal(0) for state in Payment.State}
        for payment in grant.payments.all():
            by_state[Payment.State(payment.state)] += payment.amount
            assert payment.amount > 0
            assert (payment.decision_id is not None) >= (payment.state in ("decided", "paid"))
        back = {state: Decimal(0) for state in Repayment.State}
        for repayment in grant.repayments.all():
            back[Repayment.State(repayment.state)] += repayment.amount
        promised = by_state[Payment.State.PLANNED] + by_state[Payment.State.DECIDED]
        assert grant.paid == by_state[Payment.State.PAID]
        assert grant.promised == promised + grant.paid <= grant.amount
        assert (grant.repaid, grant.claimed) == (
            back[Repayment.State.REPAID],
            back[Repayment.State.CLAIMED],
        )
        assert grant.repaid + grant.claimed <= grant.paid
        assert min(grant.held, grant.to_be_paid, grant.unused) >= 0
        assert grant.amount == grant.paid + grant.to_be_paid + grant.unused
        if not grant.is_running:
            assert not grant.to_be_paid
        elif grant.right is None:
            assert not grant.unused

    @invariant()
    def nothing_is_paid_beyond_the_right(self) -> None:
        grant = self.grant
        if grant.right is not None and grant.is_running:
            assert grant.right == right_of(grant)
            assert grant.promised - grant.paid <= grant.to_be_paid
            assert not grant.to_be_paid or grant.held < grant.right

    @invariant()
    def nothing_is_paid_before_the_agreement(self) -> None:
        grant = self.grant
        assert not grant.paid or grant.agreements.filter(signed_at__isnull=False).exists()

    @invariant()
    def what_has_ended_is_settled(self) -> None:
        grant = self.grant
        if grant.is_running:
            assert (grant.kept, grant.ending) == (None, None)
            return
        assert grant.ending is not None
        assert grant.kept == grant.held == grant.paid - grant.repaid - grant.claimed
        assert grant.promised == grant.paid
        if grant.state == Grant.State.CLOSED:
            assert grant.claimed == 0
            assert grant.kept == right_of(grant)

    @invariant()
    def the_round_adds_up(self) -> None:
        money = money_of(self.grant.application.round)
        assert money.left is not None
        assert money.left >= 0
        assert money.budget == money.granted + money.left
        assert money.granted == money.paid + money.to_be_paid + money.unused
        assert money.paid == money.held + money.repaid + money.claimed

    @invariant()
    def decisions_are_numbered(self) -> None:
        numbers = [one.number for one in self.grant.application.decisions.all()]
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_money_adds_up_whatever_is_done(cast: Cast) -> None:
    Life.cast = cast
    turn = a_round(cast, budget=Decimal(50_000))
    Life.pk = granted(cast, ready(cast, turn)).pk
    run_state_machine_as_test(Life, settings=examples(30))


def test_as_planned(cast: Cast) -> None:
    """Paid in two parts, reported as planned, closed: the project keeps all of it."""
    grant = granted(cast)
    agreed(cast, grant)
    first, last = grant.payments.all()
    paid(cast, first)
    reported(cast, grant)
    with pytest.raises(Refused, match=r"7.500"):
        close_grant(grant=grant, reasons=REASONS, by=cast.petra)
    paid(cast, last)

    closed = close_grant(grant=grant, reasons=REASONS, by=cast.petra)

    assert (str(closed.state), closed.kept, closed.unused) == ("closed", 30_000, Decimal(0))
    assert [str(one.kind) for one in grant.application.decisions.all()] == [
        *("grant", "pay", "pay", "close")
    ]


@pytest.mark.parametrize(
    ("actual", "right"),
    [
        ({}, 30_000),
        ({"Grävning": 50}, Decimal(16_500)),  # 50 hours of 330
        ({"Grävning": Decimal("60.5")}, Decimal(19_965)),
        ({"Material": 10_000, "Ledare": 0}, Decimal(10_000)),
        ({"Material": 0, "Ledare": 0}, 0),
        ({"Grävning": 0}, 0),
    ],
)
def test_the_report_says_what_they_have_the_right_to(
    cast: Cast, actual: dict[str, Decimal], right: Decimal
) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    assert right_of(grant) is None
    reported(cast, grant, actual)
    assert right_of(grant) == right
    assert HOURS * 330 > 30_000


def test_less_own_work_and_money_goes_back(cast: Cast) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    paid(cast, grant.payments.all()[0])
    reported(cast, grant, {"Grävning": Decimal(50)})
    with pytest.raises(Refused, match=r"6.000"):
        close_grant(grant=grant, reasons=REASONS, by=cast.petra)
    claim = Claim(Decimal(6_000), in_a_month(), REASONS)
    repayment = claim_back(grant=grant, claim=claim, by=cast.petra)
    note_repaid(repayment=repayment, on=timezone.localdate(), by=cast.elsa)

    closed = close_grant(grant=grant, reasons=REASONS, by=cast.petra)

    assert (closed.kept, closed.paid, closed.repaid) == (16_500, 22_500, 6_000)
    assert closed.payments.filter(state="dropped").count() == 1


def test_four_eyes_on_each_payment(cast: Cast) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    payment = grant.payments.all()[0]
    with pytest.raises(Refused, match="Only those who decide"):
        decide_payment(payment=payment, by=cast.elsa)
    decide_payment(payment=payment, by=cast.petra)
    today = timezone.localdate()
    with pytest.raises(Refused, match="omebody else"):
        mark_paid(payment=payment, on=today, reference="", by=cast.petra)
    with pytest.raises(Refused, match="not come"):
        mark_paid(payment=payment, on=today + timedelta(days=1), reference="", by=cast.elsa)
    mark_paid(payment=payment, on=today, reference="BG 7", by=cast.elsa)


def test_nothing_is_decided_to_be_paid_before_both_have_signed(cast: Cast) -> None:
    grant = granted(cast)
    agreement = make_agreement(grant=grant, by=cast.elsa)
    sign_for_host(agreement=agreement, by=cast.elsa)
    with pytest.raises(Refused, match="signed by both"):
        decide_payment(payment=grant.payments.all()[0], by=cast.petra)


@pytest.mark.parametrize(
    "facts",
    [
        {"promised": 30_001},
        {"paid": 1},
        {"repaid": 1},
        {"claimed": -1},
        {"amount": 0},
        {"state": "closed"},
    ],
)
def test_the_database_refuses_what_does_not_add_up(cast: Cast, facts: dict[str, Any]) -> None:
    grant = granted(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(**facts)
    assert GrantReport.objects.filter(grant=grant).count() == 1


def test_a_change_of_words_does_not_bring_an_old_last_day_back(cast: Cast) -> None:
    """The form shows the day that holds: sent as it is, it asks for no other."""
    grant = granted(cast)
    before, later = grant.ends_on, grant.ends_on + timedelta(days=60)
    words = ask_change(grant=grant, words="Vi gräver på en annan plats.", ends_on=before)
    time = ask_change(grant=grant, words="Mer tid.", ends_on=later)
    for change in (time, words):
        agree_to_change(change=change, reasons=REASONS, by=cast.petra)
    grant.refresh_from_db()
    assert grant.ends_on == later
