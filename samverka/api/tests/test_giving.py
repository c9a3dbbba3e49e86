"""Other sites take what the host has granted, as 360Giving tells of grants."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, ValidationError
from pytest_django import DjangoAssertNumQueries

from samverka.api.tests.test_open_data import FORMATS
from samverka.cast import Cast
from samverka.common.tenancy import whole_address
from samverka.grants.models import Grant
from samverka.grants.tests.granted_story import granted, ready
from samverka.grants.tests.story import a_round
from samverka.partnership.models import Theme

pytestmark = pytest.mark.django_db
FILE = "/open-data/grants.json"


@pytest.fixture(scope="module")
def standard() -> Draft202012Validator:
    schema = json.loads((Path(__file__).parent / "giving/package.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FORMATS)


def told(client: Client, address: str = FILE) -> dict[str, Any]:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def test_what_was_granted_as_the_standard_has_it(
    client: Client, cast: Cast, standard: Draft202012Validator
) -> None:
    turn = a_round(cast)
    application = ready(cast, turn, example=False, organisation_number="802001-9999")
    application.themes.add(theme := Theme.objects.all()[0])
    grant = granted(cast, application)
    undecided = ready(cast, turn, title="Inte än")

    found = told(client, f"{FILE}?language=en")

    standard.validate(found)
    number = application.number
    [row] = [one for one in found["grants"] if one["id"] == f"360G-psi-{number}"]
    assert undecided.title not in json.dumps(found)
    assert row == as_told(grant, theme, row)


def as_told(grant: Grant, theme: Theme, row: dict[str, Any]) -> dict[str, Any]:
    """Every field; those that our own keys are in are taken from the row."""
    application, turn = grant.application, grant.application.round
    number = application.number
    return {
        "id": f"360G-psi-{number}",
        "title": application.title,
        "description": "For many.",
        "currency": "SEK",
        "amountAppliedFor": 40_000,
        "amountAwarded": 30_000,
        "amountDisbursed": 0,
        "awardDate": grant.decision.decided_on.isoformat(),
        "url": whole_address(f"/en/grants/granted/{number}/"),
        "plannedDates": [
            {"startDate": grant.starts_on.isoformat(), "endDate": grant.ends_on.isoformat()}
        ],
        "fundingOrganization": [
            {"id": row["fundingOrganization"][0]["id"], "name": turn.host.name}
        ],
        "recipientOrganization": [
            {"id": "360G-psi-org:8020019999", "name": application.name, "addressCountry": "SE"}
        ],
        "grantProgramme": [
            {
                "code": turn.slug,
                "title": turn.name_sv,
                "url": whole_address(f"/en/grants/{turn.slug}/"),
            }
        ],
        "fromOpenCall": "Yes",
        "locationScope": "GLS040",
        "classifications": [
            {"vocabulary": "Samverka: themes", "code": theme.slug, "title": theme.title_en}
        ],
        "dateModified": row["dateModified"],
        "beneficiaryLocation": [{"name": "Hallsberg", "countryCode": "SE"}],
    }


def test_an_example_says_so(client: Client, cast: Cast, standard: Draft202012Validator) -> None:
    application = granted(cast).application
    found = told(client)
    standard.validate(found)
    [row] = [one for one in found["grants"] if one["id"].endswith(application.number)]
    assert row["title"] == f"Exempel: {application.title}"
    assert row["recipientOrganization"][0]["name"].startswith("Exempel: ")
    assert [one["code"] for one in row["classifications"]] == ["example"]


def test_the_check_finds_what_is_wrong(
    client: Client, cast: Cast, standard: Draft202012Validator
) -> None:
    granted(cast)
    found = told(client)
    for name in ("id", "title", "awardDate", "fundingOrganization", "recipientOrganization"):
        broken = {**found, "grants": [{k: v for k, v in found["grants"][0].items() if k != name}]}
        with pytest.raises(ValidationError):
            standard.validate(broken)
    with pytest.raises(ValidationError):
        standard.validate({**found, "grants": []})


def test_there_is_no_package_without_grants(client: Client, cast: Cast) -> None:
    assert client.get(f"/p/grannlanet{FILE}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    turn = a_round(cast)
    for _n in range(number):
        granted(cast, ready(cast, turn))
    with django_assert_num_queries(5):
        told(client)
