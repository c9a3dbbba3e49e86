"""The demo's own pages: whose eyes one may borrow, and the letters that were written."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.cast import PEOPLE, Cast
from samverka.home.demo import with_links
from samverka.people.models import Person
from samverka.record.models import Letter

CAST, LETTERS = "/en/demo/cast/", "/en/demo/letters/"


@pytest.fixture
def demo(settings: LazySettings) -> None:
    settings.DEMO = True


def letter(**facts: Any) -> Letter:
    text = {"to": "elsa@example.org", "language": "sv", "subject": "Ett brev", "body": "Hej.\n"}
    return Letter.objects.create(**(text | facts))


@pytest.mark.parametrize("who", ["visitor", "elsa"])
def test_outside_the_demo_the_pages_do_not_exist(client: Client, cast: Cast, who: str) -> None:
    if who == "elsa":
        client.force_login(cast.elsa)

    assert client.get(CAST).status_code == 404
    assert client.get(LETTERS).status_code == 404
    assert client.get(f"/en/demo/sign-in/{cast.elsa.pk}/").status_code == 404
    assert client.post(f"/en/demo/sign-in/{cast.elsa.pk}/").status_code == 404


@pytest.mark.usefixtures("demo")
def test_the_cast_is_listed_with_what_each_of_them_is(client: Client, cast: Cast) -> None:
    answer = client.get(CAST)

    this_year, last_year = cast.nils.seats.get().since.year, cast.petra.seats.get().since.year
    assert this_year == last_year + 1
    assert {person.email.partition("@")[0]: roles for person, roles in answer.context["cast"]} == {
        "elsa": [f"Coordinator, {cast.partnership.name_en}"],
        "nils": ["Sits in the working committee, for Föreningen Grönskan"],
        "petra": [f"Sat in the working committee in {last_year}, for Idéverkstaden"],
        "amina": ["Works at Föreningen Grönskan"],
        "rut": ["Advisor at Idéverkstaden"],
        "kim": ["Has an account, and nothing else"],
        "olof": [f"Coordinator, {cast.neighbour.name_en}"],
    }
    assert answer.content.decode().count("<form") == len(PEOPLE)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("more", [0, 1, 20])
def test_the_cast_costs_the_same_for_many(
    client: Client, cast: Cast, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        Person.objects.create_user(f"{number}@example.org", example=True)

    with django_assert_num_queries(11):
        client.get(CAST)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("who", "desk"), [("elsa", "/sv/desk/"), ("rut", "/en/desk/"), ("kim", "/en/desk/")]
)
def test_one_press_and_you_are_that_person(client: Client, cast: Cast, who: str, desk: str) -> None:
    person: Person = getattr(cast, who)

    answer = client.post(f"/en/demo/sign-in/{person.pk}/")

    assert answer["Location"] == desk
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "This is you now" in client.get(CAST).content.decode()


@pytest.mark.usefixtures("demo")
def test_only_invented_people_lend_their_eyes_and_only_when_asked(
    client: Client, cast: Cast
) -> None:
    real = Person.objects.create_user("real@example.net", "Somebody Real")

    assert client.post(f"/en/demo/sign-in/{real.pk}/").status_code == 404
    assert client.get(f"/en/demo/sign-in/{cast.elsa.pk}/").status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo")
def test_letters_show_the_newest_first_and_each_of_them_whole(client: Client, cast: Cast) -> None:
    letter(subject="Det första", body="En <b>rad</b>\n")
    letter(subject="Det andra", to="nils@example.org", state="failed", trouble="Tvärstopp")

    answer = client.get(LETTERS)

    page = answer.content.decode()
    assert [one.subject for one, _ in answer.context["letters"]] == ["Det andra", "Det första"]
    assert "En &lt;b&gt;rad&lt;/b&gt;" in page
    assert "Given up" in page
    assert "Tvärstopp" in page
    assert "Waits to be sent" in page


@pytest.mark.usefixtures("demo")
def test_letters_of_one_receiver(client: Client, cast: Cast) -> None:
    letter()
    letter(subject="Till Nils", to="nils@example.org")

    answer = client.get(LETTERS, {"to": "nils@example.org"})
    nobody = client.get(LETTERS, {"to": '\x00"><script>'})

    assert [one.subject for one, _ in answer.context["letters"]] == ["Till Nils"]
    assert list(answer.context["receivers"]) == ["elsa@example.org", "nils@example.org"]
    assert "<script>" not in nobody.content.decode()
    assert "Show all letters" in nobody.content.decode()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("letters", [1, 3, 30])
def test_letters_cost_the_same_for_many(
    client: Client, cast: Cast, letters: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(letters):
        letter()

    with django_assert_num_queries(4):
        answer = client.get(LETTERS)

    assert ("Older letters" in answer.content.decode()) is (letters > 20)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 40])
def test_a_page_that_is_not_there_is_the_nearest_one(client: Client, cast: Cast, page: str) -> None:
    letter()

    assert client.get(LETTERS, {"page": page}).status_code == 200


@pytest.mark.usefixtures("demo")
def test_a_letter_of_the_neighbour_is_not_shown(client: Client, cast: Cast) -> None:
    letter(partnership_id=cast.neighbour.pk)

    assert client.get(LETTERS).context["letters"] == []


@pytest.mark.usefixtures("demo")
def test_a_code_can_be_read_among_the_letters(client: Client, cast: Cast) -> None:
    client.post("/en/account/login/", {"email": "elsa@example.org"})
    waiting = client.get("/en/account/login/code/").content.decode()

    assert '"/en/demo/letters/?to=elsa%40example.org"' in waiting
    assert Letter.objects.get().body.split("\n")[2] in client.get(LETTERS).content.decode()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "Se http://127.0.0.1:8000/sv/ideas/1/.",
            'Se <a href="/sv/ideas/1/">http://127.0.0.1:8000/sv/ideas/1/</a>.',
        ),
        ("Se http://evil.example/ & <i>", "Se http://evil.example/ &amp; &lt;i&gt;"),
        (
            'http://127.0.0.1:8000/"onclick="x',
            '<a href="/">http://127.0.0.1:8000/</a>&quot;onclick=&quot;x',
        ),
        ("http://127.0.0.1:8000.evil.example/", "http://127.0.0.1:8000.evil.example/"),
        ("", ""),
    ],
)
def test_only_our_own_addresses_become_links(body: str, shown: str) -> None:
    assert with_links(body) == shown
