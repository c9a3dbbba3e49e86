"""Somebody writes an application without an account: the pages as a visitor sends them."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from samverka.common.writing import begin_writing
from samverka.grants.models import GrantApplication, Round
from samverka.partnership.models import Municipality

EMAIL = "odlarna@example.net"
NAME = "Odlarna i Viby (exempel)"
ANSWERS = ("need", "idea", "goals", "who", "plan", "budget", "after")


def begun(client: Client, turn: Round, **said: Any) -> GrantApplication:
    facts = {"name": NAME, "email": EMAIL, "writing": begin_writing(), **said}
    answer = client.post(f"/sv/grants/{turn.slug}/apply/", facts)
    assert answer.status_code == 302, answer.content.decode()
    return GrantApplication.objects.get(key=answer["Location"].split("/")[4])


def who(**said: Any) -> dict[str, Any]:
    return {
        "name": NAME,
        "organisation_number": "",
        "kind": "association",
        "municipality": Municipality.objects.get(name="Hallsberg").pk,
        "contact_name": "Viola Viby (exempel)",
        "email": EMAIL,
        "phone": "",
        **said,
    }


def project(**said: Any) -> dict[str, Any]:
    first = timezone.localdate() + timedelta(days=40)
    return {
        "title": "Trädgården för alla",
        "summary": "Vi öppnar trädgården för dem som inte har någon egen.",
        "starts_on": first.isoformat(),
        "ends_on": (first + timedelta(days=200)).isoformat(),
        "continues": "",
        **said,
    }


def texts(**said: str) -> dict[str, str]:
    return {**dict.fromkeys(ANSWERS, "Vi har talat med dem som bor här."), **said}


def budget(
    *,
    asked: str = "40 000",
    costs: list[tuple[str, str]] | None = None,
    cash: list[tuple[str, str]] | None = None,
    hours: list[tuple[str, str]] | None = None,
) -> dict[str, Any]:
    """As the page sends it; as it stands it balances: 40 000 kronor and 122 hours."""
    told: dict[str, Any] = {"asked": asked}
    parts = {
        "cost": [("Jord och verktyg", "40 000")] if costs is None else costs,
        "cash": cash or [],
        "hours": [("Ledare och frivilliga", "122")] if hours is None else hours,
    }
    for kind, rows in parts.items():
        number = "hours" if kind == "hours" else "amount"
        told |= {f"{kind}-TOTAL_FORMS": len(rows), f"{kind}-INITIAL_FORMS": 0}
        for n, (what, amount) in enumerate(rows):
            told |= {f"{kind}-{n}-what": what, f"{kind}-{n}-{number}": amount}
            if kind == "cost":
                told[f"{kind}-{n}-category"] = "materials"
    return told


def write(client: Client, application: GrantApplication, step: str, facts: Any) -> Any:
    """As somebody does who has just opened the page."""
    application.refresh_from_db()
    address = f"/sv/grants/mine/{application.key}/write/{step}/"
    return client.post(address, {"seen": application.version, **facts})


def written(client: Client, turn: Round, **said: Any) -> GrantApplication:
    """Everything that is asked for."""
    application = begun(client, turn)
    pages = {"who": who(), "project": project(), "texts": texts(), "budget": budget(), **said}
    for step, facts in pages.items():
        assert write(client, application, step, facts).status_code == 302
    application.refresh_from_db()
    return application


def hand_in(client: Client, application: GrantApplication, **said: str) -> Any:
    return client.post(f"/sv/grants/mine/{application.key}/hand-in/", said)
