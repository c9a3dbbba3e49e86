"""A visitor looks for advice."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.partnership.models import Organisation
from samverka.partnership.tests.test_page import data_in
from samverka.support.models import Service


def only_these(number: int) -> None:
    """One service each from so many organisations."""
    Service.objects.all().delete()
    organisations = Organisation.objects.bulk_create(
        Organisation(slug=f"new-{n}", name=f"New {n:03}", kind="foundation") for n in range(number)
    )
    Service.objects.bulk_create(
        Service(organisation=one, slug=f"advice-{one.slug}", name_sv="Råd", stages=["idea"])
        for one in organisations
    )


@pytest.mark.parametrize("services", [1, 3, 300])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, services: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    only_these(services)

    with django_assert_num_queries(10):
        response = client.get("/sv/support/")

    assert len(response.context["page"].object_list) == min(services, 50)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_services_stand_under_their_organisation(client: Client, cast: Cast, language: str) -> None:
    page = client.get(f"/{language}/support/").context["page"]

    assert [(one.organisation.name, one.slug) for one in page] == [
        ("Coompanion", "coompanion-social-innovation"),
        ("Coompanion", "coompanion-starting-together"),
        ("Idéverkstaden", "ideverkstaden-partners-and-money"),
        ("Idéverkstaden", "ideverkstaden-test-an-idea"),
        ("Stiftelsen Activa", "activa-social-innovation"),
    ]


def test_the_stages_are_told_in_words_and_the_way_there_is_an_idea(
    client: Client, cast: Cast
) -> None:
    page = client.get("/en/support/").content.decode()

    assert "When the idea is here: A first idea · Taking form · Trying it out" in page
    assert (
        '<a class="button primary" href="/en/ideas/new/">Send your idea and we pass it on</a>'
        in page
    )


def test_nobody_gives_advice_yet(client: Client, cast: Cast) -> None:
    only_these(0)

    page = client.get("/en/support/").content.decode()

    assert "No service has been entered yet" in page
    assert '<a class="button" href="/en/ideas/new/">Write your idea</a>' in page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_service_has_a_page(
    client: Client, cast: Cast, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        response = client.get(f"/{language}/support/coompanion-social-innovation/")

    assert response.context["service"].organisation.name == "Coompanion"
    assert f'href="/{language}/partners/coompanion/"' in response.content.decode()


def test_an_organisation_that_is_no_partner_has_no_link(client: Client, cast: Cast) -> None:
    only_these(1)

    for address in ("/en/support/", "/en/support/advice-new-0/"):
        page = client.get(address).content.decode()
        assert "New 000" in page
        assert "/en/partners/new-0/" not in page


def test_a_service_that_is_no_longer_given_or_is_the_neighbours_does_not_exist(
    client: Client, cast: Cast
) -> None:
    Service.objects.update(status=Service.Status.INACTIVE)
    with scope(cast.neighbour.pk):
        over_there = Organisation.objects.create(slug="there", name="There", kind="church")
        Service.objects.create(organisation=over_there, slug="over-there", name_sv="Råd")

    assert client.get("/sv/support/coompanion-social-innovation/").status_code == 404
    assert client.get("/sv/support/over-there/").status_code == 404
    assert client.get("/p/grannlanet/sv/support/over-there/").status_code == 200


def test_search_engines_read_what_visitors_read(client: Client, cast: Cast) -> None:
    service = Service.objects.get(organisation__slug="coompanion", takes_any_idea=False)
    service.name_sv, service.languages = "Råd <om> stöd", ["sv"]
    service.save()

    found = data_in(client.get(service.get_absolute_url()).content.decode())

    home = "http://127.0.0.1:8000/sv"
    assert {name: found[name] for name in ("@type", "name", "url", "provider")} == {
        "@type": "Service",
        "name": "Råd <om> stöd",
        "url": f"{home}/support/{service.slug}/",
        "provider": {
            "@type": "Organization",
            "name": "Coompanion",
            "url": f"{home}/partners/coompanion/",
        },
    }
    assert found["availableChannel"]["availableLanguage"] == ["sv"]


def test_a_draft_tells_search_engines_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    Service.objects.filter(organisation__slug="coompanion").update(status="inactive")
    address = Service.objects.filter(status="inactive")[0].get_absolute_url()
    assert "application/ld+json" not in client.get(address).content.decode()
