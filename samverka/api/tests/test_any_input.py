"""Whatever is sent, the answer is one that the interface describes."""

import json
from urllib.parse import urlencode

import pytest
from django.conf import LazySettings
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.cast import Cast

READS = ["partners", "services", "themes", "talks", "calls", "projects", "ideas"]
# Half characters and zero bytes are what breaks others; hypothesis leaves the former out.
TEXTS = st.text(st.characters(codec=None, categories=None), max_size=60) | st.sampled_from(
    ["\ud800", "\x00", "å\u0301\u0323", "Vi vill odla tillsammans med unga utan arbete."]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXTS | VALUES,
        "kinds": st.lists(st.sampled_from(["call", "idea", "person"])) | VALUES,
        "limit": st.integers(0, 51) | VALUES,
        "language": st.sampled_from(["sv", "en", None]) | VALUES,
    },
)
IDEAS = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS | VALUES,
        "text": TEXTS.map(lambda text: f"{text} och mer än så.") | VALUES,
        "email": st.sampled_from(["kim@example.org", "kim@exämple.org"]) | VALUES,
        "language": st.sampled_from(["sv", "en", None]) | VALUES,
    },
)
BODIES = st.binary(max_size=200) | (QUESTIONS | IDEAS | VALUES).map(
    lambda value: json.dumps(value).encode()
)
MOMENTS = st.datetimes().map(str) | st.datetimes(timezones=st.timezones()).map(str)
ADDRESSES = st.fixed_dictionaries(
    {},
    optional={
        "q": TEXTS,
        "theme": TEXTS | st.just("acting-together"),
        "updated_since": TEXTS | MOMENTS | st.integers().map(str),
        "limit": TEXTS | st.integers().map(str),
        "cursor": TEXTS | st.integers().map(str),
    },
)


def thoroughly(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@pytest.fixture(autouse=True)
def patience(settings: LazySettings) -> None:
    settings.MATCHES_PER_MINUTE = settings.IDEAS_PER_HOUR = 1_000_000
    settings.IDEAS_PER_HOUR_IN_ALL = 1_000_000


@pytest.mark.slow
@pytest.mark.usefixtures("indexed")
@thoroughly(examples=300)
@given(body=BODIES)
def test_any_question(client: Client, body: bytes) -> None:
    response = client.post("/api/v1/match", body, content_type="application/json")

    assert response.status_code in (200, 400, 422)
    json.loads(response.content)


@pytest.mark.slow
@thoroughly(examples=300)
@given(body=BODIES, key=st.none() | st.text(st.characters(codec="latin-1"), max_size=60))
def test_any_idea(client: Client, cast: Cast, body: bytes, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency-Key": key}
    response = client.post("/api/v1/ideas", body, content_type="application/json", headers=headers)

    assert response.status_code in (201, 400, 422)
    json.loads(response.content)


@pytest.mark.slow
@thoroughly(examples=300)
@given(kind=st.sampled_from(READS), address=ADDRESSES, raw=st.text("%&=+azåö0F.:-", max_size=30))
def test_any_address(
    client: Client, cast: Cast, kind: str, address: dict[str, str], raw: str
) -> None:
    as_bytes = {name: value.encode("utf-8", "surrogatepass") for name, value in address.items()}
    for query in (urlencode(as_bytes), raw):
        response = client.get(f"/api/v1/{kind}?{query}")

        assert response.status_code in (200, 422)
        json.loads(response.content)
