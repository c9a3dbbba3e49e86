"""A round is begun, published, changed, ended and copied by those who may."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions import judging_by, rounds
from samverka.grants.models import GrantApplication, Panelist, Round
from samverka.grants.rules import Standing
from samverka.grants.tests.granted_story import AMOUNT, granted, ready
from samverka.grants.tests.story import RULES, a_round, handed_in, scored, take_place
from samverka.grants.tests.writing import written
from samverka.partnership.models import Organisation
from samverka.record.models import History

pytestmark = pytest.mark.django_db


def what(**said: Any) -> rounds.Planned:
    facts = {
        "call": Call.objects.get(slug="utvecklingsmedel-social-innovation"),
        "host": Organisation.objects.get(slug="region-orebro-lan"),
        "name_sv": "Prova på (exempel)",
        "name_en": "",
        "terms_sv": "För den som vill prova något nytt.",
        "terms_en": "",
        "form": f"house-{RULES}",
        "cost_rules": RULES,
        "budget": None,
        "opens_on": timezone.localdate(),
        "closes_on": None,
        "paused_months": [],
        "kinds": ["association"],
        "municipalities": [],
        "times": 3,
        "longest_months": 12,
        "report_days": 60,
    }
    return rounds.Planned(**{**facts, **said})  # type: ignore[typeddict-item]


def judged(title: str) -> judging_by.Judged:
    return {
        "title_sv": title,
        "title_en": "",
        "guidance_sv": "",
        "guidance_en": "",
        "most": 5,
        "weight": 1,
    }


def lacks(turn: Round, cast: Cast) -> str:
    with pytest.raises(Refused) as told:
        rounds.publish_round(turn=turn, by=cast.elsa)
    return str(told.value)


def test_a_round_is_not_published_before_somebody_can_judge_it(cast: Cast) -> None:
    turn = rounds.begin_round(planned=what(), by=cast.elsa)
    assert (turn.slug, turn.state) == ("prova-pa-exempel", "draft")

    assert lacks(turn, cast) == (
        "Say how it is judged: add at least one criterion."
        " Nobody would see what comes in: put an officer in the panel."
        " Nobody could decide: put somebody who decides in the panel."
    )
    judging_by.add_criterion(turn=turn, what=judged("Nytta"), by=cast.elsa)
    for who, role in ((cast.nils, "officer"), (cast.petra, "decider")):
        assert lacks(turn, cast).endswith("put somebody who decides in the panel.")
        judging_by.seat(turn=turn, person=who, organisation=turn.host, role=role, by=cast.elsa)
    turn = rounds.publish_round(turn=turn, by=cast.nils)

    assert turn.takes_applications
    assert [one.verb for one in History.objects.of(turn)] == ["begun", "published"]


def test_only_coordinators_begin_one_and_only_its_officers_change_it(cast: Cast) -> None:
    with pytest.raises(Refused):
        rounds.begin_round(planned=what(), by=cast.nils)
    turn = a_round(cast)
    for who in (cast.nils, cast.petra, cast.kim, cast.olof):
        with pytest.raises(Refused):
            rounds.change_round(turn=turn, planned=what(), by=who)


def test_who_saves_on_an_older_page_changes_nothing(cast: Cast) -> None:
    turn = a_round(cast)
    rounds.change_round(turn=turn, planned=what(name_sv="Den ena"), by=cast.elsa, seen=1)
    with pytest.raises(Refused, match="Somebody else"):
        rounds.change_round(turn=turn, planned=what(name_sv="Den andra"), by=cast.elsa, seen=1)
    turn.refresh_from_db()
    assert turn.name_sv == "Den ena"


def test_the_form_stays_when_somebody_has_begun(cast: Cast) -> None:
    turn = a_round(cast)
    handed_in(turn)
    with pytest.raises(Refused, match="begun to apply"):
        rounds.change_round(turn=turn, planned=what(cost_rules="vinnova"), by=cast.elsa)
    with pytest.raises(Refused, match="End the round"):
        rounds.unpublish_round(turn=turn, by=cast.elsa)
    assert rounds.end_round(turn=turn, by=cast.elsa).state == "ended"


def test_days_that_cannot_be_are_refused(cast: Cast) -> None:
    for odd in ({"closes_on": date(2020, 1, 1)}, {"paused_months": list(range(1, 13))}):
        with pytest.raises(Refused):
            rounds.begin_round(planned=what(**odd), by=cast.elsa)


def test_a_copy_is_a_draft_a_year_later_with_criteria_and_panel(cast: Cast) -> None:
    turn = a_round(cast, opens_on=date(2028, 2, 29), closes_on=date(2028, 6, 1))

    copy = rounds.copy_round(turn=turn, by=cast.elsa)

    assert (copy.state, copy.opens_on, copy.closes_on) == (
        "draft",
        date(2029, 2, 28),
        date(2029, 6, 1),
    )
    assert copy.slug != turn.slug
    assert [one.title_sv for one in copy.criteria.all()] == ["Nytta", "Genomförande"]
    assert {one.person_id for one in copy.panelists.all()} == {
        one.person_id for one in turn.panelists.all()
    }
    assert turn.criteria.count() == 2


def test_criteria_are_moved_and_taken_away_until_somebody_gives_points(cast: Cast) -> None:
    turn = a_round(cast)
    judging_by.add_criterion(turn=turn, what=judged("Blir kvar"), by=cast.elsa)
    first, _second, third = turn.criteria.all()

    judging_by.move_criterion(criterion=third, by=cast.elsa)
    assert _titles(turn) == ["Nytta", "Blir kvar", "Genomförande"]
    judging_by.move_criterion(criterion=turn.criteria.all()[0], by=cast.elsa)
    assert _titles(turn) == ["Blir kvar", "Genomförande", "Nytta"]
    first.refresh_from_db()
    judging_by.remove_criterion(criterion=first, by=cast.elsa)
    assert _titles(turn) == ["Blir kvar", "Genomförande"]

    scored(handed_in(turn), cast.nils, 4, 3)
    with pytest.raises(Refused, match="given points"):
        judging_by.add_criterion(turn=turn, what=judged("Mer"), by=cast.elsa)


def _titles(turn: Round) -> list[str]:
    return [one.title_sv for one in turn.criteria.all()]


def test_who_is_taken_out_of_the_panel_sees_nothing_and_can_be_put_back(cast: Cast) -> None:
    turn = a_round(cast)
    place = turn.panelists.get(person=cast.nils)

    judging_by.unseat(place=place, by=cast.elsa)
    assert not Standing(cast.nils).sits_in(turn)
    judging_by.seat_again(place=place, by=cast.elsa)
    assert Standing(cast.nils).is_assessor(turn)


def test_the_only_officer_stays_while_it_is_open(cast: Cast) -> None:
    turn = a_round(cast)
    officer = turn.panelists.get(role=Panelist.Role.OFFICER)
    with pytest.raises(Refused, match="another officer"):
        judging_by.unseat(place=officer, by=cast.elsa)


def test_somebody_who_decides_stays_while_anything_waits(cast: Cast) -> None:
    """Also when the round has ended; with another, or nothing left to decide, they may leave."""
    turn = a_round(cast)
    decides = turn.panelists.get(role=Panelist.Role.DECIDER)
    with pytest.raises(Refused, match="another who decides there first"):
        judging_by.unseat(place=decides, by=cast.elsa)
    waiting = handed_in(turn)
    rounds.end_round(turn=turn, by=cast.elsa)
    with pytest.raises(Refused, match="another who decides there first"):
        judging_by.unseat(place=decides, by=cast.elsa)
    GrantApplication.objects.filter(pk=waiting.pk).update(state="withdrawn")
    judging_by.unseat(place=decides, by=cast.elsa)
    assert not Standing(cast.petra).sits_in(turn)

    other = a_round(cast, slug="other-round")
    take_place(other, cast.kim, Panelist.Role.DECIDER)
    judging_by.unseat(place=other.panelists.get(person=cast.petra), by=cast.elsa)
    assert not Standing(cast.petra).sits_in(other)


def test_nobody_is_told_how_many_have_applied(cast: Cast, client: Client) -> None:
    turn = a_round(cast)
    before = client.get(turn.get_absolute_url()).content
    for _n in range(3):
        handed_in(turn)
    assert client.get(turn.get_absolute_url()).content == before


def test_a_draft_is_there_for_those_who_prepare_it_alone(cast: Cast, client: Client) -> None:
    turn = a_round(cast, state=Round.State.DRAFT)
    assert client.get(turn.get_absolute_url()).status_code == 404
    client.force_login(cast.kim)
    assert client.get(turn.get_absolute_url()).status_code == 404
    client.force_login(cast.elsa)
    assert client.get(turn.get_absolute_url()).status_code == 200


def test_the_call_leads_to_the_round(cast: Cast, client: Client) -> None:
    turn = a_round(cast)
    page = client.get(turn.call.get_absolute_url()).content.decode()
    assert f'href="{turn.get_absolute_url()}"' in page
    rounds.end_round(turn=turn, by=cast.elsa)
    page = client.get(turn.call.get_absolute_url()).content.decode()
    assert f'href="{turn.get_absolute_url()}"' not in page


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as made:
        assert client.get(path).status_code == 200
    return len(made)


def test_the_list_costs_the_same_for_one_round_and_for_three(cast: Cast, client: Client) -> None:
    a_round(cast)
    client.force_login(cast.elsa)
    one = queries(client, "/sv/grants/")
    for number in range(2):
        a_round(cast, slug=f"another-{number}")
        a_round(cast, slug=f"draft-{number}", state=Round.State.DRAFT)
    assert queries(client, "/sv/grants/") <= one


def test_an_application_costs_the_same_with_three_lines(cast: Cast, client: Client) -> None:
    application = written(client, a_round(cast))
    before = [queries(client, path) for path in _pages(application)]
    for number in range(3, 6):
        application.costs.create(number=number, what="Resor", category="travel", amount=1)
    assert [queries(client, path) for path in _pages(application)] == before


def _pages(application: GrantApplication) -> list[str]:
    steps = ("who", "project", "texts", "budget")
    return [application.own_url, *(f"{application.own_url}write/{one}/" for one in steps)]


def test_a_budget_holds_what_has_been_granted(cast: Cast) -> None:
    turn = a_round(cast)
    granted(cast, ready(cast, turn))
    facts = {"form": f"edition-{turn.edition_id}", "cost_rules": turn.cost_rules}
    with pytest.raises(Refused, match="has been granted already"):
        rounds.change_round(turn=turn, planned=what(budget=Decimal(100), **facts), by=cast.elsa)
    rounds.change_round(turn=turn, planned=what(budget=AMOUNT, **facts), by=cast.elsa)
    turn.refresh_from_db()
    assert turn.budget == AMOUNT
