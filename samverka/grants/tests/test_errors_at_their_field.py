"""What is wrong stands at the field that is to be changed, and the summary leads there."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.grants.models import GrantDecision
from samverka.grants.tests.granted_story import REASONS, agreed, granted, paid, ready
from samverka.grants.tests.story import shown

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<li><a href="#([^"]+)">([^<]+)</a></li>')


def led_to(answer: Any) -> list[tuple[str, str]]:
    """The fields that the summary links to, with what it says."""
    assert answer.status_code == 422
    return LINK.findall(shown(answer).partition('role="alert"')[2].partition("</div>")[0])


def test_of_a_decision(cast: Cast, client: Client) -> None:
    application = ready(cast)
    client.force_login(cast.petra)
    told = {"kind": GrantDecision.Kind.GRANT.value, "amount": "999999", "reasons": REASONS}
    answer = client.post(f"/en/grants/cases/{application.number}/decision/", told | {"show": "yes"})
    assert led_to(answer) == [("id_amount", "This is more than they apply for.")]


def test_of_a_grant(cast: Cast, client: Client) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    payment = paid(cast, grant.payments.all()[0])
    client.force_login(cast.petra)
    today = timezone.localdate()

    def sent(place: str, **told: object) -> list[tuple[str, str]]:
        grant.refresh_from_db()
        page = f"/en/grants/cases/{grant.application.number}/grant/{place}/"
        return led_to(client.post(page, told | {"seen": grant.version}))

    assert sent("payments", amount="9000", planned_on=today) == [
        ("id_amount", "Together the payments would be more than the grant.")
    ]
    assert sent("reports", due_on=today) == [
        ("interim_due_on", "Choose a day that has not come yet.")
    ]
    too_much = {"amount": payment.amount + 1, "due_on": today + timedelta(days=9)}
    assert sent("claim", reasons=REASONS, **too_much) == [
        ("claim_amount", "That is more than the project has been paid and not given back.")
    ]


def test_of_a_change_and_a_report(cast: Cast, client: Client) -> None:
    """By key: the last day, and the first question that is not answered."""
    grant = granted(cast)
    mine = f"/en/grants/mine/{grant.application.key}/"
    told = {"words": "Mer tid.", "ends_on": grant.starts_on - timedelta(days=1)}
    assert led_to(client.post(f"{mine}change/", told)) == [
        ("id_ends_on", "The last day lies before the first.")
    ]
    [report] = grant.reports.all()
    lines = {f"line_{one.pk}": "0" for one in grant.application.costs.all()}
    written = {"happened": "Vi grävde.", "hand_in": "yes", **lines}
    assert led_to(client.post(f"{mine}report/{report.pk}/", written)) == [
        ("id_reached", "Answer all three questions before you hand it in.")
    ]


def test_of_an_assessment(cast: Cast, client: Client) -> None:
    application = ready(cast)
    application.proposals.all().delete()
    client.force_login(cast.nils)
    told = {"seen": "0", "points_1": "3", "hand_in": "yes"}
    [(field, said)] = led_to(
        client.post(f"/en/grants/cases/{application.number}/assessment/", told)
    )
    assert (field, "Points lack for: Genomförande." in said) == ("assess-points_2_0", True)


def test_of_a_round_each_names_its_field(cast: Cast, client: Client) -> None:
    client.force_login(cast.elsa)
    told = {"times": "0", "longest_months": "0", "report_days": "x"}
    said = [words for _field, words in led_to(client.post("/en/grants/new/", told))]
    assert len(said) == len(set(said))
    for words in (
        "Our call: Choose one from the list.",
        "Whose money it is: Choose one from the list.",
        "How many times one project may get money: At least 1.",
        "How many months a project may last: At least 1.",
    ):
        assert words in said
