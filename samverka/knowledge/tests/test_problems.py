"""A partner tells what people meet; others meet it too; nobody can be recognised."""

import pytest

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.knowledge import actions
from samverka.knowledge.models import Problem
from samverka.knowledge.telling import story_of
from samverka.knowledge.tests.story import WHAT, a_problem, cost, read, signed_in
from samverka.partnership.models import Municipality, Organisation
from samverka.people.models import Person

HERE = "/en/knowledge/problems/"
WRITTEN = {"what": WHAT, "for_whom": "families", "common": "often"}
NUMBER = "850709-9805"  # the example that the tax agency itself gives


def test_a_problem_is_told_to_the_partners(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    place = Municipality.objects.all()[0]
    signed_in(cast, "amina").post(f"{HERE}new/", WRITTEN | {"municipality": place.pk})

    problem = Problem.objects.get()
    assert (problem.organisation, problem.author, problem.shown) == (greenery, amina, "partners")
    assert (problem.what, problem.for_whom, problem.language) == (WHAT, "families", "en")
    assert (problem.municipality, problem.common, problem.title) == (
        place,
        "often",
        "Families in the villages cannot come to the meetings when the last bus leaves…",
    )


def test_an_identity_number_has_to_go_and_everything_typed_stays(cast: Cast) -> None:
    told = WRITTEN | {"what": f"{WHAT} {NUMBER} said so."}
    answer = signed_in(cast, "amina").post(f"{HERE}new/", told)

    sentence = (
        f"“{NUMBER}” looks like a personal identity number. Take it away: nobody should be"
        " recognised."
    )
    assert answer.status_code == 422
    assert answer.context["form"].error_links == [("id_what", sentence)]
    assert answer.context["form"]["what"].value() == told["what"]
    assert not Problem.objects.exists()


def test_what_may_be_a_name_is_asked_about_once(cast: Cast) -> None:
    told, client = WRITTEN | {"what": f"{WHAT} Bo Karlsson said so."}, signed_in(cast, "amina")
    answer = client.post(f"{HERE}new/", told)

    sentence = "Is this a name: Bo Karlsson? Take it away, or tick that you have looked again."
    assert answer.context["form"].error_links == [("id_looked", sentence)]
    assert client.post(f"{HERE}new/", told | {"looked": "on"}).status_code == 302


def test_a_number_with_a_slip_in_it_is_asked_about_too(cast: Cast) -> None:
    slip = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
    told, client = WRITTEN | {"what": f"{WHAT} {slip} said so."}, signed_in(cast, "amina")
    answer = client.post(f"{HERE}new/", told)

    sentence = (
        f"Is this somebody’s identity number: {slip}? Take it away, or tick that you have looked"
        " again."
    )
    assert answer.context["form"].error_links == [("id_looked", sentence)]
    assert client.post(f"{HERE}new/", told | {"looked": "on"}).status_code == 302


def test_the_action_lets_no_number_through_either(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    with pytest.raises(Refused, match="Somebody can be recognised"):
        a_problem(amina, greenery, for_whom=f"Mail a.b@example.org or {NUMBER}")
    assert not Problem.objects.exists()


WHO_REPORTS = {"nobody": 302, "kim": 404, "petra": 404, "olof": 404}


@pytest.mark.parametrize("who", ["nobody", "kim", "petra", "olof", "rut", "amina", "nils", "elsa"])
def test_who_reports(cast: Cast, who: str) -> None:
    """nils sits in the committee for a partner, and tells for it."""
    assert signed_in(cast, who).get(f"{HERE}new/").status_code == WHO_REPORTS.get(who, 200)


@pytest.mark.parametrize("who", ["nobody", "kim", "rut", "nils"])
def test_who_reads_it(cast: Cast, amina: Person, greenery: Organisation, who: str) -> None:
    problem, client = a_problem(amina, greenery), signed_in(cast, who)
    inside = who in ("rut", "nils")

    assert client.get(f"{HERE}{problem.pk}/").status_code == (200 if inside else 404)
    assert (problem.title in read(client.get(HERE))) is inside
    actions.show_to_everybody(row=problem, by=cast.nils)
    page = read(client.get(f"{HERE}{problem.pk}/"))
    assert problem.title in page
    assert (greenery.name in page) is inside  # who told it is for partners


def test_only_those_who_take_care_of_problems_show_them_to_everybody(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    problem = a_problem(amina, greenery)

    assert signed_in(cast, "amina").post(f"{HERE}{problem.pk}/show/").status_code == 404
    with pytest.raises(Refused, match="You cannot decide who reads this"):
        actions.show_to_everybody(row=problem, by=amina)
    signed_in(cast, "nils").post(f"{HERE}{problem.pk}/show/")
    problem.refresh_from_db()
    assert problem.is_public

    met = actions.Met(what=f"{WHAT} And more.")
    actions.change_problem(problem=problem, met=met, by=amina)
    problem.refresh_from_db()
    assert not problem.is_public  # until somebody has read what it says now


def test_others_meet_it_too_each_once(
    cast: Cast, amina: Person, greenery: Organisation, workshop: Organisation
) -> None:
    problem, client = a_problem(amina, greenery), signed_in(cast, "rut")
    place = Municipality.objects.all()[0]
    Organisation.objects.filter(pk=workshop.pk).update(municipality=place)

    for _ in range(2):
        client.post(f"{HERE}{problem.pk}/too/", {"organisation": workshop.pk})
    page = read(client.get(f"{HERE}{problem.pk}/"))
    assert f"1 other partner: {place}" in page
    assert "1 other meets it too." in read(client.get(HERE))
    client.post(f"{HERE}{problem.pk}/not-too/", {"organisation": workshop.pk})

    assert not problem.also_met.exists()
    assert [told.sentence for told in story_of(problem)] == [
        "Idéverkstaden took back that they meet it.",
        "Idéverkstaden said that they meet it too.",
        "Amina Exempel wrote it.",
    ]
    with pytest.raises(Refused, match="Only another partner"):
        actions.meet_too(problem=problem, organisation=greenery, by=amina)


def test_the_places_of_a_few_tell_nobody_who_they_are(
    cast: Cast, amina: Person, greenery: Organisation, workshop: Organisation
) -> None:
    problem = a_problem(amina, greenery)
    Problem.objects.filter(pk=problem.pk).update(shown=Problem.Shown.EVERYBODY)
    place = Municipality.objects.all()[0]
    others = [
        workshop,
        *Organisation.objects.partners().exclude(pk__in=[workshop.pk, greenery.pk])[:2],
    ]
    Organisation.objects.filter(pk__in=[one.pk for one in others]).update(municipality=place)

    def told(who: str) -> bool:
        page = read(signed_in(cast, who).get(f"{HERE}{problem.pk}/"))
        return f"{problem.also_met.count()} other partners: {place}" in page

    for number, everybody in ((2, False), (3, True)):
        for one in others[:number]:
            problem.also_met.get_or_create(organisation=one)
        assert (told("nobody"), told("rut")) == (everybody, True)


COSTS = {("nobody", HERE): 4, ("rut", HERE): 9}


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_problem_and_for_three(
    cast: Cast, amina: Person, greenery: Organisation, number: int
) -> None:
    place = Municipality.objects.all()[0]
    for _ in range(number):
        problem = a_problem(amina, greenery, municipality=place)
        actions.show_to_everybody(row=problem, by=cast.elsa)
        for slug in ["ideverkstaden", "abf", "bilda"][:number]:
            problem.also_met.create(organisation=Organisation.objects.get(slug=slug))

    assert {(who, path): cost(cast, who, path) for who, path in COSTS} == COSTS
    one = f"{HERE}{problem.pk}/"
    assert cost(cast, "nobody", one) == 4


def test_the_list_is_narrowed_by_words_and_place(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    here, there = Municipality.objects.all()[:2]
    bus = a_problem(amina, greenery, municipality=here)
    rent = a_problem(amina, greenery, what="The rent is too high.", municipality=there)
    client = signed_in(cast, "rut")

    assert list(client.get(HERE).context["page"]) == [rent, bus]
    assert list(client.get(f"{HERE}?q=BUS").context["page"]) == [bus]
    assert list(client.get(f"{HERE}?municipality={there.code}").context["page"]) == [rent]
