"""Other sites take what the partnership knows of services, and find it again next time."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.partnership.actions.contacts import ContactFacts, change_contact
from samverka.partnership.models import ContactRole, Municipality, Organisation
from samverka.support.models import Need, Service

FILE = "/open-data/services.json"
FORMATS = FormatChecker(("uuid", "email", "date"))


def is_address(value: object) -> bool:
    found = urlsplit(str(value))
    return found.scheme in ("http", "https") and bool(found.netloc)


def is_moment(value: object) -> bool:
    return datetime.fromisoformat(str(value)).tzinfo is not None


FORMATS.checkers |= {"uri": (is_address, ()), "date-time": (is_moment, ValueError)}


@pytest.fixture(scope="module")
def hsds() -> Draft202012Validator:
    schema = json.loads((Path(__file__).parent / "hsds/service.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FORMATS)


def contents(client: Client, address: str = FILE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(address).json()["contents"]
    return found


def named(client: Client, name: str, address: str = FILE) -> dict[str, Any]:
    [found] = [one for one in contents(client, address) if one["name"] == name]
    return found


def terms(thing: dict[str, Any], taxonomy: str) -> list[str]:
    found = [one["taxonomy_term"] for one in thing.get("attributes", [])]
    return [one["code"] for one in found if one["taxonomy"] == taxonomy]


@pytest.fixture
def told(zebra: dict[str, Any]) -> Service:
    """The zebra service with everything that can be said of one."""
    service: Service = zebra["services"]
    Service.objects.filter(pk=service.pk).update(
        summary_sv="Råd om zebror.",
        reach_sv="Ring.",
        languages=["sv", "swl"],
        cost="free",
        cost_words_sv="Ingenting.",
        capacity="full",
        full_until=timezone.localdate() + timedelta(days=9),
        url="https://zebra.example/rad",
        reviewed_on=date(2026, 2, 1),
    )
    service.needs.add(Need.objects.get(slug="advice"))
    service.municipalities.add(Municipality.objects.get(name="Nora"))
    ContactRole.objects.filter(purpose_sv="Frågor").update(person_name="Zara", phone="019-1")
    return service


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_service_is_as_hsds_wants_it(
    client: Client, told: Service, hsds: Draft202012Validator, language: str
) -> None:
    found = contents(client, f"{FILE}?language={language}")
    assert len(found) == Service.objects.public().count() >= 5
    for one in found:
        hsds.validate(one)


@pytest.mark.parametrize(
    "wrong",
    [{"status": "open"}, {"id": "7"}, {"url": "zebra"}, {"lang": []}, {"last_modified": "today"}],
)
def test_the_schema_refuses_what_is_not_hsds(
    client: Client, told: Service, hsds: Draft202012Validator, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        hsds.validate(named(client, "Zebraråd") | wrong)


def test_a_service_with_everything(client: Client, told: Service) -> None:
    found = named(client, "Zebraråd")
    until = timezone.localdate() + timedelta(days=9)

    assert found["alert"].startswith("Fullt till")
    [capacity] = [one for one in found["attributes"] if "value" in one]
    assert (capacity["taxonomy_term"]["code"], capacity["value"]) == ("full", until.isoformat())
    assert {name: terms(found, name) for name in ("theme", "need", "stage", "example")} == {
        "theme": ["zebra"],
        "need": ["advice"],
        "stage": ["idea", "pilot"],
        "example": ["example"],
    }
    area, cost = found["service_areas"][0], found["cost_options"][0]
    assert area == {"id": area["id"], "name": "Nora"}
    assert (cost["amount"], cost["currency"]) == (0, "SEK")
    assert [(one["name"], one["code"]) for one in found["languages"]] == [
        ("Svenska", "sv"),
        ("Svenskt teckenspråk", "swl"),
    ]
    simple = ("id", "attributes", "alert", "organization", "service_areas", "languages")
    assert {name: value for name, value in found.items() if name not in simple} == {
        "name": "Zebraråd",
        "alternate_name": "Zebra advice",
        "description": "Råd om zebror.",
        "url": "https://zebra.example/rad",
        "email": "rad@example.org",
        "status": "active",
        "application_process": "Ring.",
        "eligibility_description": "För alla.",
        "fees_description": "Ingenting.",
        "assured_date": "2026-02-01",
        "last_modified": "2026-03-01T12:30:00+00:00",
        "cost_options": [cost],
    }


def test_who_gives_it_and_whom_to_ask(client: Client, told: Service) -> None:
    """The role, not the person; and not the contact that is only for partners."""
    answer = client.get(FILE)
    organisation = named(client, "Zebraråd")["organization"]
    [contact], [number] = organisation["contacts"], organisation["organization_identifiers"]

    assert (contact["title"], contact["email"]) == ("Frågor", "fragor@zebra.example")
    assert [one["number"] for one in contact["phones"]] == ["019-1"]
    assert number["identifier"] == "802400-3702"
    assert organisation["website"] == "https://zebra.example"
    assert terms(organisation, "example") == ["example"]
    assert b"Zara" not in answer.content
    assert "Styrelsen" not in answer.content.decode()


def test_one_that_is_no_partner_is_only_named(client: Client, told: Service) -> None:
    Organisation.objects.filter(slug="zebra").update(joined_on=None)
    organisation = named(client, "Zebraråd")["organization"]
    assert organisation == {
        "id": organisation["id"],
        "name": "Zebraföreningen",
        "description": "",
    }


def test_identifiers_stay_and_are_never_shared(client: Client, told: Service) -> None:
    before = named(client, "Zebraråd")
    told.slug, told.name_sv, told.summary_sv = "annan", "Annat", "Ny"
    told.save(update_fields=["slug", "name_sv", "summary_sv", "updated_at"])
    after = named(client, "Annat")

    assert UUID(before["id"]).version == 5
    for part in ("languages", "service_areas", "cost_options", "attributes"):
        assert [one["id"] for one in after[part]] == [one["id"] for one in before[part]]
    assert after["organization"] == before["organization"]
    ids = [one["id"] for one in contents(client)]
    assert len(set(ids)) == len(ids)


def test_in_english_when_asked_for_and_never_by_the_browsers_choice(
    client: Client, told: Service
) -> None:
    swedish = client.get(FILE, headers={"Accept-Language": "en"})
    english = client.get(f"{FILE}?language=en", headers={"Accept-Language": "sv"})

    assert (swedish["Content-Language"], english["Content-Language"]) == ("sv", "en")
    assert named(client, "Zebra advice", f"{FILE}?language=en")["alternate_name"] == "Zebraråd"
    assert named(client, "Zebraråd")["id"] in english.content.decode()


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_what_is_not_public_is_nowhere(client: Client, told: Service, status: str) -> None:
    Service.objects.filter(pk=told.pk).update(status=status)
    assert_nowhere(client)


@pytest.mark.parametrize("days", [0, 1])
def test_who_has_left_offers_nothing(client: Client, told: Service, days: int) -> None:
    left = timezone.localdate() - timedelta(days=days)
    Organisation.objects.filter(slug="zebra").update(left_on=left)
    assert_nowhere(client)


def test_who_leaves_tomorrow_still_offers(client: Client, told: Service) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    Organisation.objects.filter(slug="zebra").update(left_on=tomorrow)
    assert named(client, "Zebraråd")["status"] == "active"


def assert_nowhere(client: Client) -> None:
    for address in (FILE, "/api/v1/services?limit=100", "/sv/support/"):
        assert "Zebraråd" not in client.get(address).content.decode()
    assert client.get("/sv/support/zebra/").status_code == 404


def test_closed_for_a_time_says_so(client: Client, told: Service) -> None:
    Service.objects.filter(pk=told.pk).update(status="temporarily closed")
    found = named(client, "Zebraråd")
    assert (found["status"], found["alert"]) == ("temporarily closed", "Stängd en tid")


def test_who_has_it_already_gets_nothing(client: Client, told: Service) -> None:
    first = client.get(FILE)
    same = client.get(FILE, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Access-Control-Expose-Headers"] == "ETag"

    told.save(update_fields=["updated_at"])
    changed = client.get(FILE, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


def test_a_contact_that_is_hidden_is_gone_at_once(
    client: Client, told: Service, cast: Cast
) -> None:
    """The file lies ready in memory, and is made again as soon as anything in it changes."""
    assert "fragor@zebra.example" in client.get(FILE).content.decode()
    role = ContactRole.objects.get(purpose_sv="Frågor")
    facts: Any = {name: getattr(role, name) for name in ContactFacts.__annotations__}
    facts["shown_to"] = "partners"

    change_contact(contact=role, by=cast.elsa, **facts)

    assert "fragor@zebra.example" not in client.get(FILE).content.decode()


def test_what_lies_ready_costs_little(
    client: Client, told: Service, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(FILE)
    with django_assert_num_queries(5):
        assert client.get(FILE).content == first.content


@pytest.mark.parametrize("number", [1, 3])
def test_the_file_costs_the_same_for_one_and_for_many(
    client: Client,
    told: Service,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Service.objects.exclude(pk=told.pk).delete()
    for more in range(1, number):
        Service.objects.create(
            organisation=told.organisation, slug=f"z{more}", name_sv=f"Z{more}"
        ).themes.add(*told.themes.all())

    with django_assert_num_queries(14):
        assert len(contents(client)) == number


def test_nothing_of_another_partnership(client: Client, cast: Cast, told: Service) -> None:
    with scope(cast.neighbour.pk):
        theirs = Organisation.objects.create(slug="g", name="Granne", kind="association")
        Service.objects.create(organisation=theirs, slug="g", name_sv="Grannråd")

    assert [one["name"] for one in contents(client, f"/p/grannlanet{FILE}")] == ["Grannråd"]
    assert "Grannråd" not in {one["name"] for one in contents(client)}


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Får användas fritt, ange källan"), ("en", "It may be used freely, state the source")],
)
def test_the_page_leads_to_the_files(
    client: Client,
    cast: Cast,
    language: str,
    words: str,
) -> None:
    page = client.get(f"/{language}/open-data/").content.decode()

    assert words in page
    for address in (
        FILE,
        f"{FILE}?language=en",
        f"/{language}/partners/table/csv/",
        f"/{language}/partners/table/xlsx/",
        "/api/v1/openapi.json",
    ):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_the_page_without_a_language_and_of_a_new_partnership(client: Client, cast: Cast) -> None:
    assert client.get("/open-data/", follow=True).redirect_chain == [("/sv/open-data/", 302)]
    assert "Senast ändrat" not in client.get("/p/grannlanet/sv/open-data/").content.decode()
    assert contents(client, f"/p/grannlanet{FILE}") == []
    assert client.post(FILE).status_code == 405


def test_every_page_leads_there(client: Client, cast: Cast) -> None:
    cache.clear()
    assert 'href="/sv/open-data/"' in client.get("/sv/").content.decode()
