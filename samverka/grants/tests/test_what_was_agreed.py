"""What was decided about a change stands in the agreement, not what was asked for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.common.papers import whole_day
from samverka.common.refusal import Refused
from samverka.grants.actions.agreeing import make_agreement
from samverka.grants.actions.changing import agree_to_change, ask_change
from samverka.grants.models import Grant, GrantChange
from samverka.grants.tests.granted_story import REASONS, agreed, granted
from samverka.grants.tests.story import shown

pytestmark = pytest.mark.django_db
PLEA = "Vi skäms, men vi hann inte. Låt oss hålla på en månad till."


def conditions(grant: Grant) -> list[str]:
    content = grant.agreements.exclude(state="replaced").get().content
    found = [one["lines"] for one in content["sections"] if one["title"] == "Villkor"]
    return found[0] if found else []


def test_the_decision_becomes_a_term_and_the_plea_does_not(cast: Cast) -> None:
    """Also after a second change, and beside what the officer had added."""
    grant = granted(cast, conditions="Berätta om det på biblioteket.")
    make_agreement(grant=grant, extra="Vi ses i april.", by=cast.elsa)
    later = grant.ends_on + timedelta(days=30)
    time = ask_change(grant=grant, words=PLEA, ends_on=later)
    agree_to_change(change=time, reasons=REASONS, by=cast.petra)
    with translation.override("sv"):
        day = f"Ny sista dag: {whole_day(later)}"
    first, last = "Berätta om det på biblioteket.", "Vi ses i april."
    assert conditions(grant) == [first, day, last]

    place = ask_change(grant=grant, words="Vi vill gräva på en annan plats.")
    told = {"reasons": REASONS, "conditions": "Ni gräver vid skolan."}
    agree_to_change(change=place, by=cast.petra, **told)
    other = ask_change(grant=grant, words="Vi vill bjuda på mat.")
    agree_to_change(change=other, reasons=REASONS, by=cast.petra)
    assert conditions(grant) == [first, day, "Ni gräver vid skolan.", REASONS, last]
    assert PLEA not in str([one.content for one in grant.agreements.all()])

    sooner = ask_change(grant=grant, words=PLEA, ends_on=later - timedelta(days=9))
    agree_to_change(change=sooner, reasons=REASONS, by=cast.petra)
    assert day not in conditions(grant)
    assert len(conditions(grant)) == 5


def test_who_decides_writes_what_holds_from_now_on(cast: Cast, client: Client) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    change = ask_change(grant=grant, words=PLEA)
    grant.refresh_from_db()
    client.force_login(cast.petra)
    case = f"/en/grants/cases/{grant.application.number}/grant/"
    told = {"answer": "agree", "reasons": REASONS, "conditions": "Ni gräver vid skolan."}
    sent = client.post(f"{case}changes/{change.pk}/", told | {"seen": grant.version})
    assert sent.status_code == 302
    assert conditions(grant) == ["Ni gräver vid skolan."]
    assert GrantChange.objects.get().decision.conditions == "Ni gräver vid skolan."  # type: ignore[union-attr]


def test_a_longer_time_than_the_round_gives_is_not_asked_for(cast: Cast, client: Client) -> None:
    """The same sentence as in the application, at the field; a sooner day is never too long."""
    grant = granted(cast)
    far = grant.starts_on + timedelta(days=400)
    with pytest.raises(Refused, match="at most 12 months here") as refused:
        ask_change(grant=grant, words="Mer tid.", ends_on=far)
    assert refused.value.field == "ends_on"
    page = client.post(
        f"/en/grants/mine/{grant.application.key}/change/", {"words": "Mer tid.", "ends_on": far}
    )
    assert page.status_code == 422
    assert 'href="#id_ends_on"' in shown(page)

    GrantChange.objects.create(grant=grant, words="Mer tid.", ends_on=far)
    client.force_login(cast.petra)
    read = shown(client.get(f"/en/grants/cases/{grant.application.number}/grant/"))
    assert "They ask for longer than this round lets a project last." in read
    Grant.objects.filter(pk=grant.pk).update(ends_on=far)
    grant.refresh_from_db()
    ask_change(grant=grant, words="Lite kortare.", ends_on=far - timedelta(days=5))
