"""Each thinks for themselves first; then they see each other, and an officer proposes."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions import proposing
from samverka.grants.actions.assessing import close_assessing, reopen_assessment
from samverka.grants.models import Assessment, Criterion, GrantApplication, GrantProposal, Score
from samverka.grants.scoring import Scored, most_of, total_of
from samverka.grants.tests.story import a_round, case_of, declare, handed_in, scored
from samverka.people.models import Person

ASSESSED = GrantApplication.State.ASSESSED


@pytest.fixture
def application(cast: Cast) -> GrantApplication:
    """Being assessed by Nils and Ruth; nobody has an interest in it."""
    found = handed_in(a_round(cast), state=ASSESSED)
    for who in (cast.elsa, cast.nils, cast.rut, cast.petra):
        declare(found, who)
    return found


def total(application: GrantApplication, who: Person) -> Fraction | str | None:
    scores = case_of(application, who).scores
    return scores.total if scores else "hidden"


def told(seen: int, *points: int, **more: str) -> dict[str, Any]:
    given = {f"points_{n}": point for n, point in enumerate(points, 1) if point}
    return {"seen": seen, **given, **more}


@pytest.mark.django_db
def test_an_assessment_is_saved_handed_in_and_taken_back(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    client.force_login(cast.nils)
    page = f"/en/grants/cases/{application.number}/assessment/"
    empty = client.get(page).content.decode()
    assert empty.count('class="optional"') == 3  # words, and never points
    client.post(page, told(0, 0, 3, words_1="Bra så långt", words="Jag lutar åt ja"))
    own = Assessment.objects.get()
    assert (own.state, own.version, own.words) == ("draft", 1, "Jag lutar åt ja")
    assert [*Score.objects.values_list("points", "words")] == [(0, "Bra så långt"), (3, "")]
    assert "Bra så långt" in client.get(page).content.decode()
    assert total(application, cast.nils) == "hidden"

    answer = client.post(page, told(1, 0, 3, hand_in="yes"))
    assert answer.status_code == 422
    assert "Points lack for: Nytta." in answer.content.decode()
    answer = client.post(page, told(1, 4, 3, hand_in="yes"), follow=True)
    assert "You have assessed 1 of 1." in answer.content.decode()
    assert total(application, cast.nils) == 7

    client.post(f"{page}reopen/")
    assert total(application, cast.nils) == "hidden"
    own.refresh_from_db()
    client.post(page, told(own.version, 5, 3, hand_in="yes"))
    assert total(application, cast.nils) == 8


@pytest.mark.django_db
def test_two_windows_lose_nothing(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    client.force_login(cast.nils)
    page = f"/en/grants/cases/{application.number}/assessment/"
    client.post(page, told(0, 2, words="Den första"))
    answer = client.post(page, told(0, 4, words="Den andra"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Den andra" in text
    assert Assessment.objects.get().words == "Den första"
    assert 'name="seen" value="1"' in text
    client.post(page, told(1, 4, words="Den andra"))
    assert Assessment.objects.get().words == "Den andra"


@pytest.mark.django_db
def test_a_version_that_never_was_is_no_fault_of_ours(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    client.force_login(cast.nils)
    page = f"/en/grants/cases/{application.number}/assessment/"
    answer = client.post(page, told(7, 2, words="Den första"))
    assert answer.status_code == 422
    assert 'name="seen" value="0"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("points", ["0", "6", "-1", "x", "1.5"])
def test_points_that_are_none_are_refused(
    cast: Cast, application: GrantApplication, client: Client, points: str
) -> None:
    client.force_login(cast.nils)
    page = f"/en/grants/cases/{application.number}/assessment/"
    answer = client.post(page, {"seen": 0, "points_1": points, "words": "Kvar"})
    assert answer.status_code == 422
    assert "Kvar" in answer.content.decode()
    assert not Assessment.objects.exists()


@pytest.mark.django_db
def test_officers_wait_for_all_or_close_it(cast: Cast, application: GrantApplication) -> None:
    scored(application, cast.nils, 4, 2)
    who = (cast.nils, cast.rut, cast.elsa, cast.petra)
    assert [total(application, one) for one in who] == [6, "hidden", "hidden", "hidden"]
    with pytest.raises(Refused, match="Not all who assess"):
        proposing.propose(application=application, amount=None, words="Nej", by=cast.elsa)
    application = close_assessing(application=application, by=cast.elsa)
    assert [total(application, one) for one in who] == [6, 6, 6, 6]
    proposing.propose(application=application, amount=None, words="Nej", by=cast.elsa)


@pytest.mark.django_db
def test_whoever_has_a_conflict_is_not_waited_for(
    cast: Cast, application: GrantApplication
) -> None:
    scored(application, cast.nils, 4, 2)
    declare_later = application.declarations.get(person=cast.rut)
    declare_later.conflict = True
    declare_later.save()
    assert total(application, cast.elsa) == 6


@pytest.mark.django_db
def test_a_proposal_ends_the_assessing_until_it_is_taken_back(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    scored(application, cast.nils, 4, 2)
    scored(application, cast.rut, 5, 5)
    case = f"/en/grants/cases/{application.number}/"
    client.force_login(cast.elsa)
    assert client.post(f"{case}proposal/", {"grant": "yes", "words": "Ja"}).status_code == 422
    much = {"grant": "yes", "amount": "900 000", "words": "Ja"}
    assert "more than they ask for" in client.post(f"{case}proposal/", much).content.decode()
    client.post(f"{case}proposal/", {"grant": "yes", "amount": "35 000", "words": "Ja"})
    proposal = GrantProposal.objects.get()
    assert (proposal.grant, proposal.amount) == (True, Decimal(35_000))
    with pytest.raises(Refused, match="There is a proposal already"):
        reopen_assessment(application=application, by=cast.nils)
    client.post(f"{case}proposal/take-back/")
    reopen_assessment(application=application, by=cast.nils)
    assert not GrantProposal.objects.filter(taken_back_at=None).exists()


@pytest.mark.django_db
def test_only_officers_propose_and_only_assessors_score(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    case = f"/en/grants/cases/{application.number}/"
    for who, page, status in (
        (cast.nils, "proposal/", 404),
        (cast.petra, "proposal/", 404),
        (cast.nils, "assessing/close/", 404),
        (cast.elsa, "assessment/", 404),
        (cast.petra, "assessment/", 404),
        (cast.kim, "assessment/", 404),
    ):
        client.force_login(who)
        assert client.post(f"{case}{page}").status_code == status


@pytest.mark.django_db
def test_the_table_and_the_picture_say_the_same(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    scored(application, cast.nils, 4, 2)
    scored(application, cast.rut, 5, 5)
    client.force_login(cast.elsa)
    page = client.get(f"/en/grants/cases/{application.number}/").content.decode()
    assert 'viewBox="0 0 360 200"' in page  # no wider than a phone
    assert "They differ the most on “Genomförande”: from 2 to 5." in page
    for said in ("4.5", "3.5", "Nytta", 'class="mark deliverable"'):
        assert said in page
    scores = case_of(application, cast.elsa).scores
    assert scores
    assert scores.totals == [Fraction(6), Fraction(10)]
    assert (scores.total, scores.most) == (Fraction(8), 10)


@given(
    table=st.lists(
        st.tuples(st.integers(2, 10), st.integers(1, 10), st.lists(st.integers(1, 10), max_size=5)),
        max_size=6,
    )
)
def test_a_total_lies_between_the_lowest_and_the_most(
    table: list[tuple[int, int, list[int]]],
) -> None:
    rows = [
        Scored(
            Criterion(most=most, weight=weight),
            {n: min(point, most) for n, point in enumerate(given_points)},
        )
        for most, weight, given_points in table
    ]
    found = total_of(rows)
    if not rows or any(not row.points for row in rows):
        assert found is None
    else:
        assert found is not None
        lowest = sum((row.lowest or 0) * row.criterion.weight for row in rows)
        assert lowest <= found <= most_of([row.criterion for row in rows])


@given(
    st.lists(
        st.tuples(st.integers(1, 10), st.lists(st.integers(1, 5), min_size=3, max_size=3)),
        min_size=1,
        max_size=6,
    )
)
def test_the_total_is_the_mean_of_what_each_assessor_gave(
    table: list[tuple[int, list[int]]],
) -> None:
    rows = [
        Scored(Criterion(most=5, weight=weight), dict(enumerate(points)))
        for weight, points in table
    ]
    each = [sum(weight * points[n] for weight, points in table) for n in range(3)]
    assert total_of(rows) == Fraction(sum(each), 3)
