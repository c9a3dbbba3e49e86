"""What visitors, partners and those who plan the year see of plans, years and activities."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.meetings.models import Meeting
from samverka.plan.models import ActivityList, Goal, ListedActivity, WorkPlan
from samverka.plan.tests.story import a_list, an_activity, signed_in


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("who", ["nobody", "kim", "amina", "nils", "elsa"])
def test_the_pages_of_the_cast_are_shown(cast: Cast, language: str, who: str) -> None:
    client = signed_in(cast, who)
    year = ActivityList.objects.filter(state="decided")[0]
    pages = [f"/{language}/plan/", f"/{language}/plan/years/{year.year}/"]
    pages += [f"/{language}/plan/plans/{plan.pk}/" for plan in WorkPlan.objects.all()]
    pages += [f"/{language}/plan/activities/{one.pk}/" for one in year.activities.all()]

    assert {client.get(page).status_code for page in pages} == {200}


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ("draft", {"elsa", "nils"}),
        ("proposed", {"elsa", "nils", "amina", "rut"}),
        ("decided", {"elsa", "nils", "amina", "rut", "kim", "petra", "olof", "nobody"}),
    ],
)
def test_each_sees_a_list_when_its_time_has_come(cast: Cast, state: str, seen: set[str]) -> None:
    listed = a_list(state=state)
    activity = an_activity(listed)
    people = ["nobody", "kim", "petra", "olof", "rut", "amina", "nils", "elsa"]

    for address in (f"/en/plan/years/{listed.year}/", f"/en/plan/activities/{activity.pk}/"):
        found = {who for who in people if signed_in(cast, who).get(address).status_code == 200}
        assert found == seen


@pytest.mark.parametrize("number", [1, 3])
def test_a_year_costs_the_same_however_much_is_planned(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listed = a_list(state="decided", year=2026)
    for n in range(number):
        an_activity(listed, title_sv=f"Nummer {n}").goals.set(Goal.objects.all()[:number])

    with django_assert_num_queries(10):
        response = client.get("/sv/plan/years/2026/")

    assert len(response.context["activities"]) == number


def test_a_goal_without_an_activity_says_so(client: Client, cast: Cast) -> None:
    listed = a_list(state="decided", year=2026)
    first, *others = Goal.objects.filter(field__plan__until=2026)
    an_activity(listed, title_sv="Odla").goals.add(first)

    response = client.get("/en/plan/years/2026/")

    told = {row.goal: [q.activities for q in row.quarters] for row in response.context["rows"]}
    odla = ListedActivity.objects.get(title_sv="Odla")
    assert told == {first: [[odla], [], [], []], **{one: [[], [], [], []] for one in others}}
    assert response.content.decode().count("No activity this year") == len(others)


def test_a_list_is_narrowed_by_what_it_holds(client: Client, cast: Cast) -> None:
    listed = a_list(state="decided", year=2026)
    course = an_activity(listed, title_sv="Kurs", kind="course")
    an_activity(listed, title_sv="Besök", kind="visit")

    response = client.get("/en/plan/years/2026/?kind=course&kind=none-such")

    assert response.context["activities"] == [course]
    assert response.context["narrowing"].unknown == [("Kind", "none-such")]


def test_what_is_added_later_is_not_public_before_it_is_decided(cast: Cast) -> None:
    listed = a_list(state="decided", year=2026)
    late = an_activity(listed, state="proposed")
    address = f"/en/plan/activities/{late.pk}/"

    assert signed_in(cast, "nobody").get(address).status_code == 404
    assert signed_in(cast, "amina").get(address).status_code == 200


def test_the_talk_of_an_activity_stands_on_its_page(client: Client, cast: Cast) -> None:
    activity = ListedActivity.objects.decided().exclude(talks=None)[0]
    [talk] = activity.talks.all()

    page = client.get(f"/sv/plan/activities/{activity.pk}/").content.decode()

    assert f'<a href="/sv/talks/{talk.slug}/">{talk.title_sv}</a>' in page


def test_its_meeting_is_for_those_who_see_meetings(cast: Cast) -> None:
    activity = an_activity(a_list(state="decided"), kind="assembly")
    now = timezone.now()
    facts = {"activity": activity, "body": "assembly", "starts_at": now, "ends_at": now}
    Meeting.objects.create(title_sv="Kallat", state="called", **facts)
    Meeting.objects.create(title_sv="Utkast", state="draft", **facts)

    seen = {}
    for who in ("nobody", "kim", "amina", "nils"):
        page = signed_in(cast, who).get(f"/sv/plan/activities/{activity.pk}/").content.decode()
        seen[who] = [said for said in ("Kallat", "Utkast", "Gör ett möte av den") if said in page]

    assert seen == {
        "nobody": [],
        "kim": [],
        "amina": ["Kallat"],
        "nils": ["Kallat", "Utkast", "Gör ett möte av den"],
    }


def test_without_a_plan_the_page_says_what_will_stand_there(client: Client, cast: Cast) -> None:
    WorkPlan.objects.all().delete()
    ActivityList.objects.all().delete()

    page = client.get("/en/plan/").content.decode()

    assert "There is no plan yet." in page
    assert "No list of activities is decided yet." in page


def test_a_month_is_its_first_and_last_day(cast: Cast) -> None:
    activity = an_activity(a_list(year=2028), starts_on=date(2028, 2, 1), ends_on=date(2028, 2, 29))

    page = signed_in(cast, "elsa").get(f"/sv/plan/activities/{activity.pk}/").content.decode()

    assert "<dd>Februari 2028</dd>" in page
