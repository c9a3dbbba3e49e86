"""Another program reads what the partnership shows to everybody."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call, CallSource, Record
from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.ideas.models import Idea
from samverka.partnership.actions.pages import confirm_page
from samverka.partnership.models import Organisation, Theme
from samverka.projects.models import Project
from samverka.support.models import Service
from samverka.talks.models import Talk

KINDS = ["partners", "services", "themes", "talks", "calls", "projects", "ideas"]
SITE = "http://127.0.0.1:8000"


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.json()


def whole_list(client: Client, kind: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = read(client, f"/api/v1/{kind}?limit=100")["items"]
    return items


def only(client: Client, kind: str) -> dict[str, Any]:
    page = read(client, f"/api/v1/{kind}?theme=zebra")
    assert (len(page["items"]), page["next"]) == (1, None)
    item: dict[str, Any] = page["items"][0]
    return item


@pytest.fixture
def common(zebra: dict[str, Any]) -> dict[str, Any]:
    return {"updated_at": "2026-03-01T12:30:00Z", "themes": ["zebra"], "example": True}


def test_a_partner(client: Client, zebra: dict[str, Any], common: dict[str, Any]) -> None:
    assert only(client, "partners") == common | {
        "id": zebra["partners"].pk,
        "url": f"{SITE}/sv/partners/zebra/",
        "slug": "zebra",
        "name": "Zebraföreningen",
        "type": "association",
        "organization_number": "802400-3702",
        "website": "https://zebra.example",
        "description": {"sv": "Vi målar övergångsställen.", "en": None},
        "description_is_example": False,
        "for_whom": {"sv": None, "en": "For all who walk."},
        "needs": ["road-safety"],
        "contacts": [
            {
                "purpose": {"sv": "Frågor", "en": None},
                "name": None,
                "email": "fragor@zebra.example",
                "phone": None,
            }
        ],
        "municipality": {"code": "1884", "name": "Nora"},
        "joined_on": "2020-01-01",
        "confirmed_on": "2026-01-01",
    }


def test_a_service(client: Client, zebra: dict[str, Any], common: dict[str, Any]) -> None:
    assert only(client, "services") == common | {
        "id": zebra["services"].pk,
        "url": f"{SITE}/sv/support/zebra/",
        "slug": "zebra",
        "name": {"sv": "Zebraråd", "en": "Zebra advice"},
        "description": {"sv": None, "en": None},
        "organization": {"id": zebra["partners"].pk, "name": "Zebraföreningen"},
        "eligibility_description": {"sv": "För alla.", "en": None},
        "status": "active",
        "email": "rad@example.org",
        "stages": ["idea", "pilot"],
        "needs": [],
        "languages": [],
        "service_areas": [],
        "cost": None,
        "fees_description": {"sv": None, "en": None},
        "access": {"sv": None, "en": None},
        "website": None,
        "capacity": "open",
        "full_until": None,
        "reviewed_on": None,
    }


def test_a_theme(client: Client, zebra: dict[str, Any]) -> None:
    assert only(client, "themes") == {
        "id": zebra["themes"].pk,
        "url": f"{SITE}/sv/themes/zebra/",
        "updated_at": "2026-03-01T12:30:00Z",
        "slug": "zebra",
        "title": {"sv": "Zebror", "en": "Zebras"},
        "description": {"sv": "Om zebror.", "en": None},
    }


def test_a_talk(client: Client, zebra: dict[str, Any], common: dict[str, Any]) -> None:
    assert only(client, "talks") == common | {
        "id": zebra["talks"].pk,
        "url": f"{SITE}/sv/talks/zebra/",
        "example": False,
        "slug": "zebra",
        "title": {"sv": "Zebror i stan", "en": "Zebras in town"},
        "description": {"sv": None, "en": None},
        "starts_at": "2026-05-04T12:00:00Z",
        "ends_at": "2026-05-04T14:00:00Z",
        "place": {"sv": "Stadshuset", "en": "The town hall"},
        "cancelled": False,
    }


def test_a_project(client: Client, zebra: dict[str, Any], common: dict[str, Any]) -> None:
    assert only(client, "projects") == common | {
        "id": zebra["projects"].pk,
        "url": f"{SITE}/sv/projects/zebra/",
        "slug": "zebra",
        "title": {"sv": "Zebraprojektet", "en": None},
        "description": {"sv": None, "en": None},
        "call": zebra["calls"].pk,
        "idea": zebra["ideas"].pk,
        "partners": [{"id": zebra["partners"].pk, "name": "Zebraföreningen"}],
        "state": "unknown",
        "starts_on": None,
        "ends_on": None,
        "roles": [
            {
                "partner": zebra["partners"].pk,
                "name": "Zebraföreningen",
                "role": "partner",
                "since": None,
                "until": None,
            }
        ],
        "funding": [],
    }


def test_an_idea_without_anything_that_tells_whose(
    client: Client, zebra: dict[str, Any], common: dict[str, Any]
) -> None:
    assert only(client, "ideas") == common | {
        "id": zebra["ideas"].pk,
        "url": f"{SITE}/sv/ideas/{zebra['ideas'].pk}/",
        "example": False,
        "title": {"sv": None, "en": "Zebra crossings"},
        "description": {
            "sv": None,
            "en": "Let us paint the zebra crossing at the school in bright colours.",
        },
        "language": "en",
        "state": "advised",
        "municipality": {"code": "1884", "name": "Nora"},
        "sent_at": "2026-03-01T12:30:00Z",
        "published_at": "2026-03-01T12:30:00Z",
    }


def test_what_is_not_for_everybody_is_not_there(client: Client, zebra: dict[str, Any]) -> None:
    Idea.objects.filter(pk=zebra["ideas"].pk).update(may_show=False)
    Service.objects.filter(pk=zebra["services"].pk).update(status=Service.Status.INACTIVE)
    Organisation.objects.filter(pk=zebra["partners"].pk).update(left_on="2026-01-01")

    for kind in ("ideas", "services", "partners"):
        assert read(client, f"/api/v1/{kind}?theme=zebra")["items"] == []
    assert only(client, "projects")["idea"] is None


def test_who_has_left_offers_nothing(client: Client, zebra: dict[str, Any]) -> None:
    Organisation.objects.filter(pk=zebra["partners"].pk).update(left_on="2026-01-01")
    assert read(client, "/api/v1/services?theme=zebra")["items"] == []


def test_services_are_found_by_whom_they_are_for(client: Client, zebra: dict[str, Any]) -> None:
    Service.objects.filter(slug="zebra").update(for_whom_en="For all who walk.")
    found = read(client, "/api/v1/services?q=walk")["items"]
    assert [one["slug"] for one in found] == ["zebra"]


def test_who_says_that_all_is_right_has_changed(client: Client, zebra: dict[str, Any]) -> None:
    """`confirmed_on` is told, so whoever asks for changes is told of it too."""
    address = "/api/v1/partners?theme=zebra&updated_since=2026-03-02"
    assert read(client, address)["items"] == []

    confirm_page(organisation=zebra["partners"])

    assert len(read(client, address)["items"]) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_going_through_all_pages_gives_everything_once(
    client: Client, cast: Cast, kind: str
) -> None:
    everything = whole_list(client, kind)
    seen, address = [], f"/api/v1/{kind}?limit=3"
    while address:
        page = read(client, address)
        assert 1 <= len(page["items"]) <= 3
        seen += page["items"]
        address = page["next"]

    assert seen == everything
    assert len({item["id"] for item in seen}) == len(seen) > 3


def test_the_next_page_keeps_what_was_asked_for(client: Client, zebra: dict[str, Any]) -> None:
    first = read(client, "/api/v1/partners?q=för%20&limit=1&updated_since=2026-01-01T00:00:00Z")

    assert first["next"].startswith(
        "http://testserver/api/v1/partners?q=f%C3%B6r+&limit=1"
        "&updated_since=2026-01-01T00%3A00%3A00Z&cursor="
    )
    assert len(read(client, first["next"])["items"]) == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("partners", "ÖVERGÅNGSSTÄLLEN zebraföreningen"),
        ("services", "zebraråd"),
        ("services", "ZEBRA ADVICE"),
        ("themes", "om zebror"),
        ("talks", "in town"),
        ("calls", "pengar stripes"),
        ("projects", "zebraprojektet"),
        ("ideas", "paint school"),
    ],
)
def test_every_word_is_looked_for_in_both_languages(
    client: Client, zebra: dict[str, Any], kind: str, words: str
) -> None:
    found = client.get(f"/api/v1/{kind}", {"q": words}).json()["items"]

    assert [item["id"] for item in found] == [zebra[kind].pk]


def test_patterns_are_only_words(client: Client, zebra: dict[str, Any]) -> None:
    for words in (".*", "%", "_", "zebra(", "\\", "["):
        assert client.get("/api/v1/projects", {"q": words}).json()["items"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_changed_since(client: Client, zebra: dict[str, Any], kind: str) -> None:
    zebra_id = zebra[kind].pk
    since = "/api/v1/{}?limit=100&updated_since={}"
    exactly_then = [
        "2026-03-01T12:30:00Z",
        "2026-03-01T13:30:00%2B01:00",
        "2026-03-01T13:30:00+01:00",  # the plus arrives as a space
        "2026-03-01T13:30:00",  # the partnership's own clock
    ]

    for moment in exactly_then:
        found = read(client, since.format(kind, moment))["items"]
        assert zebra_id in [item["id"] for item in found]
    later = read(client, since.format(kind, "2026-03-01T12:30:01Z"))["items"]
    assert later == [item for item in whole_list(client, kind) if item["id"] != zebra_id]


@pytest.mark.parametrize(
    ("query", "parameter", "sentence"),
    [
        ("theme=none", "theme", "theme: There is no such theme. GET themes lists them."),
        ("limit=0", "limit", "limit: Input should be greater than or equal to 1."),
        ("limit=101", "limit", "limit: Input should be less than or equal to 100."),
        ("cursor=1", "cursor", "cursor: Take the whole address in “next” of the page before."),
        (
            "updated_since=0001-01-01T00:00:00%2B14:00",
            "updated_since",
            "updated_since: That is outside the calendar.",
        ),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_understood_is_said(
    client: Client, cast: Cast, kind: str, query: str, parameter: str, sentence: str
) -> None:
    response = client.get(f"/api/v1/{kind}?{query}")

    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": sentence,
        "errors": [{"detail": sentence, "parameter": parameter}],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_not_changed_is_not_sent_again(
    client: Client, zebra: dict[str, Any], kind: str
) -> None:
    address = f"/api/v1/{kind}?theme=zebra"
    first = client.get(address)
    same = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])

    type(zebra[kind]).objects.get(pk=zebra[kind].pk).save()  # a new updated_at
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


QUERIES = {"partners": 4, "services": 5, "themes": 2, "talks": 2, "calls": 5, "projects": 6}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [1, 3, 100])
def test_a_list_costs_the_same_for_one_and_for_many(
    client: Client,
    zebra: dict[str, Any],
    kind: str,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for project in Project.objects.all():
        project.partners.add(zebra["partners"])
    source = CallSource.objects.get()
    for call in Call.objects.all():
        Record.objects.create(source=source, call=call, identifier=f"again {call.pk}")

    with django_assert_num_queries(QUERIES.get(kind, 3)):
        items = read(client, f"/api/v1/{kind}?limit={rows}")["items"]

    assert len(items) >= min(rows, 4)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_another_partnership_is_seen(
    client: Client, zebra: dict[str, Any], kind: str
) -> None:
    assert zebra[kind].pk in {item["id"] for item in whole_list(client, kind)}
    assert read(client, f"/p/grannlanet/api/v1/{kind}") == {"items": [], "next": None}


def test_a_partnership_under_a_prefix_has_its_own_addresses(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        themes = [Theme.objects.create(slug=f"granne-{n}", title_sv="Granne") for n in range(2)]
        Talk.objects.create(
            slug="granne",
            theme=themes[0],
            title_sv="Granne",
            starts_at="2026-05-04T12:00Z",
            ends_at="2026-05-04T14:00Z",
        )

    first = read(client, "/p/grannlanet/api/v1/themes?limit=1")
    talks = read(client, "/p/grannlanet/api/v1/talks?theme=granne-0")

    assert [item["url"] for item in first["items"]] == [f"{SITE}/p/grannlanet/sv/themes/granne-0/"]
    assert first["next"].startswith("http://testserver/p/grannlanet/api/v1/themes?")
    assert [item["slug"] for item in talks["items"]] == ["granne"]
