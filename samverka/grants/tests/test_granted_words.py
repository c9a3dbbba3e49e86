"""What is said on the page of a grant, to whom, and where something is refused."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.common.amounts import written
from samverka.grants.actions.agreeing import make_agreement
from samverka.grants.actions.paying import decide_payment
from samverka.grants.beside import covers
from samverka.grants.models import Grant
from samverka.grants.tests.granted_story import agreed, granted, in_a_month, paid, reported
from samverka.grants.tests.story import a_round
from samverka.grants.tests.test_granted_pages import as_, to
from samverka.ideas.models import Idea
from samverka.partnership.models import Municipality

pytestmark = pytest.mark.django_db


def test_papers_and_states_are_called_what_they_are(cast: Cast, client: Client) -> None:
    """Each in Swedish, where one English word may stand for several."""
    grant = granted(cast)
    number = grant.application.number
    make_agreement(grant=grant, by=cast.elsa)
    grant.refresh_from_db()
    [report] = grant.reports.all()

    with translation.override("sv"):
        assert str(Grant.State.AGREED.label) == "Avtal tecknat"
    empty = as_(cast.elsa).post(to("agreement_copy", number), {"seen": grant.version})
    own = client.get(to("own_report", grant.application.key, report.pk))
    assert "Välj det underskrivna avtalet först." in empty.content.decode()
    assert not any("avsiktsförklaring" in page.content.decode() for page in (empty, own))


def test_a_reason_says_how_long_it_must_be_and_what_is_wrong_stands_once(cast: Cast) -> None:
    grant = granted(cast)
    close = to("revoke_grant", grant.application.number)
    told = {"reasons": "Det är rimligt.", "due_on": in_a_month().isoformat()}
    page = as_(cast.petra).post(close, {**told, "seen": grant.version}).content.decode()

    assert "minst 40 tecken" in page
    assert page.count('class="error-summary"') == 1
    assert 'Varför? <span class="optional">' not in page


def test_whoever_decided_a_payment_is_told_who_notes_it(cast: Cast) -> None:
    grant = granted(cast)
    number = grant.application.number
    agreed(cast, grant)
    payment = grant.payments.all()[0]
    decide_payment(payment=payment, by=cast.petra)
    form = f'action="{to("mark_paid", number, payment.pk)}"'

    petra, elsa = (
        as_(who).get(to("grant", number)).content.decode() for who in (cast.petra, cast.elsa)
    )
    assert ("Du beslutade om den här utbetalningen." in petra, form in petra) == (True, False)
    assert ("Du beslutade om den här utbetalningen." in elsa, form in elsa) == (False, True)


def test_what_comes_after_the_report_and_what_goes_back_is_said(cast: Cast) -> None:
    """The amount to claim is filled in."""
    grant = granted(cast)
    agreed(cast, grant)
    paid(cast, grant.payments.all()[0])
    page = to("grant", grant.application.number)

    before = as_(cast.elsa).get(page).content.decode()
    reported(cast, grant, {"Material": 9_000, "Ledare": 9_000})
    after = as_(cast.petra).get(page)

    early, back = "när det här är godkänt: Slutrapport", "4\xa0500 kronor ska tillbaka"
    words = after.content.decode()
    assert ((early in before, back in before), (early in words, back in words)) == (
        (True, False),
        (False, True),
    )
    assert after.context["claim_form"]["amount"].value() == written(Decimal(4_500))


def test_an_idea_is_led_to_rounds_for_its_municipality(cast: Cast) -> None:
    turn = a_round(cast)
    ideas = [Idea(municipality=place) for place in Municipality.objects.order_by("code")[:2]]
    turn.municipalities = [ideas[0].municipality.code] if ideas[0].municipality else []

    assert [covers(turn, one) for one in (*ideas, Idea())] == [True, False, True]
