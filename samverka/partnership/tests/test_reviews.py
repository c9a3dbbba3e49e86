"""Once a year: is what your page says still right?"""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.command.jobs import JOBS, do_each
from samverka.common.tenancy import scope
from samverka.partnership.actions.reviews import ask_whether_still_right
from samverka.partnership.models import ContactRole, Membership, Organisation
from samverka.partnership.tests.story import greenery
from samverka.people.models import Person
from samverka.record.models import History, Letter

SITE = "http://127.0.0.1:8000"


def days_on(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def only_greenery(confirmed_days_ago: int | None) -> None:
    """The others have been confirmed just now."""
    today = timezone.localdate()
    Organisation.objects.update(confirmed_on=today)
    day = None if confirmed_days_ago is None else today - timedelta(days=confirmed_days_ago)
    Organisation.objects.filter(slug="foreningen-gronskan").update(confirmed_on=day)


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.values_list("to", "subject"))


def addresses_in(letter: Letter) -> list[str]:
    return re.findall(rf"{SITE}(\S+)", letter.body)


def verbs() -> list[str]:
    return list(History.objects.of(greenery()).values_list("verb", flat=True))


@pytest.mark.parametrize(("days_ago", "asked"), [(364, 0), (365, 1), (None, 1)])
def test_a_year_after_they_last_said_so_they_are_asked(
    cast: Cast, days_ago: int | None, asked: int
) -> None:
    only_greenery(days_ago)

    assert ask_whether_still_right(now=timezone.now()) == asked

    subject = "Stämmer sidan för Föreningen Grönskan fortfarande?"
    assert letters() == [("amina@example.org", subject)] * asked


def test_the_letter_says_what_the_page_says_and_leads_two_ways(client: Client, cast: Cast) -> None:
    only_greenery(400)
    Person.objects.filter(pk=cast.amina.pk).update(language="en")

    ask_whether_still_right(now=timezone.now())

    letter = Letter.objects.get()
    assert "We grow vegetables together" in letter.body
    assert "gronskan.example" in letter.body
    assert len(letter.body.split()) <= 120
    yes, change = addresses_in(letter)
    assert yes == f"/en/partners/confirm/{greenery().review_key}/"
    assert change == "/en/partners/foreningen-gronskan/edit/"
    assert client.get(yes).status_code == 200


def test_opening_changes_nothing_and_one_press_without_an_account_does(
    client: Client, cast: Cast
) -> None:
    only_greenery(400)
    ask_whether_still_right(now=timezone.now())
    yes = addresses_in(Letter.objects.get())[0]
    visitor = Client(enforce_csrf_checks=True)

    for method in (visitor.get, visitor.head):
        opened = method(yes)
        assert opened.status_code == 200
        assert (opened["Cache-Control"], opened["Referrer-Policy"], opened["X-Robots-Tag"]) == (
            "private, no-store",
            "no-referrer",
            "noindex, nofollow",
        )
    assert greenery().awaits_confirmation
    assert verbs() == ["asked"]

    pressed = visitor.post(yes)

    assert pressed.status_code == 200
    assert "Tack. Allt stämmer." in pressed.content.decode()
    assert greenery().confirmed_on == timezone.localdate()
    assert not greenery().awaits_confirmation
    visitor.post(yes)
    assert verbs() == ["asked", "confirmed"]
    client.force_login(cast.elsa)
    story = client.get("/en/partners/foreningen-gronskan/history/").context["story"]
    assert [told.sentence for told in story] == [
        "Somebody there said that all is right.",
        "They got a letter: is the page still right?",
    ]


def test_they_are_reminded_once_and_then_marked(client: Client, cast: Cast) -> None:
    only_greenery(400)
    told = greenery().confirmed_on
    client.force_login(cast.elsa)
    page = "/en/partners/foreningen-gronskan/"

    written = [ask_whether_still_right(now=days_on(day)) for day in (0, 1, 29, 30, 31, 90, 300)]

    assert written == [1, 0, 0, 1, 0, 0, 0]
    assert len({tuple(addresses_in(letter)) for letter in Letter.objects.all()}) == 1
    assert verbs() == ["asked", "reminded"]
    assert greenery().unconfirmed
    assert greenery().told_on == told
    assert "Not confirmed since" in client.get(page).content.decode()

    client.force_login(cast.amina)
    client.post(f"{page}right/")
    assert not greenery().unconfirmed
    assert "Not confirmed since" not in client.get(page).content.decode()


def test_who_changes_the_page_need_not_be_asked(client: Client, cast: Cast) -> None:
    only_greenery(400)
    ask_whether_still_right(now=timezone.now())
    client.force_login(cast.amina)

    client.post("/en/partners/foreningen-gronskan/right/")

    assert ask_whether_still_right(now=days_on(40)) == 0
    assert ask_whether_still_right(now=days_on(370)) > 0
    keys = {addresses_in(letter)[0] for letter in Letter.objects.filter(to="amina@example.org")}
    assert len(keys) == 2  # a year later the old letter opens nothing
    assert sorted(client.get(key).status_code for key in keys) == [200, 404]


def test_everybody_there_is_asked_in_their_own_language(cast: Cast) -> None:
    only_greenery(400)
    Person.objects.filter(pk=cast.kim.pk).update(language="en")
    Membership.objects.create(person=cast.kim, organisation=greenery())

    ask_whether_still_right(now=timezone.now())

    assert letters() == [
        ("amina@example.org", "Stämmer sidan för Föreningen Grönskan fortfarande?"),
        ("kim@example.org", "Is the page of Föreningen Grönskan still right?"),
    ]


def test_without_anybody_there_a_contact_is_asked(cast: Cast) -> None:
    only_greenery(400)
    Membership.objects.all().delete()

    ask_whether_still_right(now=timezone.now())

    assert [to for to, _ in letters()] == ["hej@gronskan.example"]


def test_where_nobody_can_be_written_to_nobody_is_asked(cast: Cast) -> None:
    only_greenery(400)
    Membership.objects.all().delete()
    ContactRole.objects.all().delete()

    assert ask_whether_still_right(now=timezone.now()) == 0
    assert greenery().asked_on is None


@pytest.mark.parametrize("left_days_ago", [0, 100])
def test_who_has_left_is_left_in_peace(cast: Cast, left_days_ago: int, client: Client) -> None:
    only_greenery(400)
    ask_whether_still_right(now=timezone.now())
    left_on = timezone.localdate() - timedelta(days=left_days_ago)
    Organisation.objects.filter(slug="foreningen-gronskan").update(left_on=left_on)

    assert ask_whether_still_right(now=days_on(30)) == 0
    assert client.get(f"/sv/partners/confirm/{greenery().review_key}/").status_code == 404


def test_a_key_that_nobody_has_opens_nothing(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        Organisation.objects.create(
            slug="over", name="Over", kind="church", joined_on="2020-01-01", review_key="k" * 32
        )

    assert client.get("/sv/partners/confirm/nothing/").status_code == 404
    assert client.get(f"/sv/partners/confirm/{'k' * 32}/").status_code == 404


def test_the_jobs_do_it(cast: Cast) -> None:
    only_greenery(400)
    [job] = [job for job in JOBS if job.name == "yearly letters"]

    do_each([job], lambda: False)
    do_each([job], lambda: False)

    assert len(letters()) == 1


def test_nothing_to_do_costs_two_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Organisation.objects.update(confirmed_on=timezone.localdate())

    with django_assert_num_queries(2):
        ask_whether_still_right(now=timezone.now())
