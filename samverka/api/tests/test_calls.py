"""Another program reads everything that is known of a call."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samverka.api.tests.test_lists import SITE, common, only, read
from samverka.calls.models import Call

__all__ = ["common"]

WORDS = {
    "slug": "zebra",
    "title": {"sv": "Pengar till zebror", "en": "Money for zebras"},
    "description": {"sv": None, "en": "For stripes."},
    "funding_organization": {"name": "Zebrafonden"},
    "programme": "Zebraprogrammet",
    "reference": None,
}
WHO = {
    "applicants": ["association"],
    "any_applicant": False,
    "needed_kinds": ["municipality"],
    "partners_min": 1,
    "countries_min": 1,
    "countries": [],
    "place": None,
    "keywords": [],
    "eligibility_description": {"sv": "Föreningar.", "en": None},
}


def test_a_call_that_has_closed(
    client: Client, zebra: dict[str, Any], common: dict[str, Any]
) -> None:
    assert only(client, "calls") == common | WORDS | WHO | {
        "id": zebra["calls"].pk,
        "url": f"{SITE}/sv/calls/zebra/",
        "level": "european",
        "opens_on": "2026-01-01",
        "closes_on": "2026-02-01",
        "deadlines": [{"date": "2026-02-01", "time": "17:00", "time_zone": "Europe/Brussels"}],
        "windows": [{"first": "01-01", "last": "02-01"}],
        "status": "closed",
        "paused_months": [7],
        "amount_min": 1000,
        "amount_max": 2000,
        "budget": None,
        "currency": "EUR",
        "share": 72.5,
        "cofinancing": {"sv": "Hälften.", "en": None},
        "data_source": "https://example.org/zebra",
        "sources": [
            {
                "name": "Zebrakällan",
                "address": None,
                "read_at": "2026-03-01T12:30:00Z",
                "gone_on": None,
            }
        ],
        "gone_on": None,
        "source_note": None,
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("level=european", True),
        ("level=regional", False),
        ("closes_since=2026-02-01", True),
        ("closes_since=2026-02-02", False),
    ],
)
def test_calls_are_narrowed_by_level_and_last_day(
    client: Client, zebra: dict[str, Any], asked: str, found: bool
) -> None:
    items = read(client, f"/api/v1/calls?q=zebra&{asked}")["items"]

    assert [item["id"] for item in items] == [zebra["calls"].pk] * found


def test_the_open_ones_are_exactly_those_whose_status_is_open(
    client: Client, zebra: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 24))
    told: dict[str, dict[str, Any]] = {
        "without-days": {},
        "coming": {"opens_on": "2026-11-25"},
        "from-today": {"opens_on": "2026-11-24", "closes_on": "2026-11-24"},
        "over": {"closes_on": "2026-11-23"},
        "in-its-window": {"windows": [["11-01", "01-15"]]},
        "between-windows": {"windows": [["03-01", "04-01"]]},
        "paused": {"paused_months": [11]},
        "paused-later": {"paused_months": [7, 12]},
    }
    for slug, days in told.items():
        Call.objects.create(slug=slug, title_sv="Spår", level="regional", **days)

    found = {
        asked: {
            item["slug"]: item["status"]
            for item in read(client, f"/api/v1/calls?q=spår&open={asked}")["items"]
        }
        for asked in ("true", "false")
    }

    assert found == {
        "true": dict.fromkeys(
            ("without-days", "from-today", "in-its-window", "paused-later"), "open"
        ),
        "false": {
            "coming": "coming",
            "over": "closed",
            "between-windows": "coming",
            "paused": "paused",
        },
    }
    assert client.get("/api/v1/calls?open=perhaps").status_code == 422
