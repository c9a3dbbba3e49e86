"""A partner offers a course or a study visit; it stands in lists, calendars and on pages."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.knowledge import actions
from samverka.knowledge.models import Course
from samverka.knowledge.tests.story import a_course, cost, read, signed_in
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person

HERE = "/en/knowledge/courses/"
WRITTEN = {
    "kind": "visit",
    "title_en": "See the garden",
    "what_en": "We show.",
    "shown": "partners",
}


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def test_two_lines_are_enough(cast: Cast, greenery: Organisation) -> None:
    answer = signed_in(cast, "amina").post(f"{HERE}new/", WRITTEN)

    course = Course.objects.get()
    assert answer["Location"] == course.get_absolute_url()
    assert (course.organisation, course.kind, course.title) == (greenery, "visit", "See the garden")
    assert "On request" in read(signed_in(cast, "rut").get(HERE))
    assert course.title not in read(signed_in(cast, "nobody").get(HERE))


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"title_en": ""}, [("id_title_en", "Write what it is called.")]),
        ({"ends_on": "2027-01-01"}, [("id_starts_on", "Write the first day too.")]),
        (
            {"starts_on": "2027-01-02", "ends_on": "2027-01-01"},
            [("id_ends_on", "It ends before it begins. Change one of the days.")],
        ),
        ({"until": "2020-01-01"}, [("id_until", "That day has passed. Choose a later one.")]),
        ({"link": "x y"}, [("id_link", "Write the whole address, with https://")]),
    ],
)
def test_what_cannot_be_is_told_and_stays(
    cast: Cast, facts: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    answer = signed_in(cast, "amina").post(f"{HERE}new/", WRITTEN | facts)

    assert (answer.status_code, answer.context["form"].error_links) == (422, errors)


def test_it_is_shown_until_it_has_been(cast: Cast, amina: Person, greenery: Organisation) -> None:
    course = a_course(amina, greenery, starts_on=in_days(0), ends_on=in_days(2))
    assert course.until == in_days(2)
    actions.show_to_everybody(row=course, by=amina)
    assert signed_in(cast, "nobody").get(f"{HERE}{course.pk}/").status_code == 200

    Course.objects.update(until=in_days(-1))
    for who, status in (("nobody", 404), ("rut", 404), ("amina", 200)):
        assert signed_in(cast, who).get(f"{HERE}{course.pk}/").status_code == status
    assert list(Course.objects.standing()) == []


def test_who_left_the_partnership_offers_nothing(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    course = a_course(amina, greenery)
    Organisation.objects.filter(pk=greenery.pk).update(left_on=in_days(0))

    assert signed_in(cast, "rut").get(f"{HERE}{course.pk}/").status_code == 404
    with pytest.raises(Refused, match="Only staff of a partner"):
        a_course(amina, greenery)


def test_it_stands_in_the_calendar_of_those_who_may_read_it(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    day = in_days(3)
    course, month = a_course(amina, greenery, starts_on=day), f"?month={day:%Y-%m}"

    assert course.title not in read(signed_in(cast, "nobody").get(f"/en/calendar/{month}"))
    assert course.title in read(signed_in(cast, "rut").get(f"/en/desk/calendar/{month}"))
    actions.show_to_everybody(row=course, by=amina)
    assert course.title in read(signed_in(cast, "nobody").get(f"/en/calendar/{month}"))


def test_its_theme_and_its_partner_show_what_everybody_may_read(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    theme, client = Theme.objects.all()[0], signed_in(cast, "nobody")
    course = a_course(amina, greenery, themes=[theme])
    pages = theme.get_absolute_url(), greenery.get_absolute_url()

    assert [course.title in read(client.get(page)) for page in pages] == [False, False]
    actions.show_to_everybody(row=course, by=amina)
    assert [course.title in read(client.get(page)) for page in pages] == [True, True]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_offer_and_for_three(
    cast: Cast, amina: Person, greenery: Organisation, number: int
) -> None:
    for _ in range(number):
        course = a_course(amina, greenery, themes=Theme.objects.all()[:number])
        actions.show_to_everybody(row=course, by=amina)

    costs = {("nobody", HERE): 4, ("rut", HERE): 9, ("nobody", f"{HERE}{course.pk}/"): 3}
    assert {(who, path): cost(cast, who, path) for who, path in costs} == costs
