"""What the pages show, to whom, at what cost, and that nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration import actions
from samverka.collaboration.forms import SearchForm
from samverka.collaboration.models import Answer, Search, Team, TeamMember
from samverka.collaboration.telling import answerable_by, companions_of, works_with
from samverka.collaboration.tests.conftest import TITLE, WHAT, wanted
from samverka.collaboration.tests.pages import shown, signed_in
from samverka.ideas.tests.story import in_state, nothing_happens
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.record.models import Letter
from samverka.suggest import index
from tests.patience import examples

HERE = "/en/collaboration/"
WORDS = "These words took me a quarter of an hour to write."


def more(number: int, organisation: Organisation, amina: Person) -> list[Search]:
    made = [
        actions.begin_search(organisation=organisation, wanted=wanted(), by=amina)
        for _ in range(number)
    ]
    return [actions.publish_search(search=search, by=amina) for search in made]


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(
    cast: Cast,
    amina: Person,
    greenery: Organisation,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    visitor, staff = Client(), signed_in(amina)
    others = list(Organisation.objects.filter(slug__in=["abf", "bilda", "coompanion"])[:number])
    for search in more(number, greenery, amina):
        for other in others:
            search.answers.create(organisation=other, state="interested", words="Yes")
    for other in others:
        team = Team.objects.create(title_en="Team")
        TeamMember.objects.create(team=team, organisation=greenery, contact=amina)
        TeamMember.objects.create(team=team, organisation=other, contact=cast.rut)
        for _ in range(number - 1):
            left = timezone.localdate()
            TeamMember.objects.create(team=team, organisation=other, left_on=left)
        search = Search.objects.create(organisation=other, until=wanted().until, title_en="T")
        search.answers.create(organisation=greenery, state="asked", asked_at=timezone.now())

    costs = [
        (visitor, "", 3),
        (staff, "", 7),
        (staff, "ours/", 12),
        (staff, f"care/{Search.objects.filter(organisation=greenery)[0].pk}/", 7),
        (staff, f"teams/{Team.objects.all()[0].pk}/", 11),
    ]
    for client, path, queries in costs:
        with django_assert_num_queries(queries):
            assert client.get(f"{HERE}{path}").status_code == 200


@pytest.mark.parametrize("who", ["nobody", "kim", "nils", "petra", "olof", "rut"])
def test_a_draft_is_for_those_who_care_for_it(draft: Search, cast: Cast, who: str) -> None:
    client = Client() if who == "nobody" else signed_in(getattr(cast, who))

    assert client.get(f"{HERE}{draft.pk}/").status_code == 404
    assert signed_in(cast.elsa).get(f"{HERE}{draft.pk}/").status_code == 200


def test_what_was_answered_is_seen_by_the_two_and_the_coordinators(
    search: Search, cast: Cast, workshop: Organisation, amina: Person
) -> None:
    answer = actions.show_interest(search=search, organisation=workshop, by=cast.rut, words=WORDS)
    address = f"{HERE}{search.pk}/"

    seen = {
        name: WORDS in shown(signed_in(getattr(cast, name)).get(address))
        for name in ("rut", "amina", "nils", "kim", "olof")
    }
    cared = {
        name: WORDS in shown(signed_in(getattr(cast, name)).get(f"{HERE}care/{search.pk}/"))
        for name in ("rut", "amina", "nils", "kim", "olof", "elsa")
    }

    assert [name for name, sees in seen.items() if sees] == ["rut"]
    assert [name for name, sees in cared.items() if sees] == ["amina", "elsa"]
    assert WORDS not in shown(Client().get(address))
    assert answer.person == cast.rut


def test_the_neighbours_see_nothing_of_it(search: Search, cast: Cast) -> None:
    next_door = signed_in(cast.olof)

    assert TITLE not in shown(next_door.get("/p/grannlanet/en/collaboration/"))
    for path in (f"{search.pk}/", f"care/{search.pk}/"):
        assert next_door.get(f"/p/grannlanet/en/collaboration/{path}").status_code == 404


def test_the_title_of_an_idea_that_is_not_published_stays_inside(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    idea = in_state("advised", title="Something only we know of")
    search = actions.begin_search(organisation=greenery, wanted=wanted(), by=cast.elsa, idea=idea)
    actions.publish_search(search=search, by=cast.elsa)

    for path in (f"{search.pk}/", f"care/{search.pk}/"):
        assert idea.title not in shown(signed_in(amina).get(f"{HERE}{path}"))
        assert idea.title in shown(signed_in(cast.elsa).get(f"{HERE}{path}"))
    assert signed_in(amina).get(f"{HERE}new/?idea={idea.pk}").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 200), ("?project={}", 200), ("?project=x", 404), ("?call=999999", 404), ("?idea=²", 404)],
)
def test_what_it_is_for_has_to_exist(
    amina: Person, greenery: Organisation, query: str, status: int
) -> None:
    project = Project.objects.all()[0]
    project.partners.add(greenery)

    answer = signed_in(amina).get(f"{HERE}new/{query.format(project.pk)}")

    assert answer.status_code == status
    assert (project.title in shown(answer)) == ("{}" in query)


def test_a_refusal_keeps_every_word(search: Search, cast: Cast, amina: Person) -> None:
    rut, staff = signed_in(cast.rut), signed_in(amina)
    with nothing_happens():
        unsaid = rut.post(f"{HERE}{search.pk}/interest/", {"words": "", "brings": WORDS})
    answer = search.answers.create(
        organisation=Organisation.objects.get(slug="abf"), state="interested", words="Yes"
    )
    with nothing_happens():
        unsure = staff.post(
            f"{HERE}care/{search.pk}/reply/{answer.pk}/", {"reply": WORDS, "say": "perhaps"}
        )
        nobody = staff.post(f"{HERE}care/{search.pk}/ask/", {"words": WORDS})
        second = staff.post(f"{HERE}care/{search.pk}/edit/", form(seen=0, what_en=WORDS))

    for page in (unsaid, unsure, nobody, second):
        assert page.status_code == 422
        assert WORDS in shown(page)


def form(**told: Any) -> dict[str, Any]:
    until = timezone.localdate() + timedelta(days=9)
    return {"title_en": TITLE, "what_en": WHAT, "until": str(until), **told}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, []),
        ({"title_en": "", "what_en": "", "title_sv": "Kök", "what_sv": "Vi lagar."}, []),
        ({"title_sv": "Kök"}, ["what_sv"]),
        ({"title_en": "", "what_en": ""}, ["title_en", "what_en"]),
        ({"until": ""}, ["until"]),
        ({"until": "2001-01-01"}, ["until"]),
        ({"until": "9999-12-31"}, ["until"]),
        ({"until": "tomorrow"}, ["until"]),
        ({"kinds": ["pirates"]}, ["kinds"]),
        ({"municipality": "9" * 40}, ["municipality"]),
        ({"title_en": "x" * 161}, ["title_en"]),
    ],
)
def test_one_language_is_enough_and_has_to_be_whole(
    cast: Cast, told: dict[str, Any], wrong: list[str]
) -> None:
    assert sorted(SearchForm(form(**told)).errors) == wrong


@pytest.mark.slow
@examples(40)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "title_sv",
                "what_sv",
                "title_en",
                "until",
                "kinds",
                "municipality",
                "subjects",
                "seen",
            ]
        ),
        st.one_of(st.text(max_size=40), st.integers().map(str), st.dates().map(str)),
    )
)
def test_whatever_is_typed_is_answered(amina: Person, told: dict[str, str]) -> None:
    answer = signed_in(amina).post(f"{HERE}new/", told)

    assert answer.status_code in (302, 422)


@pytest.mark.usefixtures("indexed")
def test_the_desk_tells_what_waits_what_fits_and_whom_to_work_with(
    search: Search, cast: Cast, amina: Person, workshop: Organisation
) -> None:
    index.rebuild()
    actions.ask_organisations(search=search, to=[workshop], words="", by=amina)
    asked = shown(signed_in(cast.rut).get("/en/desk/"))
    assert "Föreningen Grönskan asks you" in asked

    actions.show_interest(search=search, organisation=workshop, by=cast.rut, words="Yes")
    waits = shown(signed_in(amina).get("/en/desk/"))
    assert "1 organisation wants to take part and waits for your answer" in waits
    assert "Who should we work with?" in waits
    assert TITLE not in shown(signed_in(cast.kim).get("/en/desk/"))


@pytest.mark.usefixtures("indexed")
def test_what_an_organisation_could_answer_and_whom_it_does_not_know_yet(
    search: Search, cast: Cast, amina: Person, greenery: Organisation
) -> None:
    index.rebuild()
    helper = Organisation.objects.get(slug="coompanion")
    assert [one.pk for one in answerable_by(helper)] == [search.pk]
    assert answerable_by(greenery) == []

    first = companions_of(greenery)[0].organisation
    answer = search.answers.create(organisation=first, state="interested", words="Yes")
    actions.accept_answer(answer=answer, reply="", by=amina)

    assert works_with(greenery) == {first.pk}
    assert first not in [one.organisation for one in companions_of(greenery)]
    Answer.objects.update_or_create(
        search=search, organisation=helper, defaults={"state": "not_for_us"}
    )
    assert answerable_by(helper) == []


def test_what_is_closed_leaves_the_index_and_the_public_match_never_gives_it(
    search: Search, amina: Person, indexed: None
) -> None:
    index.rebuild()
    helper = Organisation.objects.get(slug="coompanion")
    assert answerable_by(helper) != []
    answer = Client().post("/api/v1/match", {"text": WHAT}, content_type="application/json")
    assert "search" not in {one["kind"] for one in answer.json()["matches"]}

    actions.close_search(search=search, by=amina)
    index.follow()

    assert answerable_by(helper) == []


@pytest.mark.parametrize("who", ["kim", "nils", "amina", "elsa"])
def test_the_way_here_is_shown_to_those_who_may(
    cast: Cast, greenery: Organisation, who: str
) -> None:
    client, may = signed_in(getattr(cast, who)), who in ("amina", "elsa")
    idea = in_state("advised", may_show=True, published_at=timezone.now())
    call, project = Call.objects.all()[0], Project.objects.all()[0]
    project.partners.add(greenery)

    for kind, row in (("idea", idea), ("call", call), ("project", project)):
        page = shown(client.get(f"/en{row.get_absolute_url()[3:]}"))
        assert (f"collaboration/new/?{kind}={row.pk}" in page) == may


def test_leaving_by_the_page(search: Search, cast: Cast, amina: Person) -> None:
    workshop = Organisation.objects.get(slug="ideverkstaden")
    answer = actions.show_interest(search=search, organisation=workshop, by=cast.rut, words="Yes")
    member = actions.accept_answer(answer=answer, reply="", by=amina)
    rut, address = signed_in(cast.rut), f"{HERE}teams/{member.team_id}/"

    assert "Idéverkstaden leaves the team" in shown(rut.get(address))
    gone = rut.post(f"{address}leave/{member.pk}/", {"words": WORDS}, follow=True)

    assert "You have left the team. The others know." in shown(gone)
    assert rut.get(address).status_code == 404
    assert WORDS in Letter.objects.filter(to="amina@example.org").order_by("-pk")[0].body


def test_a_contact_who_has_gone_is_not_shown(search: Search, cast: Cast, amina: Person) -> None:
    workshop = Organisation.objects.get(slug="ideverkstaden")
    answer = actions.show_interest(search=search, organisation=workshop, by=cast.rut, words="Yes")
    team = actions.accept_answer(answer=answer, reply="", by=amina).team
    cast.rut.memberships.all().delete()

    page = shown(signed_in(amina).get(team.get_absolute_url()))

    assert "rut@example.org" not in page
    assert "No contact is known yet." in page


def test_a_coordinator_says_first_for_whom(cast: Cast) -> None:
    elsa, project = signed_in(cast.elsa), Project.objects.all()[0]
    silent = Organisation.objects.get(slug="coompanion")

    asked = elsa.get(f"{HERE}new/?project={project.pk}&q=coompanion")
    link = f"?project={project.pk}&organisation={silent.pk}"
    assert link in shown(asked)
    assert "You look on behalf of Coompanion." in shown(elsa.get(f"{HERE}new/{link}"))
    elsa.post(f"{HERE}new/", form(organisation=silent.pk, project=project.pk))

    search = Search.objects.get()
    assert (search.organisation, search.project, search.author) == (silent, project, cast.elsa)
