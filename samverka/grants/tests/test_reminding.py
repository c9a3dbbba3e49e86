"""A letter for each turn, never two, and none when nothing waits any more."""

from datetime import timedelta
from decimal import Decimal

import pytest

from samverka.cast import Cast
from samverka.grants.actions.closing import Claim, claim_back
from samverka.grants.actions.reminding import remind_of_grants
from samverka.grants.actions.reporting import Told, hand_in_report, return_report
from samverka.grants.tests.granted_story import (
    ANSWERS,
    REASONS,
    agreed,
    came_to,
    granted,
    paid,
)
from samverka.grants.tests.story import EMAIL
from samverka.record.models import Letter

pytestmark = pytest.mark.django_db


def test_a_report_is_asked_for_in_good_time_and_when_it_is_late(cast: Cast) -> None:
    grant = granted(cast)
    [report] = grant.reports.all()
    Letter.objects.filter(to=EMAIL).delete()

    days = (31, 30, 29, 7, 7, 0, -1, -13, -14, -60)
    assert [remind_of_grants(today=report.due_on - timedelta(days=n)) for n in days] == [
        *(0, 1, 0, 1, 0, 1),
        *(0, 0, 1, 0),
    ]
    subjects = [one.subject for one in Letter.objects.filter(to=EMAIL).order_by("pk")]
    assert [one.startswith("Rapporten är sen") for one in subjects] == [False] * 3 + [True]


def test_what_was_missed_gives_one_letter_and_what_is_handed_in_none(cast: Cast) -> None:
    grant = granted(cast)
    [report] = grant.reports.all()
    assert remind_of_grants(today=report.due_on) == 1
    hand_in_report(report=report, told=Told(ANSWERS, lines=came_to(grant)))
    assert remind_of_grants(today=report.due_on + timedelta(days=20)) == 0
    return_report(report=report, words="Mer.", by=cast.elsa)
    assert remind_of_grants(today=report.due_on + timedelta(days=20)) == 1


def test_money_to_give_back_is_asked_for_again(cast: Cast) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    payment = paid(cast, grant.payments.all()[0])
    assert payment.paid_on is not None
    due_on = payment.paid_on + timedelta(days=20)
    claim = Claim(Decimal(10), due_on, REASONS)
    claim_back(grant=grant, claim=claim, by=cast.petra)
    days = (8, 7, 6, 0, -14)
    assert [remind_of_grants(today=due_on - timedelta(days=n)) for n in days] == [0, 1, 0, 1, 1]
