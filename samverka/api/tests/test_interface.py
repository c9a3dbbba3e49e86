"""What holds for every address of the interface."""

import json
import logging
from typing import Any

import pytest
from django.test import Client

from samverka.api.views import match
from samverka.cast import Cast

READS = ["partners", "services", "themes", "talks", "calls", "projects", "ideas"]
UNREADABLE = "The request cannot be read. A body has to be JSON in UTF-8."


def assert_problem(response: Any, status: int, title: str, detail: str) -> None:
    assert response["Content-Type"] == "application/problem+json"
    assert response["Content-Language"] == "en"
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    assert (response.status_code, json.loads(response.content)) == (status, told)


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing", "/api/v1/", "/api/v2/calls", "/p/nobody/api/v1/calls"]
)
def test_an_unknown_address(client: Client, cast: Cast, address: str) -> None:
    assert_problem(
        client.get(address),
        404,
        "Not Found",
        "There is nothing at this address. openapi.json, beside it, lists every address.",
    )


def test_a_method_that_is_not_answered(client: Client, cast: Cast) -> None:
    sentence = (
        "This address does not answer this method. The header Allow names those that it does."
    )
    for method, address, allowed in [
        ("get", "match", "POST"),
        ("post", "calls", "GET"),
        ("delete", "calls", "GET"),
    ]:
        response = getattr(client, method)(f"/api/v1/{address}")
        assert_problem(response, 405, "Method Not Allowed", sentence)
        assert response["Allow"] == allowed


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff", b'{"text": "\xff"}', b"[" * 100_000, b"9" * 5_000, '"å"'.encode("utf-16")],
)
@pytest.mark.parametrize("address", ["match", "ideas"])
def test_a_body_that_is_not_json(client: Client, cast: Cast, address: str, body: bytes) -> None:
    response = client.post(f"/api/v1/{address}", body, content_type="application/json")

    assert_problem(response, 400, "Bad Request", UNREADABLE)


def test_a_host_that_is_not_ours(client: Client, cast: Cast) -> None:
    response = client.get("/api/v1/calls", headers={"Host": "elsewhere.example"})

    assert_problem(response, 400, "Bad Request", UNREADABLE)


@pytest.mark.parametrize("address", ["match", "ideas"])
def test_a_body_that_is_too_large(client: Client, cast: Cast, address: str) -> None:
    body = {"title": "x", "text": "x" * 4_000_000}
    response = client.post(f"/api/v1/{address}", body, content_type="application/json")

    assert_problem(response, 413, "Request Entity Too Large", "The body is too large.")


def test_trouble_of_our_own_is_noted_and_not_shown(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(match, "find", fail)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, logger="django.request"):
        response = client.post("/api/v1/match", {"text": "x"}, content_type="application/json")

    sentence = "Something went wrong on our side. It has been noted."
    assert_problem(response, 500, "Internal Server Error", sentence)
    assert "a secret" in caplog.text


def test_other_sites_may_read_but_not_write(client: Client, cast: Cast) -> None:
    for address in ("themes", "openapi.json", "nothing", "themes?limit=0"):
        assert client.get(f"/api/v1/{address}")["Access-Control-Allow-Origin"] == "*"
    written = client.post("/api/v1/ideas", {}, content_type="application/json")
    assert "Access-Control-Allow-Origin" not in written


@pytest.mark.parametrize("kind", READS)
def test_the_head_alone(client: Client, cast: Cast, kind: str) -> None:
    response = client.head(f"/api/v1/{kind}")

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == client.get(f"/api/v1/{kind}")["ETag"]


@pytest.mark.parametrize("prefix", ["", "/p/grannlanet"])
def test_the_interface_describes_itself(client: Client, cast: Cast, prefix: str) -> None:
    told = client.get(f"{prefix}/api/v1/openapi.json").json()

    reads = {f"{prefix}/api/v1/{kind}": {"get"} for kind in READS}
    assert told["openapi"].startswith("3.1.")
    assert {path: set(operations) for path, operations in told["paths"].items()} == reads | {
        f"{prefix}/api/v1/match": {"post"},
        f"{prefix}/api/v1/ideas": {"get", "post"},
    }


def test_what_it_describes_is_so(client: Client, cast: Cast) -> None:
    told = client.get("/api/v1/openapi.json").json()
    operations = [
        (path, method, operation)
        for path, methods in told["paths"].items()
        for method, operation in methods.items()
    ]

    assert set(_references(told)) <= {
        f"#/components/schemas/{name}" for name in told["components"]["schemas"]
    }
    assert len({operation["operationId"] for _, _, operation in operations}) == len(operations)
    for path, method, operation in operations:
        response = getattr(client, method)(path, content_type="application/json")
        answer = operation["responses"].get(
            str(response.status_code), operation["responses"]["default"]
        )
        assert response.status_code in (200, 422)
        assert response["Content-Type"].partition(";")[0] in answer["content"]


def _references(part: Any) -> list[str]:
    if isinstance(part, list):
        return [found for one in part for found in _references(one)]
    if isinstance(part, dict):
        here = [part["$ref"]] if "$ref" in part else []
        return here + [found for one in part.values() for found in _references(one)]
    return []
