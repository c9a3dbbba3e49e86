"""Money that is claimed back: a part of its own in what everybody sees, and never paid again."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions.closing import Claim, claim_back, note_repaid, revoke_grant
from samverka.grants.models import Repayment, Round
from samverka.grants.outcome import money_of
from samverka.grants.tests.granted_story import REASONS, agreed, granted, in_a_month, paid

pytestmark = pytest.mark.django_db


def figures(page: str, turn: Round) -> list[str]:
    """What the public page says of where the money of a round is, without its tags."""
    facts = page.partition(f">{turn.name}</span>")[2].partition('<dl class="facts">')[2]
    said = facts.partition("</dl>")[0].replace("<dt>", "\n")
    plain = re.sub(r"<[^>]+>", " ", said.replace("&nbsp;", " ").replace("\xa0", " "))
    return [" ".join(line.split()) for line in plain.strip().splitlines() if line.strip()]


def test_what_came_back_is_not_to_be_paid_again(cast: Cast, client: Client) -> None:
    """The page for everybody says no more than can be paid."""
    grant = granted(cast)
    turn = grant.application.round
    agreed(cast, grant)
    paid(cast, grant.payments.all()[0])
    told = {"budget": turn.budget, "granted": Decimal(30_000), "unused": Decimal(0)}
    told |= {"paid": Decimal(22_500), "to_be_paid": Decimal(7_500)}
    nothing, back = Decimal(0), Decimal(10_000)
    assert vars(money_of(turn)) == told | {"repaid": nothing, "claimed": nothing}

    claim = Claim(back, in_a_month(), REASONS)
    repayment = claim_back(grant=grant, claim=claim, by=cast.petra)
    assert vars(money_of(turn)) == told | {"repaid": nothing, "claimed": back}
    note_repaid(repayment=repayment, on=timezone.localdate(), by=cast.elsa)
    assert vars(money_of(turn)) == told | {"repaid": back, "claimed": nothing}
    page = client.get("/en/grants/granted/statistics/").content.decode()
    assert figures(page, turn) == [
        f"Granted so far SEK 30,000 : {turn.name}",
        *("Paid so far SEK 22,500", "Repaid SEK 10,000", "To be paid SEK 7,500"),
        "Not used SEK 0",
    ]

    revoke_grant(grant=grant, due_on=in_a_month(), reasons=REASONS, by=cast.petra)
    ended = {"to_be_paid": nothing, "unused": Decimal(7_500), "claimed": Decimal(12_500)}
    assert vars(money_of(turn)) == told | {"repaid": back} | ended


def test_money_comes_back_after_it_was_claimed(cast: Cast) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    paid(cast, grant.payments.all()[0])
    claim = Claim(Decimal(10), in_a_month(), REASONS)
    repayment = claim_back(grant=grant, claim=claim, by=cast.petra)
    today = timezone.localdate()

    for day in (date(1900, 1, 1), today - timedelta(days=1)):
        with pytest.raises(Refused, match="It was claimed back later than that day"):
            note_repaid(repayment=repayment, on=day, by=cast.elsa)
    note_repaid(repayment=repayment, on=today, by=cast.elsa)
    assert Repayment.objects.get().repaid_on == today
