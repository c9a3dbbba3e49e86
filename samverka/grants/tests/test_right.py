"""What the final report gives the right to is paid, and nothing beyond it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions.paying import (
    Planned,
    change_payment,
    decide_payment,
    mark_paid,
    plan_payment,
)
from samverka.grants.actions.reporting import approve_report
from samverka.grants.models import Grant, GrantReport, Payment
from samverka.grants.outcome import money_of
from samverka.grants.tests.granted_story import agreed, granted, paid, reported
from samverka.record.models import History

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(cast: Cast) -> Grant:
    """30 000 kronor: 22 500 when both have signed, 7 500 after the final report."""
    found = granted(cast)
    agreed(cast, found)
    return found


def plan_of(grant: Grant) -> list[tuple[int, str, str]]:
    return [(int(one.amount), one.state, one.comes_after) for one in grant.payments.all()]


def stands(grant: Grant) -> dict[str, Any]:
    grant.refresh_from_db()
    assert grant.amount == grant.paid + grant.to_be_paid + grant.unused
    return {name: getattr(grant, name) for name in ("right", "paid", "to_be_paid", "unused")}


def test_what_comes_after_the_report_waits_for_it(cast: Cast, grant: Grant) -> None:
    first, last = grant.payments.all()
    assert plan_of(grant)[1] == (7_500, "planned", "Final report")
    paid(cast, first)
    with pytest.raises(Refused, match="This has to be approved first: final report"):
        decide_payment(payment=last, by=cast.petra)
    reported(cast, grant)
    paid(cast, last)
    assert stands(grant) == {
        **{"right": Decimal(30_000), "paid": Decimal(30_000)},
        **{"to_be_paid": Decimal(0), "unused": Decimal(0)},
    }


def test_a_payment_that_was_decided_before_it_was_to_wait_is_not_paid(
    cast: Cast, grant: Grant
) -> None:
    first = grant.payments.all()[0]
    decide_payment(payment=first, by=cast.petra)
    Payment.objects.filter(pk=first.pk).update(report=grant.reports.get())
    with pytest.raises(Refused, match="has to be approved first"):
        mark_paid(payment=first, on=timezone.localdate(), reference="", by=cast.elsa)


@pytest.mark.parametrize(
    ("hours", "right", "plan", "to_be_paid"),
    [
        (50, Decimal(16_500), [(22_500, "paid"), (7_500, "dropped")], 0),
        (75, Decimal(24_750), [(22_500, "paid"), (2_250, "planned")], 2_250),
        (125, Decimal(30_000), [(22_500, "paid"), (7_500, "planned")], 7_500),
    ],
)
def test_what_is_planned_beyond_the_right_falls_away(
    cast: Cast,
    grant: Grant,
    hours: int,
    right: Decimal,
    plan: list[tuple[int, str]],
    to_be_paid: int,
) -> None:
    paid(cast, grant.payments.all()[0])
    reported(cast, grant, {"Grävning": hours})

    assert [one[:2] for one in plan_of(grant)] == plan
    assert stands(grant) == {
        **{"right": right, "paid": Decimal(22_500), "to_be_paid": Decimal(to_be_paid)},
        "unused": Decimal(7_500 - to_be_paid),
    }
    money = money_of(grant.application.round)
    assert money.granted == money.paid + money.to_be_paid + money.unused
    told = {"dropped": "payment_dropped", "planned": "payment_changed"}.get(plan[1][1])
    cut = History.objects.of(grant).filter(verb=told)
    assert cut.count() == (1 if plan[1][0] != to_be_paid or to_be_paid < 7_500 else 0)


def test_what_was_decided_beyond_the_right_is_decided_anew(cast: Cast, grant: Grant) -> None:
    """A decision is never changed: the payment falls away, and what is left of it is planned."""
    decide_payment(payment=grant.payments.all()[0], by=cast.petra)
    reported(cast, grant, {"Grävning": 50})

    assert sorted(plan_of(grant)) == [
        *((7_500, "dropped", "Final report"), (16_500, "planned", "")),
        (22_500, "dropped", ""),
    ]
    paid(cast, grant.payments.get(state="planned"))
    assert stands(grant)["to_be_paid"] == 0


def test_nobody_plans_decides_or_pays_more(cast: Cast, grant: Grant) -> None:
    paid(cast, grant.payments.all()[0])
    reported(cast, grant, {"Grävning": 75})
    [last] = grant.payments.filter(state="planned")
    today = timezone.localdate()
    said = r"right to SEK.24,750: SEK.2,250 more may be paid at most"
    with pytest.raises(Refused, match=said) as refused:
        change_payment(payment=last, what=Planned(Decimal(2_251), today), by=cast.elsa)
    assert refused.value.field == "amount"
    with pytest.raises(Refused, match=r"SEK.0 more"):
        plan_payment(grant=grant, what=Planned(Decimal(1), today), by=cast.elsa)

    Payment.objects.filter(pk=last.pk).update(amount=7_500)  # as it stood of old
    with pytest.raises(Refused, match=said):
        decide_payment(payment=last, by=cast.petra)
    Payment.objects.filter(pk=last.pk).update(amount=2_250)
    decide_payment(payment=last, by=cast.petra)
    Payment.objects.filter(pk=last.pk).update(amount=7_500)
    with pytest.raises(Refused, match=said):
        mark_paid(payment=last, on=today, reference="", by=cast.elsa)


def test_an_officer_chooses_the_report_that_comes_first(
    cast: Cast, client: Client, grant: Grant
) -> None:
    """The page offers no button for what cannot be decided yet."""
    client.force_login(cast.petra)
    page = client.get(f"/en/grants/cases/{grant.application.number}/grant/").content.decode()
    assert page.count("Decide to pay") == 1
    assert "It can be decided when this is approved: Final report." in page

    grant.payments.filter(state="planned")[1].delete()
    grant.refresh_from_db()
    Grant.objects.filter(pk=grant.pk).update(promised=22_500)
    [report] = grant.reports.all()
    told = {"amount": "500", "planned_on": "2027-05-01", "report": report.pk, "after": "An audit"}
    place = f"/en/grants/cases/{grant.application.number}/grant/payments/"
    sent = client.post(place, told | {"seen": grant.version})
    assert sent.status_code == 302
    assert plan_of(grant)[-1] == (500, "planned", "Final report, An audit")


def test_a_report_of_another_grant_is_none_to_wait_for(cast: Cast, grant: Grant) -> None:
    other = GrantReport(grant_id=grant.pk + 1)
    what = Planned(Decimal(1), timezone.localdate() + timedelta(days=1), report=other)
    with pytest.raises(Refused, match="another grant"):
        plan_payment(grant=grant, what=what, by=cast.elsa)
    with pytest.raises(Refused, match="not handed in"):
        approve_report(report=grant.reports.get(), by=cast.elsa)
