"""What is said on the page of a grant, to whom, and where something is refused."""

import pytest
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.grants.actions.agreeing import make_agreement
from samverka.grants.actions.paying import decide_payment
from samverka.grants.models import Grant
from samverka.grants.tests.granted_story import agreed, granted, in_a_month
from samverka.grants.tests.test_granted_pages import as_, to

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
