"""A visitor wants to know who we are, how to reach us, and what we do with what they write."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.partnership.models import Organisation, Partnership, Seat


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", ["about", "contact", "accessibility", "privacy"])
@pytest.mark.parametrize("where", ["", "/p/grannlanet"])
def test_the_pages_answer_also_for_a_partnership_that_has_written_nothing(
    client: Client, cast: Cast, where: str, page: str, language: str
) -> None:
    assert client.get(f"{where}/{language}/{page}/").status_code == 200


def test_every_paragraph_about_the_partnership_is_there(client: Client, cast: Cast) -> None:
    page = client.get("/sv/about/").content.decode()

    paragraphs = cast.partnership.about_sv.split("\n\n")
    assert len(paragraphs) == 6
    assert [one for one in paragraphs if f"<p>{one}</p>" not in page] == []


def test_the_neighbours_have_not_written_about_themselves(client: Client, cast: Cast) -> None:
    page = client.get("/p/grannlanet/en/about/").content.decode()

    assert "It has not written its text yet." in page
    assert 'href="/p/grannlanet/en/partners/">See who the partners are</a>' in page


def test_an_address_is_never_shown_for_somebody_without_a_name(client: Client, cast: Cast) -> None:
    coompanion = Organisation.objects.get(slug="coompanion")
    today = timezone.localdate()
    Seat.objects.create(organisation=coompanion, person=cast.kim, since=today)

    page = client.get("/en/contact/").content.decode()

    assert "Coompanion" in page
    assert "kim@example.org" not in page


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_committee_costs_the_same_however_many_seats_there_are(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Seat.objects.all().delete()
    organisation, today = Organisation.objects.get(slug="coompanion"), timezone.localdate()
    Seat.objects.bulk_create(
        Seat(organisation=organisation, person=cast.nils, since=today) for _ in range(number)
    )

    with django_assert_num_queries(4):
        seats = client.get("/en/contact/").context["seats"]

    assert len(seats) == number


def test_no_seat_has_been_entered(client: Client, cast: Cast) -> None:
    page = client.get("/p/grannlanet/en/contact/").content.decode()

    assert "Nobody sits in the working committee just now." in page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_statement_says_what_the_law_asks_for(
    client: Client, cast: Cast, language: str
) -> None:
    partnership = cast.partnership
    page = client.get(f"/{language}/accessibility/").content.decode()

    actor = partnership.name_sv if language == "sv" else partnership.name_en
    assert f"<dd>{actor}</dd>" in page
    assert "2018:1937" in page
    assert "axe" in page
    assert f'href="/{language}/contact/#write"' in page
    assert 'href="https://www.digg.se/tdosanmalan"' in page
    assert (
        f'href="/{language}/accessibility/"' in client.get(f"/{language}/talks/").content.decode()
    )


def test_a_public_body_says_that_what_is_sent_can_be_asked_for(client: Client, cast: Cast) -> None:
    warning = "What you send can be asked for"

    before = client.get("/en/privacy/").content.decode()
    Partnership.objects.update(is_public_body=False)
    after = client.get("/en/privacy/").content.decode()

    assert warning in before
    assert warning not in after


@pytest.mark.parametrize(
    "address", ["about", "privacy", "partners", "calls", "talks", "projects", "themes", "support"]
)
def test_reading_sets_no_cookie(client: Client, cast: Cast, address: str) -> None:
    assert client.get(f"/sv/{address}/").cookies == {}
