"""The committee gathers problems into a question, and a talk takes it up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.knowledge import actions
from samverka.knowledge.alike import by_likeness
from samverka.knowledge.models import Gathered, Problem
from samverka.knowledge.telling import story_of
from samverka.knowledge.tests.story import a_problem, a_question, cost, read, signed_in
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.plan.tests.story import a_list
from samverka.talks.actions.preparing import publish_talk
from samverka.talks.models import Talk, TalkFeedback

HERE = "/en/knowledge/questions/"
BUS = "Families in the villages miss the meetings because public transport ends at five."
YOUNG = "Young people without work get home late: public transport stops in the evening."
RENT = "Tenants pay a high rent and do not dare to complain."


@pytest.fixture
def problems(amina: Person, greenery: Organisation) -> list[Problem]:
    return [a_problem(amina, greenery, what=words, for_whom="") for words in (BUS, YOUNG, RENT)]


def test_problems_are_gathered_and_each_is_in_one_question(
    cast: Cast, problems: list[Problem]
) -> None:
    bus, young, rent = problems
    told = {"question_en": "How do we get home?", "problems": [bus.pk, young.pk]}
    answer = signed_in(cast, "nils").post(f"{HERE}new/?problem={bus.pk}", told)

    question = Gathered.objects.get()
    assert answer["Location"] == question.get_absolute_url()
    assert (question.question, question.gathered_by) == ("How do we get home?", cast.nils)
    assert set(question.problems.all()) == {bus, young}
    assert list(Problem.objects.loose()) == [rent]
    with pytest.raises(Refused, match="in another question already"):
        a_question(cast.elsa, rent, young)


def test_what_is_missing_is_asked_for_and_the_ticks_stay(
    cast: Cast, problems: list[Problem]
) -> None:
    answer = signed_in(cast, "nils").post(f"{HERE}new/", {"problems": [problems[1].pk]})

    assert answer.status_code == 422
    assert answer.context["form"].error_links == [
        ("id_question_en", "Write the question that the problems lead to.")
    ]
    assert answer.context["form"].chosen == {str(problems[1].pk)}
    assert "checked" in answer.content.decode()


def test_those_that_are_alike_stand_first_with_what_they_share(problems: list[Problem]) -> None:
    bus, young, rent = problems
    found = by_likeness(bus, [rent, young, bus])

    assert [one.problem for one in found] == [young, rent]
    assert found[0].labels
    assert found[1].labels == []


@pytest.mark.parametrize("who", ["nobody", "kim", "rut", "amina"])
def test_others_gather_nothing(cast: Cast, problems: list[Problem], who: str) -> None:
    question = a_question(cast.elsa, *problems)
    client, status = signed_in(cast, who), 302 if who == "nobody" else 404

    for path in ("new/", f"{question.pk}/edit/", f"{question.pk}/talk/"):
        assert client.get(f"{HERE}{path}").status_code == status
    with pytest.raises(Refused, match="Only the coordinators and the working committee"):
        actions.part_question(gathered=question, by=cast.amina)


def in_a_week() -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=7)
    return {"day": day.isoformat(), "begins": "13:00", "ends": "16:00", "place_sv": "Nora"}


def test_a_talk_begins_with_the_question_and_shows_where_it_came_from(
    cast: Cast, problems: list[Problem]
) -> None:
    theme = Theme.objects.all()[0]
    question = a_question(cast.elsa, *problems, theme=theme, about_en="We want to meet.")
    client = signed_in(cast, "nils")
    start = client.get(f"{HERE}{question.pk}/talk/").context["form"].initial
    assert (start["title_en"], start["summary_en"]) == (question.question, "We want to meet.")

    told = {name: start[name] for name in ("title_sv", "title_en", "summary_en")}
    answer = client.post(f"{HERE}{question.pk}/talk/", told | in_a_week() | {"theme": theme.pk})

    question.refresh_from_db()
    talk = question.talk
    assert talk is not None
    assert answer["Location"] == f"/en/talks/{talk.slug}/prepare/"
    assert signed_in(cast, "nobody").get(f"{HERE}{question.pk}/").status_code == 404
    publish_talk(talk=talk, by=cast.nils)
    actions.show_to_everybody(row=problems[0], by=cast.nils)
    for path in (f"{HERE}{question.pk}/", talk.get_absolute_url()):
        assert question.question in read(signed_in(cast, "nobody").get(path))
    page = read(signed_in(cast, "nobody").get(f"{HERE}{question.pk}/"))
    assert (problems[0].title in page, problems[1].title in page) == (True, False)
    assert "2 problems are told to the partners only." in page
    assert [told.sentence for told in story_of(question)] == [
        "Nils Exempel took it up at a talk.",
        "Elsa Exempel gathered the problems.",
    ]


def test_a_talk_that_is_planned_takes_it_up_and_lets_it_go(
    cast: Cast, problems: list[Problem]
) -> None:
    question, client = a_question(cast.elsa, problems[0]), signed_in(cast, "elsa")
    talk = Talk.objects.public().upcoming()[0]

    client.post(f"{HERE}{question.pk}/tie/", {"talk": talk.pk})
    assert list(talk.gathered.all()) == [question]
    with pytest.raises(Refused, match="Take it away from the talk first"):
        actions.part_question(gathered=question, by=cast.elsa)
    client.post(f"{HERE}{question.pk}/untie/")
    assert list(Gathered.objects.waiting()) == [question]
    client.post(f"{HERE}{question.pk}/part/")
    assert set(Problem.objects.loose()) == set(problems)
    client.post(f"{HERE}{question.pk}/together/")
    assert set(Problem.objects.loose()) == set(problems[1:])


def test_it_is_proposed_for_a_years_list_once(cast: Cast, problems: list[Problem]) -> None:
    listed, question = a_list(year=timezone.localdate().year + 1), a_question(cast.elsa, *problems)
    told = {"activity_list": listed.pk, "month": 3}
    signed_in(cast, "nils").post(f"{HERE}{question.pk}/year/", told)

    [activity] = listed.activities.all()
    assert (activity.title, activity.kind, activity.state) == (
        "How do we meet in the evening?",
        "talk",
        "proposed",
    )
    assert (activity.starts_on.month, activity.ends_on.day) == (3, 31)
    question.refresh_from_db()
    assert question.activity == activity
    with pytest.raises(Refused, match="on a year's list already"):
        actions.put_on_list(gathered=question, activity_list=listed, month=4, by=cast.elsa)


def test_who_plans_a_talk_sees_what_waits_and_what_was_wished_for(
    cast: Cast, problems: list[Problem]
) -> None:
    question = a_question(cast.elsa, *problems)
    talk = Talk.objects.all()[0]
    TalkFeedback.objects.create(talk=talk, use="much", next_theme="Buses in the evening")
    page = read(signed_in(cast, "elsa").get("/en/talks/new/"))

    assert question.question in page
    assert "Buses in the evening" in page


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_question_and_for_three(
    cast: Cast, amina: Person, greenery: Organisation, number: int
) -> None:
    talk = Talk.objects.public().upcoming()[0]
    for _ in range(number):
        several = [a_problem(amina, greenery) for _ in range(number)]
        question = a_question(cast.elsa, *several, theme=talk.theme)
        actions.take_up_at(gathered=question, talk=talk, by=cast.elsa)
        for problem in several:
            actions.show_to_everybody(row=problem, by=cast.elsa)

    costs = {
        ("nobody", HERE): 3,
        ("rut", HERE): 8,
        ("nobody", f"{HERE}{question.pk}/"): 8,
        ("elsa", f"{HERE}{question.pk}/edit/"): 9,
    }
    assert {(who, path): cost(cast, who, path) for who, path in costs} == costs
