"""Go or no go: what an organisation looks at, decides, and begins."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration.models import Search, Team, TeamMember
from samverka.collaboration.tests.pages import read, signed_in
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.actions.applications import begin_application
from samverka.radar.actions.decisions import decide, plan_days, undo_decision
from samverka.radar.actions.stances import follow_call
from samverka.radar.backplan import plan
from samverka.radar.models import Decision
from samverka.radar.telling.deciding import deciding, partners_for
from samverka.radar.tests.story import found, in_days
from samverka.record.models import History
from samverka.suggest import index
from tests.patience import examples


@pytest.fixture
def large(cast: Cast, indexed: None) -> Call:
    """A municipality has to take part; sixty days are left."""
    call = found("large", needed_kinds=["municipality"], partners_min=2)
    index.rebuild()
    return call


HERE = "/en/calls/large/decide/"


def test_the_steps_are_counted_back_from_the_last_day(large: Call, greenery: Organisation) -> None:
    steps = deciding(large, greenery).plan

    last = in_days(60)
    assert [(one.step.name, one.days, one.begins, one.ends) for one in steps.steps] == [
        ("partners", 30, last - timedelta(days=64), last - timedelta(days=34)),
        ("write", 20, last - timedelta(days=34), last - timedelta(days=14)),
        ("budget", 7, last - timedelta(days=14), last - timedelta(days=7)),
        ("signatures", 7, last - timedelta(days=7), last),
    ]
    assert (steps.needed, steps.left, steps.lacking) == (64, 60, 4)
    assert [one.should_have_begun for one in steps.steps] == [True, False, False, False]


def test_without_a_last_day_and_without_partners_nothing_presses(
    call: Call, greenery: Organisation
) -> None:
    Call.objects.filter(pk=call.pk).update(closes_on=None, cutoffs=[])
    call.refresh_from_db()
    steps = deciding(call, greenery).plan
    assert (steps.needed, steps.left, steps.lacking) == (34, None, 0)
    assert plan(call, {"partners": 1, "write": 1, "budget": 1, "signatures": 1}).needed == 4


def test_the_page_gathers_all_there_is_to_know(
    large: Call, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    follow_call(call=large, by=colleague, organisation=greenery)
    Person.objects.filter(pk=colleague.pk).update(name="Kim Exempel")

    page = read(signed_in(amina).get(HERE))

    assert "Almost: a municipality needs to take part" in page
    assert "The steps take 64 days and 60 are left: 4 too few." in page
    assert "Kim Exempel is interested" in page
    assert "Start looking for partners" in page
    assert "You have written that you work with" in page or "Both are about" in page


def test_partners_of_the_kind_that_is_needed_come_first(
    large: Call, greenery: Organisation
) -> None:
    kinds = [one.organisation.kind for one in partners_for(large, greenery)]
    assert kinds[:3] == ["municipality"] * 3
    assert "association" in kinds[3:]


def test_a_decision_has_a_reason_is_seen_by_colleagues_and_can_be_undone(
    large: Call, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    client = signed_in(amina)
    nothing = client.post(HERE, {})
    assert nothing.status_code == 422
    assert "Write why in a sentence." in read(nothing)

    client.post(HERE, {"state": "go", "why": "It is what we do.", "seen": "1"})
    page = read(signed_in(colleague).get(HERE))
    assert "We apply" in page
    assert "It is what we do." in page
    assert "We apply" in read(signed_in(colleague).get(large.get_absolute_url()))

    client.post(f"{HERE}undo/", {})
    assert Decision.objects.get().state == "open"
    rows = History.objects.filter(kind="decision")
    assert [row.verb for row in rows] == ["decided", "undecided"]
    assert all("It is what we do." not in str(row.detail) for row in rows)


def test_two_who_decide_at_once(
    large: Call, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    whose = {"call": large, "organisation": greenery}
    decide(**whose, state="go", why="Yes.", by=colleague, seen=1)  # type: ignore[arg-type]
    with pytest.raises(Outdated):
        decide(**whose, state="no_go", why="No.", by=amina, seen=1)  # type: ignore[arg-type]

    told = {"state": "no_go", "why": "We are too few.", "seen": "1"}
    answer = signed_in(amina).post(HERE, told)

    assert answer.status_code == 422
    page = read(answer)
    assert "Somebody else changed this" in page
    assert "We are too few." in page
    decide(**whose, state="no_go", why="No.", by=amina, seen=2)  # type: ignore[arg-type]
    assert Decision.objects.get().state == "no_go"


def test_days_are_adjusted(large: Call, amina: Person, greenery: Organisation) -> None:
    client = signed_in(amina)
    days = {"partners": "10", "write": "20", "budget": "5", "signatures": "5"}
    assert client.post(f"{HERE}days/", days | {"budget": "-1"}).status_code == 422
    client.post(f"{HERE}days/", days | {"seen": "1"})
    assert "The steps take 40 days and 60 are left." in read(client.get(HERE))
    plan_days(
        call=large,
        organisation=greenery,
        days={"partners": 1, "write": 1, "budget": 1, "signatures": 1},
        by=amina,
    )
    assert deciding(large, greenery).plan.needed == 4


def test_looking_for_partners_begins_a_team_about_the_call(
    large: Call, amina: Person, greenery: Organisation
) -> None:
    answer = signed_in(amina).post(f"{HERE}begin/", {})
    search = Search.objects.get(call=large)

    assert answer["Location"] == search.care_url
    assert search.title_en == "Partners for: Growing together large"
    assert Team.objects.get(call=large).title_en == "Growing together large"
    assert (search.state, search.kinds, search.team) == (
        "draft",
        ["municipality"],
        Team.objects.get(call=large),
    )
    members = TeamMember.objects.filter(team__call=large)
    assert [(one.organisation, one.leads, one.contact) for one in members] == [
        (greenery, True, amina)
    ]
    assert begin_application(call=large, organisation=greenery, by=amina) == search
    assert (Team.objects.filter(call=large).count(), Search.objects.filter(call=large).count()) == (
        1,
        1,
    )
    assert "Go to the team" in read(signed_in(amina).get(HERE))


def test_only_what_a_person_wrote_is_quoted_as_theirs(
    large: Call, amina: Person, greenery: Organisation
) -> None:
    search = begin_application(call=large, organisation=greenery, by=amina)
    begun = signed_in(amina).get(search.care_url).content.decode()

    search.what_en += " We also want to cook with newly arrived women."
    search.save()
    own = search.own_words
    then = signed_in(amina).get(search.care_url).content.decode()

    assert "What we have written for you to begin with" in begun
    assert "You wrote" not in begun
    assert "The call says" in begun
    assert own == "We also want to cook with newly arrived women."
    quoted = set(re.findall(r"<mark>([^<]+)</mark>", then.split("You wrote", 1)[1]))
    assert quoted
    assert {one for one in quoted if one.lower() not in own.lower()} == set()
    assert "What you have written" in then


def test_a_closed_call_begins_nothing(large: Call, amina: Person, greenery: Organisation) -> None:
    Call.objects.filter(pk=large.pk).update(closes_on=in_days(-1))
    with pytest.raises(Refused, match="This call is closed"):
        begin_application(call=large, organisation=greenery, by=amina)
    answer = signed_in(amina).post(f"{HERE}begin/", {}, follow=True)
    assert "This call is closed. Others may be open." in read(answer)
    assert not Team.objects.filter(call=large).exists()


@pytest.mark.parametrize("who", ["kim", "petra", "nils", "elsa"])
def test_to_who_works_at_no_partner_it_does_not_exist(cast: Cast, large: Call, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(HERE).status_code == 404
    for path in ("", "undo/", "days/", "begin/"):
        assert client.post(f"{HERE}{path}", {}).status_code == 404


def test_nobody_decides_for_others(
    cast: Cast, large: Call, amina: Person, greenery: Organisation
) -> None:
    decide(call=large, organisation=greenery, state="go", why="Secret.", by=amina)
    client = signed_in(cast.rut)
    assert client.get(f"{HERE}?organisation={greenery.slug}").status_code == 404
    told = {"organisation": greenery.slug, "state": "go", "why": "Mine."}
    assert client.post(HERE, told).status_code == 404
    assert "Secret." not in read(client.get(HERE))
    with pytest.raises(Refused):
        undo_decision(call=large, organisation=greenery, by=cast.rut)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_who_wants_it_and_for_three(
    cast: Cast,
    large: Call,
    amina: Person,
    greenery: Organisation,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for person in (cast.kim, cast.nils, cast.petra)[:number]:
        greenery.memberships.create(person=person)
        follow_call(call=large, by=person, organisation=greenery)
    client = signed_in(amina)
    client.get(HERE)

    with django_assert_num_queries(21):
        assert client.get(HERE).status_code == 200


WORDS = st.one_of(st.text(max_size=60), st.integers().map(str))
FIELDS = ("state", "why", "seen", "partners", "write", "budget", "signatures", "width", "letters")


@pytest.mark.slow
@given(words=st.lists(WORDS, min_size=len(FIELDS), max_size=len(FIELDS)))
@examples(40)
def test_any_words_in_the_forms_are_answered(
    large: Call, amina: Person, greenery: Organisation, words: list[str]
) -> None:
    client = signed_in(amina)
    told = dict(zip(FIELDS, words, strict=True))
    for path in (HERE, f"{HERE}days/", f"/en/calls/for-us/{greenery.slug}/width/"):
        assert client.post(path, told).status_code in (302, 422)
